using Concord.Foundation.Journal;
using Concord.Foundation.Storage.Backups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Concord.Foundation.Storage;

/// <summary>Points a context at one database; each provider's project offers one.</summary>
public delegate void UseDatabase(DbContextOptionsBuilder builder, StorageSettings settings);

/// <summary>Hangs the database into the services.</summary>
public static class StorageRegistration
{
    /// <param name="sqlite">Used where no connection string is set.</param>
    /// <param name="postgres">Used where one is.</param>
    public static IServiceCollection AddConcordDb(
        this IServiceCollection services,
        StorageSettings settings,
        UseDatabase sqlite,
        UseDatabase postgres
    )
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddDbContext<ConcordDb>(builder => (settings.IsPostgres ? postgres : sqlite)(builder, settings));
        services.AddScoped<JournalReading>();
        services.AddScoped<Migration>();
        services.AddScoped<WriteBackup>();
        services.AddScoped<ReadBackup>();
        return services;
    }
}
