using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Foundation.Journal;

/// <summary>Appends entries to the journal inside the transaction of a save.</summary>
internal static class JournalWriter
{
    private const int EntriesPerStatement = 100;

    private const string Columns = "seq, at, actor, module, kind, subject, reason, tags, data, rows, previous_hash, hash";

    /// <summary>Locks the head, appends, and moves the head. The lock is held until the transaction ends.</summary>
    /// <returns>When the lock was taken, as a timestamp of <see cref="Stopwatch"/>; waiting for it does not count.</returns>
    public static async Task<long> AppendAsync(
        ConcordDb db,
        IReadOnlyList<JournalEntry> drafts,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var (seq, hash) = await LockHeadAsync(db, cancellation);
        var lockedAt = Stopwatch.GetTimestamp();
        var entries = new List<JournalEntry>(drafts.Count);
        foreach (var draft in drafts)
        {
            entries.Add(JournalChain.Seal(draft, ++seq, hash, now));
            hash = entries[^1].Hash;
        }

        var batches = entries.Chunk(EntriesPerStatement).ToList();
        foreach (var batch in batches)
        {
            await InsertAsync(db, batch, movesHead: batch == batches[^1], cancellation);
        }

        return lockedAt;
    }

    /// <summary>Updating the one head row makes writers follow one another on every provider.</summary>
    private static async Task<(long Seq, string Hash)> LockHeadAsync(ConcordDb db, CancellationToken cancellation)
    {
        var heads = await db
            .Database.SqlQuery<LockedHead>($"UPDATE journal_head SET seq = seq WHERE id = 1 RETURNING seq, hash")
            .ToListAsync(cancellation);
        return heads is [var head]
            ? (head.Seq, head.Hash)
            : throw new InvalidOperationException(
                "The journal has no head row: the database was not migrated, or was tampered with."
            );
    }

    /// <summary>As a plain command, because EF Core would build its own model of the statement under the lock.</summary>
    /// <param name="movesHead">True moves the head to the last entry in the same round trip.</param>
    private static async Task InsertAsync(ConcordDb db, JournalEntry[] entries, bool movesHead, CancellationToken cancellation)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var sql = new StringBuilder($"INSERT INTO journal ({Columns}) VALUES ");
        for (var place = 0; place < entries.Length; place++)
        {
            sql.Append(place > 0 ? ", (" : "(");
            AppendRow(command, sql, entries[place]);
            sql.Append(')');
        }

        if (movesHead)
        {
            sql.Append("; UPDATE journal_head SET seq = ").Append(Parameter(command, entries[^1].Seq));
            sql.Append(", hash = ").Append(Parameter(command, entries[^1].Hash)).Append(" WHERE id = 1");
        }

        command.CommandText = sql.ToString();
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void AppendRow(DbCommand command, StringBuilder sql, JournalEntry entry)
    {
        object?[] row =
        [
            entry.Seq,
            entry.At,
            entry.Actor,
            entry.Module,
            entry.Kind,
            entry.Subject,
            entry.Reason,
            entry.Tags,
            entry.Data,
            entry.Rows,
            entry.PreviousHash,
            entry.Hash,
        ];
        for (var column = 0; column < row.Length; column++)
        {
            sql.Append(column > 0 ? ", " : "").Append(Parameter(command, row[column]));
        }
    }

    /// <returns>The name of a new parameter.</returns>
    private static string Parameter(DbCommand command, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
        if (value is null)
        {
            // All columns that may be null hold text.
            parameter.DbType = DbType.String;
        }

        parameter.Value = value ?? DBNull.Value;

        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }

    private sealed record LockedHead(long Seq, string Hash);
}
