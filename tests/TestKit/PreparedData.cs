using Concord.Foundation.Storage;
using Concord.Web;
using Concord.Web.Serving;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Concord.TestKit;

/// <summary>What tests start with: made once for all tests of this process, then copied for each.</summary>
internal static class PreparedData
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MigrateSqliteAsync);
    private static readonly Lazy<Task<string>> DemonstrationTemplate = new(ImportDemonstrationAsync);
    private static readonly Lazy<Task<string>> PostgresTemplate = new(MigratePostgresAsync);

    /// <summary>Puts a migrated SQLite database without rows into an empty data directory.</summary>
    public static async Task CopyDatabaseAsync(string dataDirectory)
    {
        var settings = new StorageSettings(dataDirectory, ConnectionString: null);
        File.Copy(await SqliteTemplate.Value, settings.DatabaseFile);
    }

    /// <summary>Puts what a site has after its first start with the demonstration content into an empty data directory.</summary>
    public static async Task CopyDemonstrationAsync(string dataDirectory)
    {
        var template = await DemonstrationTemplate.Value;
        foreach (var file in Directory.EnumerateFiles(template, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(dataDirectory, Path.GetRelativePath(template, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <returns>The connection string of a migrated database of its own.</returns>
    public static async Task<string> CreateDatabaseAsync(PostgresServer server) =>
        await server.CreateDatabaseAsync(template: await PostgresTemplate.Value);

    private static async Task<string> MigrateSqliteAsync()
    {
        var settings = new StorageSettings(FolderOfThisProcess(), ConnectionString: null);
        await CloseAsync(settings);
        return settings.DatabaseFile;
    }

    private static async Task<string> ImportDemonstrationAsync()
    {
        var settings = new StorageSettings(FolderOfThisProcess(), ConnectionString: null);
        await CopyDatabaseAsync(settings.DataDirectory);
        await using (var app = SiteHost.Build(TestSite.Arguments(TestSite.DefaultSettings(settings.DataDirectory))))
        {
            if (!await HostRunner.StartAsync(app))
            {
                throw new InvalidOperationException("The demonstration could not be prepared; the error output says why.");
            }

            await app.StopAsync();
        }

        await CloseAsync(settings);
        return settings.DataDirectory;
    }

    private static string FolderOfThisProcess()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder.Path;
    }

    /// <summary>Writes everything into the one file that is copied.</summary>
    private static async Task CloseAsync(StorageSettings settings)
    {
        await using (var database = await TestDatabase.OpenAsync(settings))
        {
            await using var scope = database.Scope();
            var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        SqliteConnection.ClearAllPools();
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
