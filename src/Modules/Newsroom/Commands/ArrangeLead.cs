using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Import;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Arranges the lead of the home page; the caller saves.</summary>
internal sealed class ArrangeLead(ConcordDb db, Actor actor)
{
    /// <param name="wanted">Null leaves it as it is.</param>
    public async Task RunAsync(IReadOnlyList<ImportedLead>? wanted, CancellationToken cancellation)
    {
        if (wanted is null)
        {
            return;
        }

        var known = await db.Set<LeadSlot>().ToListAsync(cancellation);
        var slots = wanted.Select(slot => (slot.Slug, slot.Language, slot.FromAt, slot.UntilAt)).ToHashSet();
        if (slots.SetEquals(known.Select(slot => (slot.Slug, slot.Language, slot.FromAt, slot.UntilAt))))
        {
            return;
        }

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
        db.Record(new LeadArranged([.. wanted.Select(slot => slot.Slug)]) { Actor = actor, Subject = "home:lead" });
    }
}
