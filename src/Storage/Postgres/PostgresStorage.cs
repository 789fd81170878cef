using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Storage.Postgres;

/// <summary>Keeps everything in the PostgreSQL database that the connection string names.</summary>
public static class PostgresStorage
{
    /// <summary>A <see cref="UseDatabase"/>.</summary>
    public static void Use(DbContextOptionsBuilder builder, StorageSettings settings) =>
        builder
            .UseNpgsql(
                settings.ConnectionString,
                postgres => postgres.MigrationsAssembly(typeof(PostgresStorage).Assembly.GetName().Name)
            )
            .UseSnakeCaseNamingConvention();
}
