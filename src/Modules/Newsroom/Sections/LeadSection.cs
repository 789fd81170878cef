using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Sections;

/// <summary>The document that leads the home page today; where no slot holds, the newest statement or story.</summary>
internal sealed class LeadSection(ConcordDb db) : IPageSection
{
    public int Order => 10;

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var list = await LeadAsync(db, query.Language, query.Now, cancellation);
        return list.Headlines.Count == 0 ? null : new PageSection(SectionPlace.Lead, "/Pages/News/_Lead.cshtml", list);
    }

    /// <returns>A list of one headline, or of none where nothing is public in the language.</returns>
    public static async Task<HeadlineList> LeadAsync(
        ConcordDb db,
        Language language,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var slots = db.Set<LeadSlot>()
            .Where(slot => slot.Language == null || slot.Language == language.Code)
            .Where(slot => slot.FromAt <= now && (slot.UntilAt == null || slot.UntilAt > now));
        var editions = db.Set<Edition>().Where(Visibility.Public(now)).Where(edition => edition.Language == language.Code);
        var held = slots
            .SelectMany(
                slot => editions.Where(edition => edition.Document.Slug == slot.Slug),
                (slot, edition) => new { slot, edition }
            )
            .OrderByDescending(pair => pair.slot.FromAt)
            .ThenBy(pair => pair.slot.Id)
            .Select(pair => pair.edition)
            .Take(1);
        var list = await HeadlineList.ReadAsync(db, held, language, cancellation);
        return list.Headlines.Count > 0
            ? list
            : await HeadlineList.ReadAsync(
                db,
                editions.OrderByDescending(edition => edition.PublishedAt).Take(1),
                language,
                cancellation
            );
    }
}
