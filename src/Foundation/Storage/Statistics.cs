using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Storage;

/// <summary>
/// Lets the database count again what it has, after much has come in: without, SQLite takes every language for a few rows
/// and reads a large archive the wrong way round, and PostgreSQL does so until it gets to it by itself.
/// </summary>
public sealed class Statistics(ConcordDb db, StorageSettings settings)
{
    /// <summary>Outside of any transaction. A failure is no harm: questions are answered, only more slowly.</summary>
    public async Task GatherAsync(CancellationToken cancellation)
    {
        try
        {
            // The limit is of rows looked at in each index, so this is quick however much there is.
            await db.Database.ExecuteSqlRawAsync(
                settings.IsPostgres ? "ANALYZE" : "PRAGMA analysis_limit = 1000; ANALYZE;",
                cancellation
            );
        }
        catch (DbException)
        {
            // Somebody else writes just now, or this user may not.
        }
    }
}
