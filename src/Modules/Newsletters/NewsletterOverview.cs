using Concord.Foundation;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsletters.Deliveries;
using Concord.Newsletters.Issues;
using Concord.Newsletters.Storage;
using Concord.Newsletters.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsletters;

/// <summary>What the team and the command line see and decide: numbers, never addresses.</summary>
public sealed class NewsletterOverview
{
    public const int PageSize = 30;

    private readonly ConcordDb db;
    private readonly DeliveryQueue queue;
    private readonly SubscriberStore subscribers;
    private readonly TimeProvider time;

    internal NewsletterOverview(ConcordDb db, DeliveryQueue queue, SubscriberStore subscribers, TimeProvider time) =>
        (this.db, this.queue, this.subscribers, this.time) = (db, queue, subscribers, time);

    public async Task<NewsletterStatus> ReadAsync(CancellationToken cancellation)
    {
        var state = await NewsletterState.ReadAsync(db, cancellation);
        var readers = await db.Set<Subscriber>()
            .Where(row => row.ConfirmedAt != null)
            .GroupBy(row => new { row.Language, row.Rhythm })
            .Select(group => new SubscriberCount(group.Key.Language, group.Key.Rhythm, group.Count()))
            .ToListAsync(cancellation);
        var deliveries = await db.Set<Delivery>()
            .Where(row =>
                row.State == DeliveryState.Queued || row.State == DeliveryState.Unknown || row.State == DeliveryState.Sending
            )
            .GroupBy(row => row.State)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToListAsync(cancellation);
        int Of(DeliveryState one) => deliveries.Find(row => row.State == one)?.Count ?? 0;
        return new NewsletterStatus
        {
            Subscribers = readers,
            Unconfirmed = await db.Set<Subscriber>().CountAsync(row => row.ConfirmedAt == null, cancellation),
            Queued = Of(DeliveryState.Queued) + Of(DeliveryState.Sending),
            Unknown = Of(DeliveryState.Unknown),
            PausedAt = state.PausedAt,
            FailedAt = state.FailedAt,
            Failure = state.Failure,
        };
    }

    /// <summary>Newest first.</summary>
    public async Task<(Paging Paging, IReadOnlyList<IssueStatus> Issues)> IssuesAsync(int page, CancellationToken cancellation)
    {
        var paging = new Paging(page, PageSize, await db.Set<Issue>().CountAsync(cancellation));
        var issues = await db.Set<Issue>()
            .AsNoTracking()
            .OrderByDescending(row => row.Id)
            .Skip(paging.Skip)
            .Take(PageSize)
            .ToListAsync(cancellation);
        var ids = issues.ConvertAll(issue => issue.Id);
        var counts = await db.Set<Delivery>()
            .Where(row => row.IssueId != null && ids.Contains(row.IssueId!.Value))
            .GroupBy(row => new { row.IssueId, row.State })
            .Select(group => new
            {
                group.Key.IssueId,
                group.Key.State,
                Count = group.Count(),
            })
            .ToListAsync(cancellation);
        int Of(Guid issue, params ReadOnlySpan<DeliveryState> states)
        {
            var sum = 0;
            foreach (var state in states)
            {
                sum += counts.Find(row => row.IssueId == issue && row.State == state)?.Count ?? 0;
            }

            return sum;
        }

        return (
            paging,
            issues.ConvertAll(issue => new IssueStatus
            {
                Language = issue.Language,
                Rhythm = issue.Rhythm,
                Documents = issue.Documents,
                CreatedAt = issue.CreatedAt,
                IsFilled = issue.FilledAt is not null,
                Waiting = Of(issue.Id, DeliveryState.Queued, DeliveryState.Sending),
                Sent = Of(issue.Id, DeliveryState.Sent) + issue.OldSent,
                Failed = Of(issue.Id, DeliveryState.Failed) + issue.OldFailed,
                Unknown = Of(issue.Id, DeliveryState.Unknown) + issue.OldUnknown,
            })
        );
    }

    /// <summary>Keeps newsletters back, or sends them again. Messages to confirm an address are always sent.</summary>
    public async Task PauseAsync(bool paused, Actor actor, CancellationToken cancellation)
    {
        await NewsletterState.EnsureAsync(db, cancellation);
        var state = await db.Set<NewsletterState>().SingleAsync(row => row.Id == NewsletterState.OnlyId, cancellation);
        if (state.PausedAt is null != paused)
        {
            return;
        }

        state.PausedAt = paused ? time.GetUtcNow().UtcDateTime : null;
        NewsletterEvent done = paused
            ? new NewslettersPaused { Actor = actor, Subject = "newsletters" }
            : new NewslettersResumed { Actor = actor, Subject = "newsletters" };
        db.Record(done);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Sends again what may not have arrived; some readers may get it twice.</summary>
    /// <returns>How many messages.</returns>
    public async Task<int> RepeatUnknownAsync(Actor actor, CancellationToken cancellation)
    {
        var count = await queue.RepeatUnknownAsync(cancellation);
        if (count > 0)
        {
            db.Record(new DeliveriesRepeated(count) { Actor = actor, Subject = "newsletters" });
            await db.SaveChangesAsync(cancellation);
        }

        return count;
    }

    /// <summary>Deletes the subscription of an address because its reader wrote to the team.</summary>
    /// <param name="address">As <see cref="Foundation.Text.MailAddressRule"/> reads it.</param>
    /// <returns>False where the address has none.</returns>
    public async Task<bool> RemoveAsync(string address, Actor actor, CancellationToken cancellation)
    {
        if (await subscribers.FindByAddressAsync(address, cancellation) is not { } subscriber)
        {
            return false;
        }

        await subscribers.RemoveAsync(subscriber.Id, cancellation);
        db.Record(new SubscriberRemoved { Actor = actor, Subject = "newsletters" });
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

/// <summary>How newsletters stand.</summary>
public sealed record NewsletterStatus
{
    /// <summary>Confirmed readers.</summary>
    public required IReadOnlyList<SubscriberCount> Subscribers { get; init; }

    public required int Unconfirmed { get; init; }

    /// <summary>Messages that wait to be sent.</summary>
    public required int Queued { get; init; }

    /// <summary>Messages of which nobody knows whether they arrived.</summary>
    public required int Unknown { get; init; }

    /// <summary>UTC; null while newsletters are sent.</summary>
    public required DateTime? PausedAt { get; init; }

    /// <summary>UTC; null where the mail server was used since.</summary>
    public required DateTime? FailedAt { get; init; }

    public required string? Failure { get; init; }
}

/// <param name="Language">Code of the language.</param>
public sealed record SubscriberCount(string Language, Rhythm Rhythm, int Count);

/// <summary>One newsletter and what became of its messages.</summary>
public sealed record IssueStatus
{
    public required string Language { get; init; }

    public required Rhythm Rhythm { get; init; }

    /// <summary>Ids of its documents, oldest first.</summary>
    public required IReadOnlyList<Guid> Documents { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>False while it is still put into the queue.</summary>
    public required bool IsFilled { get; init; }

    public required int Waiting { get; init; }

    public required int Sent { get; init; }

    public required int Failed { get; init; }

    public required int Unknown { get; init; }
}
