using System.Text.Encodings.Web;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Members;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Reading;

/// <summary>Adds what posts need on a page: names in each post's language, pictures, translations.</summary>
internal sealed class RenderPosts(
    ConcordDb db,
    MemberLedger ledger,
    MediaStore media,
    LanguageSet languages,
    HtmlEncoder encoder,
    Localizer localizer
)
{
    /// <param name="today">The date for the names of members.</param>
    public async Task<IReadOnlyList<RenderedPost>> RunAsync(
        IReadOnlyList<Post> posts,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        if (posts.Count == 0)
        {
            return [];
        }

        var slugs = posts.Select(post => post.Source).Distinct().ToList();
        var sources = await db.Set<WallSource>()
            .AsNoTracking()
            .Where(source => slugs.Contains(source.Slug))
            .ToDictionaryAsync(source => source.Slug, cancellation);
        var members = (await ledger.OnAsync(today, cancellation)).Members.ToDictionary(member => member.Slug);
        var names = posts.SelectMany(post => post.Pictures, (_, picture) => picture.Name).Distinct().ToList();
        var pictures = await media.FindAsync(names, localizer.Language, cancellation);
        var countries = members
            .Values.Where(member => member.Code is not null)
            .ToDictionary(
                member => member.Code!,
                member => member.Names.GetValueOrDefault(localizer.Language.Code) ?? member.Slug,
                StringComparer.Ordinal
            );
        return [.. posts.Select(post => Show(post, sources[post.Source], members, pictures, countries))];
    }

    private static string RoleOf(MemberOnDate? member, string? memberName, string? name, Localizer own) =>
        member is null || memberName is null ? own["wall.role.partner"]
        : !string.Equals(memberName, name, StringComparison.OrdinalIgnoreCase)
            ? own.Fill("wall.role.of-member", ("member", memberName))
        : member.Kind == MemberKind.Institution ? own["wall.role.institution"]
        : own["wall.role.member"];

    private RenderedPost Show(
        Post post,
        WallSource source,
        Dictionary<string, MemberOnDate> members,
        IReadOnlyDictionary<string, PagePicture> pictures,
        IReadOnlyDictionary<string, string> countries
    )
    {
        var own = languages.Find(post.Language) is { } language ? new Localizer(language, languages, encoder) : localizer;
        var member = post.Member is { } slug ? members.GetValueOrDefault(slug) : null;
        var memberName = member?.Names.GetValueOrDefault(own.Language.Code);
        var name = source.Name is { Length: > 0 } named ? named : memberName;
        string?[] speaker = [name, post.Author];
        return new RenderedPost(
            post,
            own,
            [.. speaker.OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
            RoleOf(member, memberName, name, own),
            own[$"wall.network.{source.Kind}"],
            [
                .. post
                    .Pictures.OrderBy(picture => picture.Position)
                    .Where(picture => pictures.ContainsKey(picture.Name))
                    .Select(picture => new RenderedPostPicture(pictures[picture.Name], picture.Film)),
            ],
            post.Language == localizer.Language.Code
                ? null
                : post.Translations.Find(translation => translation.Language == localizer.Language.Code)?.Text,
            countries
        );
    }
}
