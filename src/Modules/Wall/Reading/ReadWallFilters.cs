using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Reading;

/// <summary>The filters of the wall that would find something. Each value is looked up alone, which reads one row.</summary>
internal sealed class ReadWallFilters(
    ConcordDb db,
    MemberLedger ledger,
    IEffortNames efforts,
    LanguageSet languages,
    Localizer localizer
)
{
    /// <param name="now">UTC.</param>
    public async Task<WallChoices> RunAsync(DateTime now, CancellationToken cancellation)
    {
        var posts = db.Set<Post>().Where(post => post.State == PostState.Live);
        var speaking = (await EachAsync((after, ct) => NextMemberAsync(posts, after, ct), cancellation)).ToHashSet(
            StringComparer.Ordinal
        );
        var today = await ledger.OnAsync(DateOnly.FromDateTime(now), cancellation);
        var byName = StringComparer.Create(localizer.Language.Culture, ignoreCase: true);
        return new WallChoices(
            [
                .. today
                    .Members.Where(member => speaking.Contains(member.Slug))
                    .Select(member => new Choice(
                        member.Slug,
                        member.Names.GetValueOrDefault(localizer.Language.Code) ?? member.Slug
                    ))
                    .OrderBy(choice => choice.Name, byName),
            ],
            await LanguagesAsync(posts, cancellation),
            await EffortsAsync(now, cancellation)
        );
    }

    /// <summary>The site's languages first, then others by their own names.</summary>
    private async Task<IReadOnlyList<Choice>> LanguagesAsync(IQueryable<Post> posts, CancellationToken cancellation)
    {
        var codes = await EachAsync((after, ct) => NextLanguageAsync(posts, after, ct), cancellation);
        var own = languages.All.Where(language => codes.Contains(language.Code));
        var others = codes.Where(code => languages.Find(code) is null);
        return
        [
            .. own.Select(language => new Choice(language.Code, language.Name)),
            .. others.Select(code => new Choice(code, NameOf(code))),
        ];
    }

    /// <summary>Skips from one distinct value to the next in the index.</summary>
    private static async Task<List<string>> EachAsync(
        Func<string, CancellationToken, Task<string?>> next,
        CancellationToken cancellation
    )
    {
        var found = new List<string>();
        while (await next(found.Count > 0 ? found[^1] : "", cancellation) is { } value)
        {
            found.Add(value);
        }

        return found;
    }

#pragma warning disable CA1309 // Becomes a “>” of the database; the ordinal comparison does not.
    private static Task<string?> NextLanguageAsync(IQueryable<Post> posts, string after, CancellationToken cancellation) =>
        posts
            .Where(post => string.Compare(post.Language, after) > 0)
            .OrderBy(post => post.Language)
            .Select(post => post.Language)
            .FirstOrDefaultAsync(cancellation);

    private static Task<string?> NextMemberAsync(IQueryable<Post> posts, string after, CancellationToken cancellation) =>
        posts
            .Where(post => string.Compare(post.Member, after) > 0)
            .OrderBy(post => post.Member)
            .Select(post => post.Member)
            .FirstOrDefaultAsync(cancellation);
#pragma warning restore CA1309

    private static string NameOf(string code)
    {
        try
        {
            return System.Globalization.CultureInfo.GetCultureInfo(code).NativeName;
        }
        catch (System.Globalization.CultureNotFoundException)
        {
            return code;
        }
    }

    private async Task<IReadOnlyList<Choice>> EffortsAsync(DateTime now, CancellationToken cancellation)
    {
        var found = new List<Choice>();
        foreach (var effort in await efforts.ReadAsync(localizer.Language, now, cancellation))
        {
            var isSpokenOf = await db.Set<PostTopic>()
                .AnyAsync(topic => topic.Scheme == TopicScheme.Effort && topic.Value == effort.Slug, cancellation);
            if (isSpokenOf)
            {
                found.Add(new Choice(effort.Slug, effort.Name));
            }
        }

        return found;
    }
}

internal sealed record WallChoices(IReadOnlyList<Choice> Members, IReadOnlyList<Choice> Languages, IReadOnlyList<Choice> Efforts);
