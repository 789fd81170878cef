using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Import;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Puts documents at the top of the home page for a time, and takes them away again.</summary>
internal sealed class ArrangeLead(ConcordDb db, DocumentWriter writer, LanguageSet languages)
{
    /// <summary>Of the audit events.</summary>
    public const string Subject = "home:lead";

    /// <param name="language">Null for every language in which the document is public.</param>
    /// <param name="fromAt">UTC, inclusive; null for now.</param>
    /// <param name="untilAt">UTC, exclusive; null until a later one takes over.</param>
    public async Task<NewsroomResult> AddAsync(
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

        if (!await db.Set<Document>().AnyAsync(document => document.Slug == slug, cancellation))
        {
            return new NewsroomResult(NewsroomCode.UnknownDocument, slug);
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
                Slug = slug,
                Language = language,
                FromAt = from,
                UntilAt = untilAt,
            }
        );
        return await SaveAsync([.. await SlugsAsync(null, cancellation), slug], actor, slug, cancellation);
    }

    public async Task<NewsroomResult> RemoveAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        if (await db.Set<LeadSlot>().SingleOrDefaultAsync(slot => slot.Id == id, cancellation) is not { } slot)
        {
            return new NewsroomResult(NewsroomCode.Unchanged, "");
        }

        db.Remove(slot);
        return await SaveAsync([.. await SlugsAsync(id, cancellation)], actor, slot.Slug, cancellation);
    }

    /// <summary>Replaces all slots by those of a pack; the caller saves.</summary>
    public static void Replace(ConcordDb db, IReadOnlyList<LeadSlot> known, IReadOnlyList<ImportedLead> wanted, Actor actor)
    {
        db.RemoveRange(known);
        db.AddRange(
            wanted.Select(slot => new LeadSlot
            {
                Id = Guid.CreateVersion7(),
                Slug = slot.Slug,
                Language = slot.Language,
                FromAt = slot.FromAt,
                UntilAt = slot.UntilAt,
            })
        );
        db.Record(new LeadArranged([.. wanted.Select(slot => slot.Slug)]) { Actor = actor, Subject = Subject });
    }

    private Task<List<string>> SlugsAsync(Guid? but, CancellationToken cancellation) =>
        db.Set<LeadSlot>()
            .Where(slot => slot.Id != but)
            .OrderBy(slot => slot.FromAt)
            .Select(slot => slot.Slug)
            .ToListAsync(cancellation);

    private async Task<NewsroomResult> SaveAsync(
        IReadOnlyList<string> slugs,
        Actor actor,
        string slug,
        CancellationToken cancellation
    )
    {
        db.Record(new LeadArranged(slugs) { Actor = actor, Subject = Subject });
        return new NewsroomResult(await writer.TrySaveAsync(cancellation) ? NewsroomCode.Done : NewsroomCode.Conflict, slug);
    }
}
