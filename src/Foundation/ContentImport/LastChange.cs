using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.ContentImport;

/// <summary>Who changed something last, as the journal has it.</summary>
public static class LastChange
{
    /// <param name="subject">As the audit events name it.</param>
    public static async Task<bool> IsByPersonAsync(ConcordDb db, string subject, CancellationToken cancellation)
    {
        var actor = await db.Set<JournalEntry>()
            .Where(entry => entry.Subject == subject)
            .OrderByDescending(entry => entry.Seq)
            .Select(entry => entry.Actor)
            .FirstOrDefaultAsync(cancellation);
        return actor?.StartsWith("person:", StringComparison.Ordinal) == true;
    }
}
