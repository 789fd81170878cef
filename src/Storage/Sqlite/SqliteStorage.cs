using System.Data.Common;
using System.Reflection;
using Concord.Foundation.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Concord.Storage.Sqlite;

/// <summary>Keeps everything in one file in the data directory.</summary>
public sealed class SqliteStorage : IStorageProvider
{
    public static readonly SqliteStorage Instance = new();

    private SqliteStorage() { }

    public Assembly Migrations => typeof(SqliteStorage).Assembly;

    /// <summary>Waits 15 seconds for another writer; write-ahead log; a commit reaches the disk.</summary>
    public void Use(DbContextOptionsBuilder builder, StorageSettings settings)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = settings.DatabaseFile,
            ForeignKeys = true,
            DefaultTimeout = 15,
        };
        builder
            .UseSqlite(connection.ToString(), sqlite => sqlite.MigrationsAssembly(Migrations.GetName().Name))
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(ConnectionPragmas.Instance);
    }

    public DbConnection ConnectToRead(StorageSettings settings)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = settings.DatabaseFile,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        return new SqliteConnection(connection.ToString());
    }
}
