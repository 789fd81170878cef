using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Import;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Puts documents at the top of the home page for a time, or campaigns on it, and takes them away again.</summary>
internal sealed class ArrangeLead(ConcordDb db, DocumentWriter writer, KindCatalogue kinds, LanguageSet languages)
{
    /// <summary>Of the audit events.</summary>
    public static string SubjectOf(HomePlace? place) => place == HomePlace.Campaign ? "home:campaign" : "home:lead";

    /// <param name="place">Null for the lead.</param>
    /// <param name="language">Null for every language in which the document is public.</param>
    /// <param name="fromAt">UTC, inclusive; null for now.</param>
    /// <param name="untilAt">UTC, exclusive; null until a later one takes over.</param>
    public async Task<NewsroomResult> AddAsync(
        HomePlace? place,
        string slug,
        string? language,
        DateTime? fromAt,
        DateTime? untilAt,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (language is not null && languages.Find(language) is null)
        {
            var known = string.Join(", ", languages.All.Select(one => one.Code));
            return new NewsroomResult(NewsroomCode.UnknownLanguage, slug, language, known);
        }

        var kind = await db.Set<Document>()
            .Where(document => document.Slug == slug)
            .Select(document => document.Kind)
            .SingleOrDefaultAsync(cancellation);
        if (kind is null)
        {
            return new NewsroomResult(NewsroomCode.UnknownDocument, slug);
        }

        if (place == HomePlace.Campaign && kind != kinds.Gathering(TopicScheme.Campaign))
        {
            return new NewsroomResult(NewsroomCode.NotACampaign, slug);
        }

        var from = fromAt ?? writer.Now;
        if (untilAt <= from || untilAt <= writer.Now)
        {
            return new NewsroomResult(NewsroomCode.DueInPast, slug);
        }

        db.Add(
            new LeadSlot
            {
                Id = Guid.CreateVersion7(),
                Place = place,
                Slug = slug,
                Language = language,
                FromAt = from,
                UntilAt = untilAt,
            }
        );
        return await SaveAsync(place, [.. await SlugsAsync(place, null, cancellation), slug], actor, slug, cancellation);
    }

    public async Task<NewsroomResult> RemoveAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        if (await db.Set<LeadSlot>().SingleOrDefaultAsync(slot => slot.Id == id, cancellation) is not { } slot)
        {
            return new NewsroomResult(NewsroomCode.Unchanged, "");
        }

        db.Remove(slot);
        return await SaveAsync(slot.Place, await SlugsAsync(slot.Place, id, cancellation), actor, slot.Slug, cancellation);
    }

    /// <summary>Replaces the slots of a place by those of a pack; the caller saves.</summary>
    public static void Replace(
        ConcordDb db,
        HomePlace? place,
        IReadOnlyList<LeadSlot> known,
        IReadOnlyList<ImportedLead> wanted,
        Actor actor
    )
    {
        db.RemoveRange(known);
        db.AddRange(
            wanted.Select(slot => new LeadSlot
            {
                Id = Guid.CreateVersion7(),
                Place = place,
                Slug = slot.Slug,
                Language = slot.Language,
                FromAt = slot.FromAt,
                UntilAt = slot.UntilAt,
            })
        );
        Record(db, place, [.. wanted.Select(slot => slot.Slug)], actor);
    }

    private static void Record(ConcordDb db, HomePlace? place, IReadOnlyList<string> slugs, Actor actor) =>
        db.Record(
            place == HomePlace.Campaign
                ? new CampaignsArranged(slugs) { Actor = actor, Subject = SubjectOf(place) }
                : new LeadArranged(slugs) { Actor = actor, Subject = SubjectOf(place) }
        );

    private Task<List<string>> SlugsAsync(HomePlace? place, Guid? but, CancellationToken cancellation) =>
        db.Set<LeadSlot>()
            .Where(slot => slot.Place == place && slot.Id != but)
            .OrderBy(slot => slot.FromAt)
            .Select(slot => slot.Slug)
            .ToListAsync(cancellation);

    private async Task<NewsroomResult> SaveAsync(
        HomePlace? place,
        IReadOnlyList<string> slugs,
        Actor actor,
        string slug,
        CancellationToken cancellation
    )
    {
        Record(db, place, slugs, actor);
        return new NewsroomResult(await writer.TrySaveAsync(cancellation) ? NewsroomCode.Done : NewsroomCode.Conflict, slug);
    }
}
