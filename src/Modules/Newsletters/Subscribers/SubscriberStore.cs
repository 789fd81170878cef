using Concord.Foundation.Storage;
using Concord.Newsletters.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsletters.Subscribers;

/// <summary>Subscriptions: asked for, confirmed, changed and ended by the readers themselves.</summary>
internal sealed class SubscriberStore(
    ConcordDb db,
    SubscriberAddresses addresses,
    SubscriberLinks links,
    NewslettersOptions options,
    TimeProvider time
)
{
    /// <summary>Messages about a subscription that one address is sent in a day, however often the form is sent.</summary>
    private const int NoticesPerDay = 3;

    /// <summary>Newsletters in a row that may come back.</summary>
    private const int MaxFailures = 5;

    private static readonly TimeSpan FailureMemory = TimeSpan.FromDays(14);
    private static readonly TimeSpan NoticePause = TimeSpan.FromMinutes(2);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Asks for a subscription. The answer never says whether the address is known: only its owner is told, by mail.
    /// </summary>
    /// <param name="address">As <see cref="Foundation.Text.MailAddressRule"/> reads it.</param>
    /// <returns>False where all readers together asked too often within the hour.</returns>
    public async Task<bool> AskAsync(string address, SubscriptionChoice choice, CancellationToken cancellation)
    {
        var hash = await addresses.HashOfAsync(address, cancellation);
        await using var transaction = await db.BeginExclusiveTransactionAsync("newsletters:subscribers", cancellation);
        if (await db.Set<Suppression>().AnyAsync(row => row.AddressHash == hash && row.Until > Now, cancellation))
        {
            return true;
        }

        var hour = Now.AddHours(-1);
        if (
            await db.Set<Delivery>().CountAsync(row => row.Kind != DeliveryKind.Issue && row.CreatedAt > hour, cancellation)
            >= options.PerHour
        )
        {
            return false;
        }

        var subscriber = await db.Set<Subscriber>().SingleOrDefaultAsync(row => row.AddressHash == hash, cancellation);
        if (subscriber is null)
        {
            subscriber = new Subscriber
            {
                Id = Guid.CreateVersion7(),
                AddressHash = hash,
                Address = addresses.Encrypt(address),
                Language = choice.Language,
                Topics = choice.Topics.ToString(),
                Rhythm = choice.Rhythm,
                AskedAt = Now,
            };
            db.Add(subscriber);
        }

        if (subscriber.ConfirmedAt is null)
        {
            (subscriber.Language, subscriber.Topics, subscriber.Rhythm) = (
                choice.Language,
                choice.Topics.ToString(),
                choice.Rhythm
            );
            subscriber.AskedAt = Now;
        }

        Notify(subscriber);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // It was confirmed in this moment, so there is nothing to ask.
            db.Discard();
        }

        return true;
    }

    /// <returns>Null where the link is void, or there is no such subscription any more.</returns>
    public async Task<Subscriber?> FindToConfirmAsync(string token, CancellationToken cancellation) =>
        links.ReadConfirm(token) is { } id ? await FindAsync(id, cancellation) : null;

    /// <returns>Null where the link is void, or there is no such subscription any more.</returns>
    public async Task<Subscriber?> FindToManageAsync(string token, CancellationToken cancellation) =>
        links.ReadManage(token) is { } id ? await FindAsync(id, cancellation) : null;

    /// <returns>Null where the link is void; otherwise the subscription, which may have been confirmed before.</returns>
    public async Task<Subscriber?> ConfirmAsync(string token, CancellationToken cancellation)
    {
        if (links.ReadConfirm(token) is not { } id)
        {
            return null;
        }

        await db.Set<Subscriber>()
            .Where(row => row.Id == id && row.ConfirmedAt == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.ConfirmedAt, Now)
                        .SetProperty(row => row.Notices, 0)
                        .SetProperty(row => row.Version, row => row.Version + 1),
                cancellation
            );
        return await FindAsync(id, cancellation);
    }

    /// <summary>Saves what the reader chose by the link in a newsletter. Using it shows that the address is the reader's.</summary>
    /// <returns>False where the link is void.</returns>
    public async Task<bool> ChangeAsync(string token, SubscriptionChoice choice, CancellationToken cancellation)
    {
        if (links.ReadManage(token) is not { } id)
        {
            return false;
        }

        var topics = choice.Topics.ToString();
        return await db.Set<Subscriber>()
                .Where(row => row.Id == id)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.Language, choice.Language)
                            .SetProperty(row => row.Topics, topics)
                            .SetProperty(row => row.Rhythm, choice.Rhythm)
                            .SetProperty(row => row.ConfirmedAt, row => row.ConfirmedAt ?? Now)
                            .SetProperty(row => row.Version, row => row.Version + 1),
                    cancellation
                ) > 0;
    }

    /// <summary>Ends a subscription: the address is deleted, and what still waits for it is not sent.</summary>
    /// <returns>False where the link is void. A subscription that ended before is no fault.</returns>
    public async Task<bool> StopAsync(string token, CancellationToken cancellation)
    {
        if (links.ReadManage(token) is not { } id)
        {
            return false;
        }

        await RemoveAsync(id, cancellation);
        return true;
    }

    /// <summary>Deletes a subscription, and what still waits for it.</summary>
    /// <returns>False where there is none.</returns>
    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellation)
    {
        await db.Set<Delivery>()
            .Where(row => row.SubscriberId == id && row.State == DeliveryState.Queued)
            .ExecuteDeleteAsync(cancellation);
        return await db.Set<Subscriber>().Where(row => row.Id == id).ExecuteDeleteAsync(cancellation) > 0;
    }

    /// <summary>
    /// A newsletter came back. A subscription whose mailbox does not exist ends at once; another one after some newsletters in
    /// a row, over some time.
    /// </summary>
    public async Task CountFailureAsync(Guid id, bool isBadAddress, CancellationToken cancellation)
    {
        var subscriber = await FindAsync(id, cancellation);
        if (subscriber is null)
        {
            return;
        }

        // Long ago, and nothing came back since.
        var failures = subscriber.FailedAt > Now - FailureMemory ? subscriber.Failures + 1 : 1;
        if (isBadAddress || (failures >= MaxFailures && subscriber.AskedAt < Now - FailureMemory))
        {
            await RemoveAsync(id, cancellation);
            return;
        }

        await db.Set<Subscriber>()
            .Where(row => row.Id == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Failures, failures).SetProperty(row => row.FailedAt, Now),
                cancellation
            );
    }

    /// <summary>Sends nothing to an address for a time, whoever asks.</summary>
    public async Task SuppressAsync(string hash, TimeSpan time, CancellationToken cancellation)
    {
        await db.Set<Suppression>().Where(row => row.AddressHash == hash).ExecuteDeleteAsync(cancellation);
        db.Add(new Suppression { AddressHash = hash, Until = Now + time });
        await db.SaveChangesAsync(cancellation);
    }

    /// <returns>Null where the address has no subscription.</returns>
    public async Task<Subscriber?> FindByAddressAsync(string address, CancellationToken cancellation)
    {
        var hash = await addresses.HashOfAsync(address, cancellation);
        return await db.Set<Subscriber>().AsNoTracking().SingleOrDefaultAsync(row => row.AddressHash == hash, cancellation);
    }

    /// <summary>Deletes addresses that were not confirmed in time, and what is kept no longer.</summary>
    /// <returns>Addresses that were deleted.</returns>
    public async Task<int> DeleteOldAsync(CancellationToken cancellation)
    {
        var asked = Now.AddDays(-options.ConfirmDays);
        var lapsed = await db.Set<Subscriber>()
            .Where(row => row.ConfirmedAt == null && row.AskedAt < asked)
            .Select(row => row.Id)
            .ToListAsync(cancellation);
        foreach (var id in lapsed)
        {
            await RemoveAsync(id, cancellation);
        }

        await db.Set<Suppression>().Where(row => row.Until < Now).ExecuteDeleteAsync(cancellation);
        return lapsed.Count;
    }

    private Task<Subscriber?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.Set<Subscriber>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);

    private void Notify(Subscriber subscriber)
    {
        subscriber.Notices = subscriber.NoticeAt < Now.AddDays(-1) ? 0 : subscriber.Notices;
        if (subscriber.NoticeAt > Now - NoticePause || subscriber.Notices >= NoticesPerDay)
        {
            return;
        }

        (subscriber.NoticeAt, subscriber.Notices) = (Now, subscriber.Notices + 1);
        db.Add(
            new Delivery
            {
                Id = Guid.CreateVersion7(),
                Kind = subscriber.ConfirmedAt is null ? DeliveryKind.Confirmation : DeliveryKind.AlreadySubscribed,
                SubscriberId = subscriber.Id,
                State = DeliveryState.Queued,
                CreatedAt = Now,
                DueAt = Now,
            }
        );
    }
}

/// <param name="Language">Code of the language.</param>
internal sealed record SubscriptionChoice(string Language, NewsletterTopics Topics, Rhythm Rhythm);
