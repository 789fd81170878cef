using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Sections;

/// <summary>The lead of the home page today; where no slot applies, the newest of the news.</summary>
internal sealed class LeadSection(ConcordDb db, KindCatalogue kinds, MediaStore media) : IPageSection
{
    public SectionPage Page => SectionPage.Home;

    public int Order => 10;

    public IReadOnlyList<string> Tags => ["documents", "home", "pictures"];

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var list = await LeadAsync(db, kinds, query.Language, query.Now, cancellation);
        if (list.Headlines.Count == 0)
        {
            return null;
        }

        var pictures = await media.FindAsync(list.Headlines[0].Picture is { } name ? [name] : [], query.Language, cancellation);
        return new PageSection(SectionPlace.Lead, "/Pages/News/_Lead.cshtml", new Lead(list, pictures.Values.SingleOrDefault()));
    }

    /// <returns>A list of one headline, or of none where nothing is public in the language.</returns>
    public static async Task<HeadlineList> LeadAsync(
        ConcordDb db,
        KindCatalogue kinds,
        Language language,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var slugs = await HomeSlots.HeldAsync(db, place: null, language, now, cancellation);
        var editions = db.Set<Edition>().Where(EditionVisibility.Listed(now)).Where(edition => edition.Language == language.Code);
        var held = editions.Where(edition => slugs.Contains(edition.Document.Slug));
        var list = await HeadlineList.ReadAsync(db, held, language, cancellation);
        if (list.Headlines.MinBy(headline => slugs.IndexOf(headline.Slug)) is { } first)
        {
            return list with { Headlines = [first] };
        }

        var news = kinds.In("news");
        var newest = editions
            .Where(edition => news.Contains(edition.Kind))
            .OrderByDescending(edition => edition.PublishedAt)
            .Take(1);
        return await HeadlineList.ReadAsync(db, newest, language, cancellation);
    }
}

/// <summary>What the lead shows.</summary>
internal sealed record Lead(HeadlineList List, PagePicture? Picture);
