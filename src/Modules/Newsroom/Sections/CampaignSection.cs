using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Sections;

/// <summary>The newest campaign.</summary>
internal sealed class CampaignSection(ConcordDb db, KindCatalogue kinds, MediaStore media) : IPageSection
{
    public SectionPage Page => SectionPage.Home;

    public int Order => 50;

    public IReadOnlyList<string> Tags => ["documents", "pictures"];

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var kind = kinds.Gathering(TopicScheme.Campaign);
        var newest = db.Set<Edition>()
            .Where(EditionVisibility.Listed(query.Now))
            .Where(edition => edition.Language == query.Language.Code && edition.Document.Kind == kind)
            .OrderByDescending(edition => edition.PublishedAt)
            .Take(1);
        var list = await HeadlineList.ReadAsync(db, newest, query.Language, cancellation);
        if (list.Headlines.Count == 0)
        {
            return null;
        }

        var pictures = await media.FindAsync(list.Headlines[0].Picture is { } name ? [name] : [], query.Language, cancellation);
        return new PageSection(
            SectionPlace.Body,
            "/Pages/News/_Campaign.cshtml",
            new Lead(list, pictures.Values.SingleOrDefault())
        );
    }
}
