using Concord.Foundation.Storage;
using Concord.Newsletters.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsletters.Deliveries;

/// <summary>
/// The queue of messages. A process takes some for a short time; before the server gets the end of a message, its row says so,
/// and only the process that holds it can make it say so. Two processes never send the same message, also where one of them was
/// asleep; one that died in that moment leaves a row that nobody sends again by itself.
/// </summary>
internal sealed class DeliveryQueue(ConcordDb db, TimeProvider time)
{
    /// <summary>How long a process holds messages before it sends them.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Longer than the server may take for one message.</summary>
    private static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(30);

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(3),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(12),
    ];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Takes messages that are due, for one sender alone.</summary>
    /// <param name="holder">Of this call alone: what it took is read by it.</param>
    /// <param name="withIssues">False takes only messages about subscriptions.</param>
    public async Task<IReadOnlyList<Delivery>> TakeAsync(Guid holder, int count, bool withIssues, CancellationToken cancellation)
    {
        var now = Now;
        var due = db.Set<Delivery>()
            .Where(row => row.State == DeliveryState.Queued && row.DueAt <= now)
            .Where(row => row.LeasedUntil == null || row.LeasedUntil < now)
            .Where(row => withIssues || row.Kind != DeliveryKind.Issue);
        var ids = await due.OrderBy(row => row.DueAt).Take(count).Select(row => row.Id).ToListAsync(cancellation);
        if (ids.Count == 0)
        {
            return [];
        }

        // Another process may have taken some since.
        var until = now + Lease;
        await due.Where(row => ids.Contains(row.Id))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LeasedBy, holder).SetProperty(row => row.LeasedUntil, until),
                cancellation
            );
        return await db.Set<Delivery>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.Id) && row.LeasedBy == holder)
            .ToListAsync(cancellation);
    }

    /// <summary>Says that the server is about to get the content. Synchronous, because it is said between two writes.</summary>
    /// <returns>False where the message is no longer this process's to send, or its reader ended the subscription.</returns>
    public bool Begin(Delivery delivery)
    {
        var (now, until) = (Now, Now + LongestSending);
        return db.Set<Delivery>()
                .Where(row =>
                    row.Id == delivery.Id
                    && row.State == DeliveryState.Queued
                    && row.LeasedBy == delivery.LeasedBy
                    && row.LeasedUntil > now
                )
                .Where(row => db.Set<Subscriber>().Any(subscriber => subscriber.Id == row.SubscriberId))
                .ExecuteUpdate(set =>
                    set.SetProperty(row => row.State, DeliveryState.Sending).SetProperty(row => row.LeasedUntil, until)
                ) == 1;
    }

    /// <summary>Says what became of a message that this process held.</summary>
    /// <param name="status">The server's codes; null where it gave none.</param>
    public async Task SettleAsync(Delivery delivery, DeliveryState state, string? status)
    {
        var now = Now;
        await Held(delivery)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.State, state)
                    .SetProperty(row => row.Status, status)
                    .SetProperty(row => row.SettledAt, now)
                    .SetProperty(row => row.LeasedBy, (Guid?)null)
                    .SetProperty(row => row.LeasedUntil, (DateTime?)null)
            );
    }

    /// <summary>Another server reports that a message which was accepted could not be delivered.</summary>
    /// <returns>False where this was known.</returns>
    public async Task<bool> FailAsync(Guid delivery, string? status, CancellationToken cancellation) =>
        await db.Set<Delivery>()
            .Where(row => row.Id == delivery && (row.State == DeliveryState.Sent || row.State == DeliveryState.Unknown))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, DeliveryState.Failed).SetProperty(row => row.Status, status),
                cancellation
            ) > 0;

    /// <summary>Puts a message off because the server did; it fails where it was put off for too long.</summary>
    public async Task PutOffAsync(Delivery delivery, string? status)
    {
        var due = Now + Pauses[Math.Min(delivery.Attempts, Pauses.Length - 1)];
        if (due > delivery.CreatedAt + GiveUpAfter)
        {
            await SettleAsync(delivery, DeliveryState.Failed, status);
            return;
        }

        await Held(delivery)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.State, DeliveryState.Queued)
                    .SetProperty(row => row.Attempts, row => row.Attempts + 1)
                    .SetProperty(row => row.Status, status)
                    .SetProperty(row => row.DueAt, due)
                    .SetProperty(row => row.LeasedBy, (Guid?)null)
                    .SetProperty(row => row.LeasedUntil, (DateTime?)null)
            );
    }

    /// <summary>Gives a message back that was not sent.</summary>
    /// <param name="due">When it may be sent; null for when it could before.</param>
    public async Task GiveBackAsync(Delivery delivery, DateTimeOffset? due = null)
    {
        var at = due?.UtcDateTime ?? delivery.DueAt;
        await Held(delivery)
            .Where(row => row.State == DeliveryState.Queued)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.DueAt, at)
                    .SetProperty(row => row.LeasedBy, (Guid?)null)
                    .SetProperty(row => row.LeasedUntil, (DateTime?)null)
            );
    }

    /// <summary>Finds messages whose sender died while the server had the content.</summary>
    /// <returns>How many.</returns>
    public Task<int> FindUnknownAsync(CancellationToken cancellation)
    {
        var now = Now;
        return db.Set<Delivery>()
            .Where(row => row.State == DeliveryState.Sending && row.LeasedUntil < now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, DeliveryState.Unknown).SetProperty(row => row.SettledAt, now),
                cancellation
            );
    }

    /// <summary>Puts messages of which nobody knows whether they arrived into the queue again, because a person says so.</summary>
    /// <returns>How many.</returns>
    public Task<int> RepeatUnknownAsync(CancellationToken cancellation)
    {
        var now = Now;
        return db.Set<Delivery>()
            .Where(row => row.State == DeliveryState.Unknown)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, DeliveryState.Queued)
                        .SetProperty(row => row.DueAt, now)
                        .SetProperty(row => row.SettledAt, (DateTime?)null)
                        .SetProperty(row => row.LeasedBy, (Guid?)null)
                        .SetProperty(row => row.LeasedUntil, (DateTime?)null),
                cancellation
            );
    }

    /// <summary>Deletes rows of messages that were settled long ago, and keeps their number with the newsletter.</summary>
    public async Task DeleteOldAsync(CancellationToken cancellation)
    {
        var before = Now - KeepFor;
        db.Discard();
        await using var transaction = await db.BeginExclusiveTransactionAsync("newsletters:issues", cancellation);
        var old = db.Set<Delivery>().Where(row => row.SettledAt < before);
        var counts = await old.GroupBy(row => new { row.IssueId, row.State })
            .Select(group => new
            {
                group.Key.IssueId,
                group.Key.State,
                Count = group.Count(),
            })
            .ToListAsync(cancellation);
        if (counts.Count == 0)
        {
            return;
        }

        foreach (var count in counts.Where(count => count.IssueId is not null))
        {
            var issue = await db.Set<Issues.Issue>().SingleAsync(row => row.Id == count.IssueId, cancellation);
            issue.OldSent += count.State == DeliveryState.Sent ? count.Count : 0;
            issue.OldFailed += count.State == DeliveryState.Failed ? count.Count : 0;
            issue.OldUnknown += count.State == DeliveryState.Unknown ? count.Count : 0;
        }

        await db.SaveChangesAsync(cancellation);
        await old.ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>While it is being sent, or after it was given up for dead although the server answered in the end.</summary>
    private IQueryable<Delivery> Held(Delivery delivery) =>
        db.Set<Delivery>()
            .Where(row =>
                row.Id == delivery.Id
                && row.LeasedBy == delivery.LeasedBy
                && (row.State == DeliveryState.Queued || row.State == DeliveryState.Sending || row.State == DeliveryState.Unknown)
            );
}
