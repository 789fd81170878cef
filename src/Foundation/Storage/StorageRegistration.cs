using Concord.Foundation.Journal;
using Concord.Foundation.Storage.Backups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Concord.Foundation.Storage;

/// <summary>Registers the database.</summary>
public static class StorageRegistration
{
    /// <param name="sqlite">Used where no connection string is set.</param>
    /// <param name="postgres">Used where one is.</param>
    public static IServiceCollection AddConcordDb(
        this IServiceCollection services,
        StorageSettings settings,
        IStorageProvider sqlite,
        IStorageProvider postgres
    )
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        var provider = settings.IsPostgres ? postgres : sqlite;
        services.AddSingleton(provider);
        services.AddSingleton<DatabaseAvailability>();
        services.AddDbContext<ConcordDb>(builder =>
        {
            provider.Use(builder, settings);
            // Each of these throws as well, and is logged by whoever catches it.
            builder.ConfigureWarnings(warnings =>
                warnings.Ignore(
                    CoreEventId.QueryIterationFailed,
                    CoreEventId.SaveChangesFailed,
                    RelationalEventId.ConnectionError,
                    RelationalEventId.CommandError
                )
            );
        });
        services.AddScoped<JournalReader>();
        services.AddScoped<RecordVerifier>();
        services.AddScoped<DatabaseMigrator>();
        services.AddScoped<DatabaseStatistics>();
        services.AddScoped<BackupWriter>();
        services.AddScoped<BackupReader>();
        return services;
    }
}
