using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concord.Foundation.Journal;

/// <summary>
/// Proves that the audited tables hold what the journal says: walks the hash chain, then compares every row with the digest
/// that its newest audit event carries. Reads one snapshot; the site goes on meanwhile.
/// </summary>
public sealed class RecordVerifier(ConcordDb db)
{
    private const int MaxFaults = 1000;

    /// <param name="checkpoints">Entries that were noted outside of the database.</param>
    /// <param name="progress">Called with the number of entries and rows checked so far.</param>
    public Task<VerificationReport> VerifyAsync(
        IReadOnlyCollection<Checkpoint> checkpoints,
        IProgress<long>? progress,
        CancellationToken cancellation
    ) => db.ReadSnapshotAsync(() => VerifySnapshotAsync(checkpoints, progress, cancellation), cancellation);

    /// <summary>Walks the hash chain alone, inside a transaction of the caller.</summary>
    internal Task<JournalVerifier> VerifyChainAsync(CancellationToken cancellation) =>
        WalkAsync([], [], progress: null, cancellation);

    /// <summary>The same inside a transaction of the caller.</summary>
    internal async Task<VerificationReport> VerifySnapshotAsync(
        IReadOnlyCollection<Checkpoint> checkpoints,
        IProgress<long>? progress,
        CancellationToken cancellation
    )
    {
        var expected = new Dictionary<string, Dictionary<string, RecordedRow>>(StringComparer.Ordinal);
        var hashes = checkpoints.ToDictionary(one => one.Seq, _ => (string?)null);
        var chain = await WalkAsync(expected, hashes, progress, cancellation);
        var failed = checkpoints.FirstOrDefault(one => hashes[one.Seq] != one.Hash);
        var faults = new List<RowFault>();
        var rows = 0L;
        if (chain.Break is null)
        {
            foreach (var (type, format) in db.AuditedTables())
            {
                var known = expected.GetValueOrDefault(format.Table) ?? [];
                try
                {
                    rows += await CompareAsync(type, format, known, faults, progress, chain.Count + rows, cancellation);
                }
                catch (Exception failure) when (failure is FormatException or InvalidCastException or ArgumentException)
                {
                    // Only SQLite takes a text where a date or number belongs.
                    faults.Add(new RowFault(format.Table, failure.Message, RowFaultKind.Unreadable, Seq: null));
                }
            }
        }

        return new VerificationReport(chain, rows, [.. faults.Take(MaxFaults)], faults.Count, failed);
    }

    private async Task<JournalVerifier> WalkAsync(
        Dictionary<string, Dictionary<string, RecordedRow>> expected,
        Dictionary<long, string?> hashes,
        IProgress<long>? progress,
        CancellationToken cancellation
    )
    {
        var chain = new JournalVerifier();
        var head = await db.Set<JournalHead>().AsNoTracking().SingleOrDefaultAsync(cancellation);
        var entries = db.Set<JournalEntry>().AsNoTracking().OrderBy(entry => entry.Seq).AsAsyncEnumerable();
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            if (entry.Seq > (head?.Seq ?? 0))
            {
                chain.End(head?.Seq ?? 0, head?.Hash ?? JournalChain.Genesis);
                if (chain.Break is null)
                {
                    chain.BreakAfterHead();
                }

                return chain;
            }

            if (!chain.Add(entry))
            {
                return chain;
            }

            if (hashes.ContainsKey(entry.Seq))
            {
                hashes[entry.Seq] = entry.Hash;
            }

            foreach (var row in entry.Rows is { } rows ? ChangedRow.Parse(rows) : [])
            {
                Note(expected, row, entry.Seq);
            }

            if (chain.Count % 1000 == 0)
            {
                progress?.Report(chain.Count);
            }
        }

        chain.End(head?.Seq ?? 0, head?.Hash ?? JournalChain.Genesis);
        return chain;
    }

    private static void Note(Dictionary<string, Dictionary<string, RecordedRow>> expected, ChangedRow row, long seq)
    {
        if (!expected.TryGetValue(row.Table, out var table))
        {
            expected[row.Table] = table = new Dictionary<string, RecordedRow>(StringComparer.Ordinal);
        }

        if (row.Digest is null)
        {
            table.Remove(row.Key);
        }
        else
        {
            table[row.Key] = new RecordedRow(Convert.FromHexString(row.Digest), seq);
        }
    }

    private async Task<long> CompareAsync(
        IEntityType type,
        RowFormat format,
        Dictionary<string, RecordedRow> known,
        List<RowFault> faults,
        IProgress<long>? progress,
        long before,
        CancellationToken cancellation
    )
    {
        var count = 0L;
        await foreach (var row in db.ReadRows(type).WithCancellation(cancellation))
        {
            var key = format.KeyOf(row);
            if (!known.Remove(key, out var recorded))
            {
                faults.Add(new RowFault(format.Table, key, RowFaultKind.NotRecorded, Seq: null));
            }
            else if (!Convert.FromHexString(format.DigestOf(row)).AsSpan().SequenceEqual(recorded.Digest))
            {
                faults.Add(new RowFault(format.Table, key, RowFaultKind.Altered, recorded.Seq));
            }

            if (++count % 1000 == 0)
            {
                progress?.Report(before + count);
            }
        }

        faults.AddRange(known.Select(row => new RowFault(format.Table, row.Key, RowFaultKind.Removed, row.Value.Seq)));
        return count;
    }

    private readonly record struct RecordedRow(byte[] Digest, long Seq);
}

/// <summary>What a verification found.</summary>
/// <param name="Chain">The walk through the journal.</param>
/// <param name="Rows">How many rows were compared; none where the chain is broken.</param>
/// <param name="Faults">The first thousand rows that do not match.</param>
/// <param name="FaultCount">How many there are in all.</param>
/// <param name="FailedCheckpoint">The first checkpoint that the journal does not contain.</param>
public sealed record VerificationReport(
    JournalVerifier Chain,
    long Rows,
    IReadOnlyList<RowFault> Faults,
    int FaultCount,
    Checkpoint? FailedCheckpoint
)
{
    public bool IsGood => Chain.Break is null && FaultCount == 0 && FailedCheckpoint is null;
}

/// <param name="Key">Primary key as a JSON array; where a table cannot be read, the reason.</param>
/// <param name="Seq">The journal entry that carries its digest; null where there is none.</param>
public sealed record RowFault(string Table, string Key, RowFaultKind Kind, long? Seq);

public enum RowFaultKind
{
    /// <summary>The row does not match its digest.</summary>
    Altered,

    /// <summary>The journal has it and the table does not.</summary>
    Removed,

    /// <summary>The table has it and no audit event speaks of it.</summary>
    NotRecorded,

    /// <summary>A row of the table holds a value of another type than its column.</summary>
    Unreadable,
}
