using System.Runtime.CompilerServices;
using Concord.Foundation.Languages;
using Concord.Foundation.Search;
using Concord.Foundation.Storage;
using Concord.Members.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Members;

/// <summary>Members, found by all their names, former ones included.</summary>
internal sealed class MembersSearch(ConcordDb db, LanguageSet languages) : ISearchSource
{
    private const string Tag = "members";

    public async Task<int> CountAsync(CancellationToken cancellation) =>
        await db.Set<Member>().CountAsync(cancellation) * languages.All.Count;

    public async IAsyncEnumerable<SearchDocument> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var document in await ReadAsync(cancellation))
        {
            yield return document;
        }
    }

    public async Task<IReadOnlyList<SearchDocument>?> OfTagAsync(string tag, CancellationToken cancellation) =>
        tag == Tag ? await ReadAsync(cancellation) : null;

    private async Task<List<SearchDocument>> ReadAsync(CancellationToken cancellation)
    {
        var members = await db.Set<Member>().AsNoTracking().Include(member => member.Names).ToListAsync(cancellation);
        return [.. members.SelectMany(member => languages.All.Select(language => Show(member, language)))];
    }

    private SearchDocument Show(Member member, Language language)
    {
        var words = languages.TextsOf(language);
        var names = member
            .Names.Where(name => name.Language == language.Code)
            .OrderByDescending(name => name.Until)
            .Select(name => name.Name)
            .ToList();
        return new SearchDocument
        {
            Tag = Tag,
            Language = language.Code,
            Address = $"/{language.Code}/members/{member.Slug}",
            Title = names.FirstOrDefault(member.Slug),
            Summary = "",
            Text = string.Join(' ', [.. names.Skip(1), member.Code ?? ""]),
            VisibleFrom = member.AttestedBy.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            Facets = [new SearchFacet("kind", "member", words.Find("search.kind.member") ?? "member")],
        };
    }
}
