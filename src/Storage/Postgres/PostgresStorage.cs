using System.Data.Common;
using System.Reflection;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concord.Storage.Postgres;

/// <summary>Keeps everything in the PostgreSQL database that the connection string names.</summary>
public sealed class PostgresStorage : IStorageProvider
{
    public static readonly PostgresStorage Instance = new();

    private PostgresStorage() { }

    public Assembly Migrations => typeof(PostgresStorage).Assembly;

    public void Use(DbContextOptionsBuilder builder, StorageSettings settings) =>
        builder
            .UseNpgsql(settings.ConnectionString, postgres => postgres.MigrationsAssembly(Migrations.GetName().Name))
            .UseSnakeCaseNamingConvention();

    public DbConnection ConnectToRead(StorageSettings settings) => new NpgsqlConnection(settings.ConnectionString);
}
