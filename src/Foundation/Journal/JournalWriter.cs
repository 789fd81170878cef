using System.Globalization;
using System.Text;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Journal;

/// <summary>Appends entries to the journal inside the transaction of a save.</summary>
internal static class JournalWriter
{
    private const int EntriesPerStatement = 100;

    private const string Columns = "seq, at, actor, module, kind, subject, reason, tags, data, rows, previous_hash, hash";

    /// <summary>Locks the head, appends, and moves the head. The lock is held until the transaction ends.</summary>
    public static async Task AppendAsync(
        ConcordDb db,
        IReadOnlyList<JournalEntry> drafts,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var (seq, hash) = await LockHeadAsync(db, cancellation);
        var entries = new List<JournalEntry>(drafts.Count);
        foreach (var draft in drafts)
        {
            entries.Add(JournalChain.Seal(draft, ++seq, hash, now));
            hash = entries[^1].Hash;
        }

        foreach (var batch in entries.Chunk(EntriesPerStatement))
        {
            await InsertAsync(db, batch, cancellation);
        }

        await db.Database.ExecuteSqlAsync($"UPDATE journal_head SET seq = {seq}, hash = {hash} WHERE id = 1", cancellation);
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

    private static Task<int> InsertAsync(ConcordDb db, JournalEntry[] entries, CancellationToken cancellation)
    {
        var sql = new StringBuilder($"INSERT INTO journal ({Columns}) VALUES ");
        var values = new List<object?>();
        foreach (var entry in entries)
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
            var names = row.Select((_, place) => string.Create(CultureInfo.InvariantCulture, $"{{{values.Count + place}}}"));
            sql.Append(values.Count > 0 ? ", " : "").Append('(').AppendJoin(", ", names).Append(')');
            values.AddRange(row);
        }

        return db.Database.ExecuteSqlRawAsync(sql.ToString(), values!, cancellation);
    }

    private sealed record LockedHead(long Seq, string Hash);
}
