using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Import;

/// <summary>Takes the lead of the home page from a pack, unless a person arranged it; the caller saves.</summary>
internal sealed class ImportLead(ConcordDb db, ImportContext context)
{
    /// <param name="wanted">Null leaves it as it is.</param>
    public async Task RunAsync(IReadOnlyList<ImportedLead>? wanted, CancellationToken cancellation)
    {
        if (wanted is null)
        {
            return;
        }

        foreach (var place in new HomePlace?[] { null, HomePlace.Campaign })
        {
            await RunAsync(place, [.. wanted.Where(slot => slot.Place == place)], cancellation);
        }
    }

    private async Task RunAsync(HomePlace? place, IReadOnlyList<ImportedLead> wanted, CancellationToken cancellation)
    {
        var known = await db.Set<LeadSlot>().Where(slot => slot.Place == place).ToListAsync(cancellation);
        var slots = wanted.Select(slot => (slot.Slug, slot.Language, slot.FromAt, slot.UntilAt)).ToHashSet();
        if (slots.SetEquals(known.Select(slot => (slot.Slug, slot.Language, slot.FromAt, slot.UntilAt))))
        {
            return;
        }

        var subject = ArrangeLead.SubjectOf(place);
        if (!context.Overwrites && await LastChange.IsByPersonAsync(db, subject, cancellation))
        {
            context.Conflict(LeadFile.Name, subject);
            return;
        }

        ArrangeLead.Replace(db, place, known, wanted, context.Actor);
    }
}
