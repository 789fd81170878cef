using System.Data.Common;
using System.Reflection;
using Concord.Foundation.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Concord.Storage.Sqlite;

/// <summary>SQLite: one file in the data directory.</summary>
public sealed class SqliteStorage : IStorageProvider
{
    public static readonly SqliteStorage Instance = new();

    private SqliteStorage() { }

    public Assembly Migrations => typeof(SqliteStorage).Assembly;

    /// <summary>Waits 15 seconds for another writer; write-ahead log; a commit reaches the disk.</summary>
    public void Use(DbContextOptionsBuilder builder, StorageSettings settings)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = settings.DatabaseFile,
            ForeignKeys = true,
            DefaultTimeout = 15,
        };
        builder
            .UseSqlite(connection.ToString(), sqlite => sqlite.MigrationsAssembly(Migrations.GetName().Name))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(ConnectionPragmas.Instance);
    }

    /// <summary>Busy, locked, read-only, input and output, damaged, full, cannot be opened, no database (sqlite.org/rescode.html).</summary>
    public bool IsOutage(DbException failure) =>
        failure is SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 11 or 13 or 14 or 26 };

    public async Task<IAsyncDisposable> LockForMigrationAsync(
        StorageSettings settings,
        Action waiting,
        CancellationToken cancellation
    ) => await MigrationLock.TakeAsync(Path.Combine(settings.DataDirectory, "concord.migrating"), waiting, cancellation);

    /// <summary>Sets write-ahead logging and removes EF Core's lock row where a killed process left it.</summary>
    public async Task PrepareAsync(ConcordDb db, CancellationToken cancellation)
    {
        // EF Core sets this only on a file that it creates itself, and the query for migrations has created it already.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
        var locks = await db
            .Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'")
            .SingleAsync(cancellation);
        if (locks > 0)
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", cancellation);
        }
    }

    public string CountMigrationTables =>
        "SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsHistory'";

    public IEnumerable<string> AppendOnly(string table)
    {
        foreach (var change in (string[])["UPDATE", "DELETE"])
        {
            yield return $"""
                CREATE TRIGGER IF NOT EXISTS {table}_no_{change.ToLowerInvariant()} BEFORE {change} ON {table}
                BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
                """;
        }
    }
}
