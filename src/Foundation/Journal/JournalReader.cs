using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Journal;

/// <summary>Questions to the journal.</summary>
public sealed class JournalReader(ConcordDb db)
{
    /// <summary>How many entries there are to read.</summary>
    public Task<long> CountAsync(CancellationToken cancellation) => db.Set<JournalEntry>().LongCountAsync(cancellation);

    /// <summary>Entries after <paramref name="seq"/>, oldest first.</summary>
    public Task<List<JournalEntry>> AfterAsync(long seq, int most, CancellationToken cancellation) =>
        db.Set<JournalEntry>()
            .AsNoTracking()
            .Where(entry => entry.Seq > seq)
            .OrderBy(entry => entry.Seq)
            .Take(most)
            .ToListAsync(cancellation);

    /// <returns>Number of the newest entry; 0 where there is none.</returns>
    public Task<long> LastAsync(CancellationToken cancellation) =>
        db.Set<JournalHead>().AsNoTracking().Select(head => head.Seq).SingleAsync(cancellation);

    /// <returns>Hash of one entry; null where there is none of this number.</returns>
    public Task<string?> HashAtAsync(long seq, CancellationToken cancellation) =>
        db.Set<JournalEntry>().Where(entry => entry.Seq == seq).Select(entry => entry.Hash).SingleOrDefaultAsync(cancellation);

    /// <summary>What the entries after <paramref name="seq"/> touch, oldest first.</summary>
    public Task<List<JournalTags>> TagsAfterAsync(long seq, int most, CancellationToken cancellation) =>
        db.Set<JournalEntry>()
            .Where(entry => entry.Seq > seq)
            .OrderBy(entry => entry.Seq)
            .Take(most)
            .Select(entry => new JournalTags(entry.Seq, entry.Tags))
            .ToListAsync(cancellation);

    /// <summary>
    /// Proves the whole chain, streaming and without a lock: entries that are appended meanwhile are proved as well.
    /// <paramref name="progress"/> hears how many entries held so far.
    /// </summary>
    public async Task<JournalVerifier> VerifyAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        var check = new JournalVerifier();
        JournalHead head;
        do
        {
            head = await HeadAsync(cancellation);
            await WalkAsync(check, head.Seq, progress, cancellation);
            check.End(head.Seq, head.Hash);
        } while (check.Break is null && (await HeadAsync(cancellation)).Seq > head.Seq);

        if (check.Break is null && await db.Set<JournalEntry>().AnyAsync(entry => entry.Seq > head.Seq, cancellation))
        {
            // An append moves the head in its own transaction, so an entry beyond the head was put there by hand.
            var moved = await HeadAsync(cancellation);
            if (moved.Seq == head.Seq)
            {
                check.BreakAfterHead();
            }
        }

        return check;
    }

    private async Task WalkAsync(JournalVerifier check, long last, IProgress<long>? progress, CancellationToken cancellation)
    {
        var first = check.Sound;
        var entries = db.Set<JournalEntry>()
            .AsNoTracking()
            .Where(entry => (first == 0 || entry.Seq > first) && entry.Seq <= last)
            .OrderBy(entry => entry.Seq)
            .AsAsyncEnumerable();
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            if (!check.Take(entry))
            {
                return;
            }

            if (check.Sound % 1000 == 0)
            {
                progress?.Report(check.Sound);
            }
        }
    }

    private async Task<JournalHead> HeadAsync(CancellationToken cancellation) =>
        await db.Set<JournalHead>().AsNoTracking().SingleOrDefaultAsync(cancellation)
        ?? new JournalHead
        {
            Id = 1,
            Seq = 0,
            Hash = JournalChain.Genesis,
        };
}

/// <param name="Tags">Separated by spaces.</param>
public sealed record JournalTags(long Seq, string Tags);
