using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>Times at which the lead of the home page changes.</summary>
internal sealed class LeadChanges(ConcordDb db) : IScheduledChange
{
    public async Task<DateTime?> NextAsync(DateTime now, CancellationToken cancellation)
    {
        var begin = await db.Set<LeadSlot>()
            .Where(slot => slot.FromAt > now)
            .MinAsync(slot => (DateTime?)slot.FromAt, cancellation);
        var end = await db.Set<LeadSlot>().Where(slot => slot.UntilAt > now).MinAsync(slot => slot.UntilAt, cancellation);
        return new[] { begin, end }.Min();
    }
}
