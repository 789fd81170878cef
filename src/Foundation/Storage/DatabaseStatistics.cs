using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Storage;

/// <summary>
/// Updates the query planner's statistics after a large import: without it, SQLite assumes few rows per language and reads a
/// large archive in the wrong order, and PostgreSQL does so until its own next update.
/// </summary>
public sealed class DatabaseStatistics(ConcordDb db)
{
    /// <summary>Runs outside of any transaction. A failure is harmless: queries are only slower.</summary>
    public async Task GatherAsync(CancellationToken cancellation)
    {
        try
        {
            // All of it: under a limit SQLite takes a quarter of the archive, which a language is, for a thousand rows.
            // 1.3 s where there are 400,000 editions.
            await db.Database.ExecuteSqlRawAsync("ANALYZE", cancellation);
        }
        catch (DbException)
        {
            // Somebody else writes just now, or this user may not.
        }
    }
}
