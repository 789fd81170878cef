using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Sections;

/// <summary>The newest statements and stories, without the one that leads the page.</summary>
internal sealed class LatestSection(ConcordDb db) : IPageSection
{
    private const int Most = 7;

    public int Order => 30;

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var lead = await LeadSection.LeadAsync(db, query.Language, query.Now, cancellation);
        var leading = lead.Headlines.Select(headline => headline.DocumentId).SingleOrDefault();
        var newest = db.Set<Edition>()
            .Where(Visibility.Public(query.Now))
            .Where(edition => edition.Language == query.Language.Code && edition.DocumentId != leading)
            .OrderByDescending(edition => edition.PublishedAt)
            .ThenBy(edition => edition.DocumentId)
            .Take(Most);
        var list = await HeadlineList.ReadAsync(db, newest, query.Language, cancellation);
        return list.Headlines.Count == 0 ? null : new PageSection(SectionPlace.Body, "/Pages/News/_Latest.cshtml", list);
    }
}
