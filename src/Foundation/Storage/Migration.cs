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
        if (pending.Count > 0 && settings.IsPostgres)
        {
            // The framework locks a table, and the lock ends with the connection.
            await db.Database.MigrateAsync(cancellation);
        }
        else if (pending.Count > 0)
        {
            await MigrateFileAsync(cancellation);
        }

        return pending;
    }

    /// <summary>
    /// On SQLite the framework's lock is a row, which stays behind when the process is killed, and the next start would
    /// wait for ever. Here a lock on a file, which ends with the process, says whether such a row means anything.
    /// </summary>
    private async Task MigrateFileAsync(CancellationToken cancellation)
    {
        await using var alone = await LockFileAsync(cancellation);
        // The framework sets this only on a file that it makes itself; the question below would have made it.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
        if (
            await db
                .Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'")
                .SingleAsync(cancellation) > 0
        )
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", cancellation);
        }

        await db.Database.MigrateAsync(cancellation);
    }

    private async Task<FileStream> LockFileAsync(CancellationToken cancellation)
    {
        var path = Path.Combine(settings.DataDirectory, "concord.migrating");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process migrates this database; it is soon done, or dead.
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
            }
        }
    }
}
