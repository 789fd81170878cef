using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Journal;

/// <summary>Reads the journal.</summary>
public sealed class JournalReader(ConcordDb db)
{
    /// <summary>How many entries there are.</summary>
    public Task<long> CountAsync(CancellationToken cancellation) => db.Set<JournalEntry>().LongCountAsync(cancellation);

    /// <summary>Entries after <paramref name="seq"/>, oldest first.</summary>
    public Task<List<JournalEntry>> AfterAsync(long seq, int take, CancellationToken cancellation) =>
        db.Set<JournalEntry>()
            .AsNoTracking()
            .Where(entry => entry.Seq > seq)
            .OrderBy(entry => entry.Seq)
            .Take(take)
            .ToListAsync(cancellation);

    /// <summary>The newest entries about one subject, newest first.</summary>
    public Task<List<JournalEntry>> AboutAsync(string subject, int take, CancellationToken cancellation) =>
        db.Set<JournalEntry>()
            .AsNoTracking()
            .Where(entry => entry.Subject == subject)
            .OrderByDescending(entry => entry.Seq)
            .Take(take)
            .ToListAsync(cancellation);

    /// <summary>Entries that a person looks for, newest first.</summary>
    /// <param name="before">Only entries with lower numbers; null for the newest.</param>
    public Task<List<JournalEntry>> FindAsync(JournalFilter filter, long? before, int take, CancellationToken cancellation)
    {
        var entries = db.Set<JournalEntry>().AsNoTracking();
        entries = filter.Actor is { } actor ? entries.Where(entry => entry.Actor == actor) : entries;
        entries = filter.Module is { } module ? entries.Where(entry => entry.Module == module) : entries;
        entries = filter.Subject is { } subject ? entries.Where(entry => entry.Subject.Contains(subject)) : entries;
        entries = filter.From is { } from ? entries.Where(entry => entry.At >= from) : entries;
        entries = filter.Until is { } until ? entries.Where(entry => entry.At < until) : entries;
        entries = filter.HiddenModule is { } hidden
            ? entries.Where(entry => entry.Module != hidden || entry.Actor == filter.OnlyActorOfHidden)
            : entries;
        entries = before is { } number ? entries.Where(entry => entry.Seq < number) : entries;
        return entries.OrderByDescending(entry => entry.Seq).Take(take).ToListAsync(cancellation);
    }

    /// <returns>Number of the newest entry; 0 where there is none.</returns>
    public Task<long> LastAsync(CancellationToken cancellation) =>
        db.Set<JournalHead>().AsNoTracking().Select(head => head.Seq).SingleAsync(cancellation);

    /// <returns>Hash of one entry; null where there is none of this number.</returns>
    public Task<string?> HashAtAsync(long seq, CancellationToken cancellation) =>
        db.Set<JournalEntry>().Where(entry => entry.Seq == seq).Select(entry => entry.Hash).SingleOrDefaultAsync(cancellation);

    /// <returns>The newest entry; null where there is none.</returns>
    public async Task<Checkpoint?> HeadAsync(CancellationToken cancellation)
    {
        var head = await db.Set<JournalHead>().AsNoTracking().SingleOrDefaultAsync(cancellation);
        return head is { Seq: > 0 } ? new Checkpoint(head.Seq, head.Hash) : null;
    }

    /// <summary>The cache tags of the entries after <paramref name="seq"/>, oldest first.</summary>
    public Task<List<JournalTags>> TagsAfterAsync(long seq, int take, CancellationToken cancellation) =>
        db.Set<JournalEntry>()
            .Where(entry => entry.Seq > seq)
            .OrderBy(entry => entry.Seq)
            .Take(take)
            .Select(entry => new JournalTags(entry.Seq, entry.Tags))
            .ToListAsync(cancellation);
}

/// <param name="Tags">Separated by spaces.</param>
public sealed record JournalTags(long Seq, string Tags);
