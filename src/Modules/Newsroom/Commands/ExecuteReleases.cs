using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Executes the release sets that are due: each in one transaction, once, whichever node comes first.</summary>
internal sealed class ExecuteReleases(ConcordDb db, DocumentWriter writer)
{
    private const string WriteScope = "newsroom:releases";
    private static readonly Actor Worker = Actor.System("release");

    /// <returns>How late each executed set was.</returns>
    public async Task<IReadOnlyList<TimeSpan>> RunAsync(CancellationToken cancellation)
    {
        var delays = new List<TimeSpan>();
        // Without the lock: nearly always nothing is due.
        while (await Due().AnyAsync(cancellation))
        {
            await using var transaction = await db.BeginExclusiveTransactionAsync(WriteScope, cancellation);
            var set = await Due().Include(row => row.Items).OrderBy(row => row.DueAt).FirstOrDefaultAsync(cancellation);
            if (set is null)
            {
                return delays;
            }

            delays.Add(await ExecuteAsync(set, cancellation));
            await db.SaveChangesAsync(cancellation);
            await db.CommitAsync(transaction, cancellation);
            db.ChangeTracker.Clear();
        }

        return delays;
    }

    private IQueryable<ReleaseSet> Due()
    {
        var now = writer.Now;
        return db.Set<ReleaseSet>().Where(set => set.ExecutedAt == null && set.CancelledAt == null && set.DueAt <= now);
    }

    private async Task<TimeSpan> ExecuteAsync(ReleaseSet set, CancellationToken cancellation)
    {
        var ids = set.Items.Select(item => item.EditionId).ToList();
        var slugs = await db.Set<Edition>()
            .Where(edition => ids.Contains(edition.Id))
            .Select(edition => edition.Document.Slug)
            .Distinct()
            .ToListAsync(cancellation);
        var documents = await writer.LoadAsync(slugs, cancellation);
        var skipped = new List<string>();
        foreach (var loaded in documents.Values)
        {
            foreach (var edition in loaded.Document.Editions)
            {
                if (set.Items.Find(item => item.EditionId == edition.Id) is not { } item)
                {
                    continue;
                }

                // A newer text stays, and so does a withdrawal, removal or move decided after the release was scheduled.
                if ((edition.PublicRevision ?? 0) >= item.Revision || IsEndedAfter(edition, set.ScheduledAt))
                {
                    skipped.Add($"{loaded.Document.Slug}/{edition.Language}/{item.Revision}");
                    continue;
                }

                await writer.ReleaseAsync(loaded, edition, item.Revision, writer.Now, Worker, reason: null, cancellation);
            }
        }

        set.ExecutedAt = writer.Now;
        var delay = set.ExecutedAt.Value - set.DueAt;
        db.Record(
            new ReleaseExecuted(set.Id, set.DueAt, (long)delay.TotalSeconds, skipped)
            {
                Actor = Worker,
                Subject = $"release:{set.Id:N}",
            }
        );
        return delay;
    }

    private static bool IsEndedAfter(Edition edition, DateTime scheduledAt) =>
        edition.State is EditionState.Withdrawn or EditionState.Removed or EditionState.Moved or EditionState.Draft
        && Status.Effective(edition.Statuses).Any(status => status.State == edition.State && status.At >= scheduledAt);
}
