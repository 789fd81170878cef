using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Sections;

/// <summary>The campaign that is pinned to the home page today; where none is, the newest.</summary>
internal sealed class CampaignSection(ConcordDb db, KindCatalogue kinds, MediaStore media) : IPageSection
{
    public SectionPage Page => SectionPage.Home;

    public int Order => 50;

    public IReadOnlyList<string> Tags => ["documents", "home", "pictures"];

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var kind = kinds.Gathering(TopicScheme.Campaign);
        var slugs = await HomeSlots.HeldAsync(db, HomePlace.Campaign, query.Language, query.Now, cancellation);
        var campaigns = db.Set<Edition>()
            .Where(EditionVisibility.Listed(query.Now))
            .Where(edition => edition.Language == query.Language.Code && edition.Document.Kind == kind);
        var held = campaigns.Where(edition => slugs.Contains(edition.Document.Slug));
        var list = await HeadlineList.ReadAsync(db, held, query.Language, cancellation);
        if (list.Headlines.Count == 0)
        {
            var newest = campaigns.OrderByDescending(edition => edition.PublishedAt).Take(1);
            list = await HeadlineList.ReadAsync(db, newest, query.Language, cancellation);
        }

        if (list.Headlines.Count == 0)
        {
            return null;
        }

        list = list with { Headlines = [list.Headlines.MinBy(headline => slugs.IndexOf(headline.Slug))!] };
        var pictures = await media.FindAsync(list.Headlines[0].Picture is { } name ? [name] : [], query.Language, cancellation);
        return new PageSection(
            SectionPlace.Body,
            "/Pages/News/_Campaign.cshtml",
            new Lead(list, pictures.Values.SingleOrDefault())
        );
    }
}
