using System.Data.Common;
using System.Reflection;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Concord.Storage.Postgres;

/// <summary>PostgreSQL: the database that the connection string names.</summary>
public sealed class PostgresStorage : IStorageProvider
{
    public static readonly PostgresStorage Instance = new();

    /// <summary>Any number that no other program uses on the same database.</summary>
    private const long MigrationLockKey = 0x434F4E434F5244;

    /// <summary>
    /// Classes of SQLSTATE: connection, authorization, no such database, resources, state, operator and system.
    /// </summary>
    private static readonly string[] Outages = ["08", "28", "3D", "53", "55", "57", "58"];

    private PostgresStorage() { }

    public Assembly Migrations => typeof(PostgresStorage).Assembly;

    public void Use(DbContextOptionsBuilder builder, StorageSettings settings) =>
        builder
            .UseNpgsql(settings.ConnectionString, postgres => postgres.MigrationsAssembly(Migrations.GetName().Name))
            .UseSnakeCaseNamingConvention();

    /// <summary>Where the server gave no code, it was not reached.</summary>
    public bool IsOutage(DbException failure) => failure.SqlState is not { Length: > 2 } state || Outages.Contains(state[..2]);

    /// <summary>An advisory lock of one session; PostgreSQL releases it when the connection ends.</summary>
    public async Task<IAsyncDisposable> LockForMigrationAsync(
        StorageSettings settings,
        Action waiting,
        CancellationToken cancellation
    )
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false }.ToString()
        );
        try
        {
            await connection.OpenAsync(cancellation);
            await using var tryLock = new NpgsqlCommand($"SELECT pg_try_advisory_lock({MigrationLockKey})", connection);
            if (await tryLock.ExecuteScalarAsync(cancellation) is not true)
            {
                waiting();
                await using var wait = new NpgsqlCommand($"SELECT pg_advisory_lock({MigrationLockKey})", connection)
                {
                    CommandTimeout = 0,
                };
                await wait.ExecuteNonQueryAsync(cancellation);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates the table of migrations, for whose absence EF Core would log errors.</summary>
    public Task PrepareAsync(ConcordDb db, CancellationToken cancellation) =>
        db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellation);

    public string CountMigrationTables =>
        "SELECT COUNT(*)::int AS \"Value\" FROM pg_tables WHERE tablename = '__EFMigrationsHistory' AND schemaname = current_schema()";

    public IEnumerable<string> AppendOnly(string table) =>
        [
            """
                CREATE OR REPLACE FUNCTION concord_append_only() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
                """,
            $"""
                CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION concord_append_only();
                """,
        ];
}
