using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concord.TestKit;

/// <summary>
/// Databases of the newest schema and without rows: migrated once for all tests of this process, then copied for each.
/// </summary>
internal static class MigratedDatabases
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MigrateSqliteAsync);
    private static readonly Lazy<Task<string>> PostgresTemplate = new(MigratePostgresAsync);

    /// <summary>Puts a migrated SQLite database into an empty data directory.</summary>
    public static async Task CopyToAsync(string dataDirectory)
    {
        var settings = new StorageSettings(dataDirectory, ConnectionString: null);
        File.Copy(await SqliteTemplate.Value, settings.DatabaseFile);
    }

    /// <returns>The connection string of a migrated database of its own.</returns>
    public static async Task<string> CreateAsync(PostgresServer server) =>
        await server.CreateDatabaseAsync(template: await PostgresTemplate.Value);

    private static async Task<string> MigrateSqliteAsync()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var settings = new StorageSettings(folder.Path, ConnectionString: null);
        await using var database = await TestDatabase.OpenAsync(settings);
        // Into the one file that is copied.
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return settings.DatabaseFile;
    }

    private static async Task<string> MigratePostgresAsync()
    {
        var server = await PostgresServer.GetAsync();
        var connection = await server!.CreateDatabaseAsync();
        using var folder = new TemporaryFolder();
        await using (await TestDatabase.OpenAsync(new StorageSettings(folder.Path, connection)))
        {
            // Only migrated.
        }

        // A database with connections cannot be a template.
        await using var pool = new NpgsqlConnection(connection);
        NpgsqlConnection.ClearPool(pool);
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }
}
