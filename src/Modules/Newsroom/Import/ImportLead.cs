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

        var known = await db.Set<LeadSlot>().ToListAsync(cancellation);
        var slots = wanted.Select(slot => (slot.Slug, slot.Language, slot.FromAt, slot.UntilAt)).ToHashSet();
        if (slots.SetEquals(known.Select(slot => (slot.Slug, slot.Language, slot.FromAt, slot.UntilAt))))
        {
            return;
        }

        if (!context.Overwrites && await LastChange.IsByPersonAsync(db, ArrangeLead.Subject, cancellation))
        {
            context.Conflict(LeadFile.Name, ArrangeLead.Subject);
            return;
        }

        ArrangeLead.Replace(db, known, wanted, context.Actor);
    }
}
