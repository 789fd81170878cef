using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Foundation.Storage.Backups;

internal static class BackupTables
{
    /// <summary>All tables, each after those it refers to.</summary>
    public static List<TableRows> Of(ConcordDb db)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var left = db.GetService<IDesignTimeModel>()
            .Model.GetRelationalModel()
            .Tables.OrderBy(table => table.Name, StringComparer.Ordinal)
            .ToList();
        var ordered = new List<ITable>();
        while (left.Count > 0)
        {
            var next = left.First(table =>
                table.ForeignKeyConstraints.All(key => key.PrincipalTable == table || ordered.Contains(key.PrincipalTable))
            );
            ordered.Add(next);
            left.Remove(next);
        }

        return [.. ordered.Select(table => new TableRows(table, sql))];
    }

    /// <summary>Name of the newest migration without its number, which differs from one database to the other.</summary>
    public static async Task<string> SchemaAsync(ConcordDb db, CancellationToken cancellation) =>
        (await SchemasAsync(db, cancellation))[^1];

    /// <summary>Names of all migrations, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> SchemasAsync(ConcordDb db, CancellationToken cancellation)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellation);
        return [.. applied.Select(name => name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..]).DefaultIfEmpty("")];
    }
}
