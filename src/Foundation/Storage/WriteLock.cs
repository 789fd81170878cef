using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Concord.Foundation.Storage;

/// <summary>A row that writers of one scope lock, so that they follow one another on every provider.</summary>
internal sealed class WriteLock
{
    public required string Scope { get; init; }

    public int Holders { get; set; }

    public static void Configure(ModelBuilder model) =>
        model.Entity<WriteLock>(row =>
        {
            row.ToTable("write_locks");
            row.IsOperational();
            row.HasKey(entity => entity.Scope);
        });
}

internal static class DatabaseKind
{
    public static bool IsNpgsqlDatabase(this DatabaseFacade database) =>
        database.ProviderName == "Npgsql.EntityFrameworkCore.PostgreSQL";
}
