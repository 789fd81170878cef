using System.Text.RegularExpressions;
using Concord.Foundation.Storage;
using Concord.Mail.Reports;
using Concord.Newsletters.Deliveries;
using Concord.Newsletters.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsletters.Reports;

/// <summary>
/// Uses a report about a message: a mailbox that does not exist ends its subscription, failures are counted, and after a
/// complaint nothing is sent to the address for some months.
/// </summary>
public sealed partial class ApplyReport
{
    private static readonly TimeSpan SuppressedFor = TimeSpan.FromDays(90);

    private readonly ConcordDb db;
    private readonly DeliveryQueue queue;
    private readonly SubscriberAddresses addresses;
    private readonly SubscriberStore subscribers;

    internal ApplyReport(ConcordDb db, DeliveryQueue queue, SubscriberAddresses addresses, SubscriberStore subscribers) =>
        (this.db, this.queue, this.addresses, this.subscribers) = (db, queue, addresses, subscribers);

    /// <returns>False where it is no report, or not about a message of this site.</returns>
    public async Task<bool> RunAsync(MailReport report, CancellationToken cancellation)
    {
        if (report.Kind == MailReportKind.None || await DeliveryOfAsync(report, cancellation) is not { } id)
        {
            return false;
        }

        var delivery = await db.Set<Delivery>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (delivery is null || report.Kind == MailReportKind.Delayed)
        {
            // Of a message whose row is kept no longer.
            return true;
        }

        if (report.Kind == MailReportKind.Complaint)
        {
            await SuppressAsync(delivery.SubscriberId, cancellation);
            return true;
        }

        // A report that comes twice counts once.
        if (await queue.FailAsync(id, report.Status, cancellation))
        {
            await subscribers.CountFailureAsync(delivery.SubscriberId, report.IsBadAddress, cancellation);
        }

        return true;
    }

    private async Task SuppressAsync(Guid id, CancellationToken cancellation)
    {
        var hash = await db.Set<Subscriber>()
            .Where(row => row.Id == id)
            .Select(row => row.AddressHash)
            .SingleOrDefaultAsync(cancellation);
        if (hash is not null)
        {
            await subscribers.SuppressAsync(hash, SuppressedFor, cancellation);
            await subscribers.RemoveAsync(id, cancellation);
        }
    }

    private async Task<Guid?> DeliveryOfAsync(MailReport report, CancellationToken cancellation)
    {
        foreach (var mark in report.Names.SelectMany(name => Marks().Matches(name)).Select(match => match.Value))
        {
            if (await addresses.ReadMarkAsync(mark, cancellation) is { } delivery)
            {
                return delivery;
            }
        }

        return null;
    }

    [GeneratedRegex("[0-9A-Fa-f]{48}", RegexOptions.NonBacktracking)]
    private static partial Regex Marks();
}
