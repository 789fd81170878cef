using Concord.TestKit;

namespace Concord.Modules.Tests;

/// <summary>Storage tests run on every provider; where PostgreSQL is not installed they are skipped with a message.</summary>
internal static class Providers
{
    public static TheoryData<Provider> All => [Provider.Sqlite, Provider.Postgres];

    public static async Task<TestDatabase> OpenAsync(
        Provider provider,
        TimeProvider? time = null,
        IReadOnlyDictionary<string, string?>? settings = null
    )
    {
        var database = await TestDatabase.CreateAsync(provider, time, settings);
        Assert.SkipWhen(database is null, "PostgreSQL is not installed here.");
        return database!;
    }

    /// <returns>For programs with a database of their own: a connection string, or null for SQLite in their data
    /// directory.</returns>
    public static async Task<string?> ConnectionAsync(Provider provider)
    {
        if (provider == Provider.Sqlite)
        {
            return null;
        }

        var server = await PostgresServer.GetAsync();
        Assert.SkipWhen(server is null, "PostgreSQL is not installed here.");
        return await server!.CreateDatabaseAsync();
    }
}
