using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Sections;

/// <summary>On a member's page: the statements and stories that relate to it.</summary>
internal sealed class MemberSection(ConcordDb db, KindCatalogue kinds) : IPageSection
{
    private const int MaxItems = 10;

    public SectionPage Page => SectionPage.Member;

    public int Order => 10;

    public IReadOnlyList<string> Tags => ["documents"];

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var news = kinds.In("news");
        var newest = db.Set<Edition>()
            .Where(EditionVisibility.Listed(query.Now))
            .Where(edition => edition.Language == query.Language.Code && news.Contains(edition.Kind))
            .Where(edition =>
                edition.Document.Topics.Any(topic => topic.Scheme == TopicScheme.Member && topic.Value == query.Subject)
            )
            .OrderByDescending(edition => edition.PublishedAt)
            .Take(MaxItems);
        var list = await HeadlineList.ReadAsync(db, newest, query.Language, cancellation);
        return list.Headlines.Count == 0 ? null : new PageSection(SectionPlace.Body, "/Pages/News/_OfMember.cshtml", list);
    }
}
