using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Concord.Foundation.Journal;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Storage.Backups;

/// <summary>Restores a backup of the last version whose schema was another one.</summary>
internal sealed class EarlierBackup(ConcordDb db, IEnumerable<IBackupUpgrade> upgrades, TimeProvider time)
{
    /// <summary>The newest migration of that version.</summary>
    public const string Schema = "WallPicturesAndTopics";

    private const int RowsPerEvent = 1000;

    private static readonly Actor Self = Actor.Command("restore");

    private readonly IReadOnlyList<IBackupUpgrade> upgrades = [.. upgrades];

    /// <returns>How the rows of a table are stored in the backup.</returns>
    public TableUpgrade UpgradeOf(string table) =>
        Journal.Concat(upgrades.SelectMany(upgrade => upgrade.Tables)).FirstOrDefault(upgrade => upgrade.Table == table)
        ?? new TableUpgrade(table, table);

    private static IEnumerable<TableUpgrade> Journal =>
        [
            new TableUpgrade("journal", "journal")
            {
                Convert = row =>
                {
                    row.Rename("topics", "tags");
                    row["rows"] = null;
                    return true;
                },
            },
        ];

    /// <summary>Converts the lines of a table's file.</summary>
    /// <param name="lines">The names of the columns, then the rows, each a JSON array.</param>
    /// <returns>The rows of this version, each a JSON array.</returns>
    /// <exception cref="FormatException">A row has not the columns that this version knows.</exception>
    public static async IAsyncEnumerable<string> ConvertAsync(
        IAsyncEnumerable<string> lines,
        TableUpgrade upgrade,
        TableRows table,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var columns = table.ColumnNames;
        string[]? earlier = null;
        await foreach (var line in lines.WithCancellation(cancellation))
        {
            if (earlier is null)
            {
                earlier = JsonSerializer.Deserialize<string[]>(line) ?? [];
                continue;
            }

            var values = JsonSerializer.Deserialize<JsonNode?[]>(line) ?? [];
            if (values.Length != earlier.Length)
            {
                throw new FormatException($"the row has {values.Length} values, and the table has {earlier.Length} columns");
            }

            var row = new JsonObject(earlier.Zip(values, KeyValuePair.Create));
            if (!upgrade.Convert(row))
            {
                continue;
            }

            foreach (var missing in table.NullableColumns.Where(column => !row.ContainsKey(column)))
            {
                row[missing] = null;
            }

            if (row.Count != columns.Count || !columns.All(row.ContainsKey))
            {
                throw new FormatException("its columns are neither those of this version nor those of the last");
            }

            yield return new JsonArray([.. columns.Select(column => row[column]?.DeepClone())]).ToJsonString();
        }
    }

    /// <summary>
    /// Derives what that version did not store, and records the digest of every audited row: its journal has none, so that
    /// from here on the journal proves the rows as they were restored.
    /// </summary>
    /// <returns>The number of rows whose digests were recorded.</returns>
    public async Task<long> CompleteAsync(DateTime madeAt, CancellationToken cancellation)
    {
        foreach (var upgrade in upgrades)
        {
            await upgrade.CompleteAsync(madeAt, cancellation);
        }

        db.Record(new BackupUpgraded(Schema, madeAt) { Actor = Self, Subject = "database" });
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        var count = 0L;
        foreach (var (type, format) in db.AuditedTables())
        {
            var digests = new List<ChangedRow>();
            await foreach (var row in db.ReadRows(type).WithCancellation(cancellation))
            {
                digests.Add(new ChangedRow(format.Table, format.KeyOf(row), format.DigestOf(row)));
            }

            var drafts = digests.Chunk(RowsPerEvent).Select(rows => Draft(format.Table, rows)).ToList();
            if (drafts.Count > 0)
            {
                await JournalWriter.AppendAsync(db, drafts, time.GetUtcNow().UtcDateTime, cancellation);
            }

            count += digests.Count;
        }

        return count;
    }

    private static JournalEntry Draft(string table, ChangedRow[] rows) =>
        JournalChain.Draft(new RowsAdopted(table, rows.Length) { Actor = Self, Subject = $"table:{table}" }, rows);
}

/// <summary>A backup of an earlier version was restored and converted.</summary>
/// <param name="Schema">Its newest migration.</param>
/// <param name="MadeAt">When it was made, UTC.</param>
public sealed record BackupUpgraded(string Schema, DateTime MadeAt) : AuditEvent
{
    public override string Module => "storage";
}

/// <summary>Rows of which the journal of an earlier version has no digests were adopted as they are.</summary>
public sealed record RowsAdopted(string Table, int Count) : AuditEvent
{
    public override string Module => "storage";
}
