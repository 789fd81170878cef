using System.Text;
using Concord.ActivityPub.Actors;
using Concord.ActivityPub.Followers;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.ActivityPub.Deliveries;

/// <summary>
/// Sends what is due, signed by its account. A message is sent again until it is accepted or has failed for days: receivers
/// ignore what they have.
/// </summary>
internal sealed class DeliverActivities(
    ConcordDb db,
    LocalActors actors,
    ActorKeys keys,
    FollowerStore followers,
    OutboundHttpClient client,
    ActivityPubOptions options,
    TimeProvider time
)
{
    private const string Type = "application/activity+json";
    private const int MaxAnswer = 64 * 1024;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(30);

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(12),
        TimeSpan.FromDays(1),
        TimeSpan.FromDays(1),
        TimeSpan.FromDays(1),
    ];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>How many messages were accepted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var accepted = 0;
        while (!cancellation.IsCancellationRequested && await TakeAsync(cancellation) is { Count: > 0 } batch)
        {
            var sent = await Task.WhenAll(batch.Select(one => SendAsync(one, cancellation)));
            foreach (var (message, answer) in batch.Zip(sent))
            {
                accepted += await SettleAsync(message, answer) ? 1 : 0;
            }
        }

        return accepted;
    }

    /// <summary>Deletes messages that were settled long ago.</summary>
    public async Task DeleteOldAsync(CancellationToken cancellation)
    {
        var before = Now - KeepFor;
        await db.Set<ActivityDelivery>().Where(row => row.SettledAt < before).ExecuteDeleteAsync(cancellation);
        await db.Set<OutgoingActivity>()
            .Where(row => row.CreatedAt < before)
            .Where(row => !db.Set<ActivityDelivery>().Any(delivery => delivery.ActivityId == row.Id))
            .ExecuteDeleteAsync(cancellation);
    }

    private async Task<IReadOnlyList<Message>> TakeAsync(CancellationToken cancellation)
    {
        var (now, holder) = (Now, Guid.NewGuid());
        var due = db.Set<ActivityDelivery>()
            .Where(row => row.State == DeliveryState.Queued && row.DueAt <= now)
            .Where(row => row.LeasedUntil == null || row.LeasedUntil < now);
        var ids = await due.OrderBy(row => row.DueAt)
            .ThenBy(row => row.Id)
            .Take(options.Parallel)
            .Select(row => row.Id)
            .ToListAsync(cancellation);
        if (ids.Count == 0)
        {
            return [];
        }

        var until = now + Lease;
        await due.Where(row => ids.Contains(row.Id))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LeasedBy, holder).SetProperty(row => row.LeasedUntil, until),
                cancellation
            );
        return await db.Set<ActivityDelivery>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.Id) && row.LeasedBy == holder)
            .Join(
                db.Set<OutgoingActivity>(),
                delivery => delivery.ActivityId,
                activity => activity.Id,
                (delivery, activity) => new Message(delivery, activity.Language, activity.Kind, activity.Json)
            )
            .ToListAsync(cancellation);
    }

    /// <returns>Null where it could not be sent at all.</returns>
    private async Task<FetchResult?> SendAsync(Message message, CancellationToken cancellation)
    {
        var json = message.Kind == ActivityKind.Accept ? followers.Decrypt(message.Json) : message.Json;
        if (
            json is null
            || !actors.TryFind(message.Language, out var actor)
            || followers.Decrypt(message.Delivery.Inbox) is not { } inbox
        )
        {
            return null;
        }

        var body = Encoding.UTF8.GetBytes(json);
        return await client.SendAsync(
            new FetchRequest(new Uri(inbox))
            {
                Method = HttpMethod.Post,
                Body = body,
                BodyType = Type,
                Accept = Type,
                MaxBytes = MaxAnswer,
                Sign = await keys.SignerAsync(actor, HttpMethod.Post, body, cancellation),
            },
            cancellation
        );
    }

    /// <returns>Whether it was accepted.</returns>
    private async Task<bool> SettleAsync(Message message, FetchResult? answer)
    {
        var delivery = message.Delivery;
        if (answer?.Status == 410)
        {
            await followers.RemoveInboxAsync(message.Language, delivery.InboxHash, CancellationToken.None);
        }

        if (answer?.Outcome == FetchOutcome.Fetched)
        {
            await UpdateAsync(delivery, DeliveryState.Accepted, answer.Status, due: null);
            return true;
        }

        var pause = Pauses[Math.Min(delivery.Attempts, Pauses.Length - 1)];
        var isOver = answer is null || IsFinal(answer.Status) || delivery.Attempts >= Pauses.Length;
        await UpdateAsync(
            delivery,
            isOver ? DeliveryState.Failed : DeliveryState.Queued,
            answer?.Status ?? 0,
            isOver ? null : Now + (answer!.RetryAfter > pause ? answer.RetryAfter.Value : pause)
        );
        return false;
    }

    /// <summary>A server that says no will say it again; one that knows no such page may be under repair.</summary>
    private static bool IsFinal(int status) => status is >= 400 and <= 499 and not (401 or 404 or 408 or 429);

    private Task<int> UpdateAsync(ActivityDelivery delivery, DeliveryState state, int status, DateTime? due)
    {
        DateTime? settled = due is null ? Now : null;
        var at = due ?? delivery.DueAt;
        return db.Set<ActivityDelivery>()
            .Where(row => row.Id == delivery.Id && row.LeasedBy == delivery.LeasedBy)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.State, state)
                    .SetProperty(row => row.Status, status)
                    .SetProperty(row => row.Attempts, row => row.Attempts + 1)
                    .SetProperty(row => row.DueAt, at)
                    .SetProperty(row => row.SettledAt, settled)
                    .SetProperty(row => row.LeasedBy, (Guid?)null)
                    .SetProperty(row => row.LeasedUntil, (DateTime?)null)
            );
    }

    private sealed record Message(ActivityDelivery Delivery, string Language, ActivityKind Kind, string Json);
}
