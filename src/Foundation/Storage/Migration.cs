using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Storage;

/// <summary>Brings the database to the newest schema; where it is there already this costs one query.</summary>
public sealed class Migration(ConcordDb db, StorageSettings settings)
{
    /// <returns>The names of the migrations that were applied.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(settings.DataDirectory);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToList();
        if (pending.Count > 0)
        {
            await db.Database.MigrateAsync(cancellation);
        }

        return pending;
    }
}
