using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Storage;

/// <summary>
/// Lets the database count again what it has, after much has come in: without, SQLite takes every language for a few rows
/// and reads a large archive the wrong way round, and PostgreSQL does so until it gets to it by itself.
/// </summary>
public sealed class DatabaseStatistics(ConcordDb db)
{
    /// <summary>Outside of any transaction. A failure is no harm: questions are answered, only more slowly.</summary>
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
