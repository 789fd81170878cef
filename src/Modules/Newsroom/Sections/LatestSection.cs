using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Sections;

/// <summary>The newest statements and stories, without the lead.</summary>
internal sealed class LatestSection(ConcordDb db, KindCatalogue kinds, MediaStore media) : IPageSection
{
    private const int MaxItems = 7;

    public SectionPage Page => SectionPage.Home;

    public int Order => 30;

    public IReadOnlyList<string> Tags => ["documents", "home", "pictures"];

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var lead = await LeadSection.LeadAsync(db, kinds, query.Language, query.Now, cancellation);
        var leading = lead.Headlines.Select(headline => headline.DocumentId).SingleOrDefault();
        var news = kinds.In("news");
        var newest = db.Set<Edition>()
            .Where(EditionVisibility.Listed(query.Now))
            .Where(edition =>
                edition.Language == query.Language.Code && edition.DocumentId != leading && news.Contains(edition.Kind)
            )
            .OrderByDescending(edition => edition.PublishedAt)
            .ThenBy(edition => edition.DocumentId)
            .Take(MaxItems);
        var list = await HeadlineList.ReadAsync(db, newest, query.Language, cancellation);
        if (list.Headlines.Count == 0)
        {
            return null;
        }

        var pictures = await media.FindAsync(list.Headlines[0].Picture is { } name ? [name] : [], query.Language, cancellation);
        return new PageSection(
            SectionPlace.Latest,
            "/Pages/News/_Latest.cshtml",
            new Lead(list, pictures.Values.SingleOrDefault())
        );
    }
}
