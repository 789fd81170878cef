using Concord.Composition;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Storage.Postgres;
using Concord.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Cli;

/// <summary>The services of a command, with the same settings as the site.</summary>
internal static class CommandServices
{
    /// <summary>Settings above those of the environment, for tests that run commands side by side in one process.</summary>
    public static AsyncLocal<IReadOnlyDictionary<string, string?>?> Overrides { get; } = new();

    /// <summary>Reads <c>appsettings.json</c> beside the program, then the environment.</summary>
    public static ServiceProvider Open()
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(Overrides.Value)
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddConcordDb(StorageSettings.From(configuration), SqliteStorage.Instance, PostgresStorage.Instance);
        services.AddLanguages(configuration);
        services.AddModules();
        services.AddKeyProtection(configuration);
        return services.BuildServiceProvider();
    }
}
