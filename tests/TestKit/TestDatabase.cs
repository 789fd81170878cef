using Concord.Composition;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Storage.Postgres;
using Concord.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.TestKit;

public enum Provider
{
    Sqlite,
    Postgres,
}

/// <summary>A migrated database for one test, with the services of every module.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Nothing = [];
    private readonly TemporaryFolder? folder;
    private readonly ServiceProvider services;

    /// <param name="folder">Deleted with the database; null where the settings' folder belongs to the caller.</param>
    private TestDatabase(
        StorageSettings settings,
        TemporaryFolder? folder,
        TimeProvider time,
        IReadOnlyDictionary<string, string?>? further = null
    )
    {
        this.folder = folder;
        Settings = settings;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Concord:Languages:0", "en"), new("Concord:Languages:1", "ar")])
            .AddInMemoryCollection(further ?? Nothing)
            .Build();
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(time)
            .AddLogging()
            .AddConcordDb(Settings, SqliteStorage.Instance, PostgresStorage.Instance)
            .AddLanguages(configuration)
            .AddModules()
            .AddKeyProtection(configuration)
            .BuildServiceProvider();
    }

    public StorageSettings Settings { get; }

    /// <param name="settings">Further settings, by key.</param>
    /// <returns>Null where the provider is not installed: the test is then skipped.</returns>
    public static async Task<TestDatabase?> CreateAsync(
        Provider provider,
        TimeProvider? time = null,
        IReadOnlyDictionary<string, string?>? settings = null
    )
    {
        var connection =
            provider == Provider.Postgres && await PostgresServer.GetAsync() is { } server
                ? await PreparedData.CreateDatabaseAsync(server)
                : null;
        if (provider == Provider.Postgres && connection is null)
        {
            return null;
        }

        var folder = new TemporaryFolder();
        if (connection is null)
        {
            await PreparedData.CopyDatabaseAsync(folder.Path);
        }

        return new TestDatabase(new StorageSettings(folder.Path, connection), folder, time ?? TimeProvider.System, settings);
    }

    /// <summary>Opens a database that one of our programs left, as its next start would.</summary>
    public static async Task<TestDatabase> OpenAsync(
        StorageSettings settings,
        IReadOnlyDictionary<string, string?>? further = null
    )
    {
        var database = new TestDatabase(settings, folder: null, TimeProvider.System, further);
        await using var scope = database.Scope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().RunAsync(default);
        return database;
    }

    public AsyncServiceScope Scope() => services.CreateAsyncScope();

    /// <summary>Runs SQL as an adversary with access to the database would.</summary>
    public async Task TamperAsync(params string[] statements)
    {
        await using var scope = Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        await db.Database.OpenConnectionAsync();
        foreach (var statement in (await UnlockAsync(db)).Concat(statements))
        {
            await db.Database.ExecuteSqlRawAsync(statement);
        }

        await db.Database.CloseConnectionAsync();
    }

    /// <summary>Removes the database's own protection: triggers and foreign keys.</summary>
    private async Task<IEnumerable<string>> UnlockAsync(ConcordDb db) =>
        Settings.IsPostgres
            ? ["SET session_replication_role = replica"]
            :
            [
                "PRAGMA foreign_keys = OFF",
                .. (
                    await db
                        .Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'")
                        .ToListAsync()
                ).Select(name => $"DROP TRIGGER {name}"),
            ];

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder?.Dispose();
    }
}
