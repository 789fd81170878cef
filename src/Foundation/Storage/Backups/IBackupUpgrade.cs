using System.Text.Json.Nodes;

namespace Concord.Foundation.Storage.Backups;

/// <summary>
/// How the rows of one module in a backup of the last version with another schema become rows of this version. Columns and
/// tables that are not named are the same in both.
/// </summary>
public interface IBackupUpgrade
{
    IReadOnlyList<TableUpgrade> Tables { get; }

    /// <summary>
    /// Derives what the earlier version did not store. All rows are restored; changes are tracked by the context and saved by
    /// the caller, in the transaction of the restore.
    /// </summary>
    /// <param name="madeAt">When the backup was made, UTC.</param>
    Task CompleteAsync(DateTime madeAt, CancellationToken cancellation) => Task.CompletedTask;
}

/// <param name="Table">The table of this version.</param>
/// <param name="EarlierTable">Its name in the backup.</param>
public sealed record TableUpgrade(string Table, string EarlierTable)
{
    /// <summary>Called once before the rows of the table are converted; tables that it refers to are restored.</summary>
    /// <remarks>The argument is the time at which the backup was made, UTC.</remarks>
    public Func<DateTime, CancellationToken, Task>? Prepare { get; init; }

    /// <summary>
    /// Converts one row, an object with a property for each column of the earlier table, into one with a property for each
    /// column of this version; false leaves the row out.
    /// </summary>
    public Func<JsonObject, bool> Convert { get; init; } = _ => true;
}

/// <summary>Helpers for conversions.</summary>
public static class RowConversion
{
    /// <summary>Renames a column.</summary>
    public static void Rename(this JsonObject row, string earlier, string name)
    {
        var value = row[earlier];
        row.Remove(earlier);
        row[name] = value;
    }

    /// <returns>The text of a column; null where it has none.</returns>
    public static string? Text(this JsonObject row, string column) => row[column]?.GetValue<string>();
}
