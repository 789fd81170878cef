using Concord.Foundation.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Concord.Storage.Sqlite;

/// <summary>Keeps everything in one file in the data directory.</summary>
public static class SqliteStorage
{
    /// <summary>A <see cref="UseDatabase"/>: waits 15 seconds for another writer; write-ahead log; a commit reaches the disk.</summary>
    public static void Use(DbContextOptionsBuilder builder, StorageSettings settings)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = settings.DatabaseFile,
            ForeignKeys = true,
            DefaultTimeout = 15,
        };
        builder
            .UseSqlite(connection.ToString(), sqlite => sqlite.MigrationsAssembly(typeof(SqliteStorage).Assembly.GetName().Name))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(ConnectionPragmas.Instance);
    }
}
