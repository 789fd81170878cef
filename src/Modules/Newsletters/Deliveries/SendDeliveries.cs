using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Mail.Sending;
using Concord.Newsletters.Issues;
using Concord.Newsletters.Storage;
using Concord.Newsletters.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsletters.Deliveries;

/// <summary>Sends what is due in the queue by one connection, one message after the other.</summary>
internal sealed class SendDeliveries(
    ConcordDb db,
    DeliveryQueue queue,
    NewsletterMessages messages,
    SubscriberAddresses addresses,
    SubscriberStore subscribers,
    IPublishedDocuments documents,
    DomainPace pace,
    MailSender sender,
    LanguageSet languages,
    SiteClock clock,
    TimeProvider time
) : IAsyncDisposable
{
    private const int BatchSize = 25;

    private readonly Dictionary<Guid, IssueContent> issues = [];
    private MailConnection? connection;

    /// <returns>How many messages the server accepted.</returns>
    /// <exception cref="MailException">The server cannot be used; what was not sent stays in the queue.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var sent = 0;
        while (!cancellation.IsCancellationRequested)
        {
            var isPaused = (await NewsletterState.ReadAsync(db, cancellation)).PausedAt is not null;
            var batch = await queue.TakeAsync(Guid.NewGuid(), BatchSize, withIssues: !isPaused, cancellation);
            if (batch.Count == 0)
            {
                break;
            }

            // What is said of a document is read anew for each batch: it can be withdrawn while its newsletter is sent.
            issues.Clear();
            sent += await SendAsync(batch, cancellation);
        }

        return sent;
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is { } open)
        {
            await open.DisposeAsync();
        }
    }

    private async Task<int> SendAsync(IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var sent = 0;
        for (var place = 0; place < batch.Count; place++)
        {
            try
            {
                if (cancellation.IsCancellationRequested)
                {
                    await queue.GiveBackAsync(batch[place]);
                }
                else if (await SendAsync(batch[place], cancellation))
                {
                    sent++;
                }
            }
            catch (MailException failure) when (failure.Kind == MailFailureKind.Server)
            {
                foreach (var left in batch.Skip(place))
                {
                    await queue.GiveBackAsync(left);
                }

                throw;
            }
        }

        return sent;
    }

    /// <returns>Whether the server accepted it.</returns>
    private async Task<bool> SendAsync(Delivery delivery, CancellationToken cancellation)
    {
        var subscriber = await db.Set<Subscriber>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == delivery.SubscriberId, CancellationToken.None);
        var address = subscriber is null ? null : addresses.Decrypt(subscriber.Address);
        if (subscriber is null || address is null)
        {
            await queue.SettleAsync(delivery, subscriber is null ? DeliveryState.Dropped : DeliveryState.Failed, status: null);
            return false;
        }

        var at = pace.Reserve(delivery.Id, address[(address.LastIndexOf('@') + 1)..]);
        if (at > time.GetUtcNow())
        {
            await queue.GiveBackAsync(delivery, at);
            return false;
        }

        if (await WriteAsync(delivery, subscriber, address) is not { } mail)
        {
            await queue.SettleAsync(delivery, DeliveryState.Dropped, status: null);
            return false;
        }

        if (connection is not { IsOpen: true })
        {
            await DisposeAsync();
            connection = null;
            connection = await sender.ConnectAsync(cancellation);
        }

        return await SendAsync(connection, delivery, subscriber, mail);
    }

    private async Task<bool> SendAsync(MailConnection open, Delivery delivery, Subscriber subscriber, OutgoingMail mail)
    {
        try
        {
            await open.SendAsync(
                mail,
                () =>
                {
                    if (!queue.Begin(delivery))
                    {
                        throw new DeliveryLostException();
                    }
                }
            );
            await queue.SettleAsync(delivery, DeliveryState.Sent, status: null);
            return true;
        }
        catch (DeliveryLostException)
        {
            // Its reader ended the subscription, or another process sends it.
            return false;
        }
        catch (MailException failure) when (failure.Kind == MailFailureKind.Later)
        {
            await queue.PutOffAsync(delivery, failure.Status);
            return false;
        }
        catch (MailException failure) when (failure.Kind == MailFailureKind.Refused)
        {
            await queue.SettleAsync(delivery, DeliveryState.Failed, failure.Status);
            await subscribers.CountFailureAsync(subscriber.Id, failure.IsBadAddress, CancellationToken.None);
            return false;
        }
        catch (MailException failure) when (failure.Kind == MailFailureKind.Unknown)
        {
            await queue.SettleAsync(delivery, DeliveryState.Unknown, failure.Status);
            return false;
        }
    }

    /// <returns>Null where nothing is left to say.</returns>
    private async Task<OutgoingMail?> WriteAsync(Delivery delivery, Subscriber subscriber, string address)
    {
        var mark = await addresses.MarkOfAsync(delivery.Id, CancellationToken.None);
        if (delivery.IssueId is not { } id)
        {
            return delivery.Kind == DeliveryKind.Confirmation
                ? subscriber.ConfirmedAt is null
                    ? messages.Confirmation(subscriber, address, mark)
                    : null
                : messages.AlreadySubscribed(subscriber, address, mark);
        }

        var content = await ContentOfAsync(id);
        var topics = NewsletterTopics.Read(subscriber.Topics);
        var wanted = content.Documents.Where(topics.Contains).ToList();
        return wanted.Count == 0 ? null : messages.Issue(content.Issue, wanted, subscriber, address, mark);
    }

    private async Task<IssueContent> ContentOfAsync(Guid id)
    {
        if (issues.TryGetValue(id, out var known))
        {
            return known;
        }

        var issue = await db.Set<Issue>().AsNoTracking().SingleAsync(row => row.Id == id, CancellationToken.None);
        var readable = languages.Find(issue.Language) is { } language
            ? await documents.FindAsync(issue.Documents, language, clock.Now, CancellationToken.None)
            : [];
        return issues[id] = new IssueContent(issue, readable);
    }

    private sealed record IssueContent(Issue Issue, IReadOnlyList<PublishedDocument> Documents);

    private sealed class DeliveryLostException : Exception;
}
