using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsletters.Deliveries;
using Concord.Newsletters.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsletters.Issues;

/// <summary>Puts newsletters into the queue, subscriber by subscriber; a node that stops is continued where it was.</summary>
internal sealed class FillIssues(
    ConcordDb db,
    IPublishedDocuments documents,
    LanguageSet languages,
    SiteClock clock,
    TimeProvider time
)
{
    private const int BatchSize = 500;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>How many deliveries were put into the queue.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var added = 0;
        while (await BatchAsync(cancellation) is { } count)
        {
            added += count;
        }

        return added;
    }

    /// <returns>Null where nothing is left.</returns>
    private async Task<int?> BatchAsync(CancellationToken cancellation)
    {
        db.Discard();
        await using var transaction = await db.BeginExclusiveTransactionAsync("newsletters:issues", cancellation);
        var issue = await db.Set<Issue>()
            .Where(row => row.FilledAt == null)
            .OrderBy(row => row.Id)
            .FirstOrDefaultAsync(cancellation);
        if (issue is null)
        {
            return null;
        }

        var readers = await SubscribersAsync(issue, cancellation);
        var contents = languages.Find(issue.Language) is { } language
            ? await documents.FindAsync(issue.Documents, language, clock.Now, cancellation)
            : [];
        var deliveries = readers
            .Where(reader => contents.Any(NewsletterTopics.Read(reader.Topics).Contains))
            .Select(reader => new Delivery
            {
                Id = Guid.CreateVersion7(),
                Kind = DeliveryKind.Issue,
                SubscriberId = reader.Id,
                IssueId = issue.Id,
                State = DeliveryState.Queued,
                CreatedAt = Now,
                DueAt = Now,
            })
            .ToList();
        db.AddRange(deliveries);
        issue.FilledThrough = readers.Count > 0 ? readers[^1].Id : issue.FilledThrough;
        issue.FilledAt = readers.Count < BatchSize ? Now : null;
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return deliveries.Count;
    }

    private async Task<List<Reader>> SubscribersAsync(Issue issue, CancellationToken cancellation)
    {
        var readers = db.Set<Subscriber>()
            .AsNoTracking()
            .Where(row => row.Language == issue.Language && row.Rhythm == issue.Rhythm && row.ConfirmedAt <= issue.CreatedAt);
        if (issue.FilledThrough is { } through)
        {
            readers = readers.Where(row => row.Id > through);
        }

        return await readers
            .OrderBy(row => row.Id)
            .Take(BatchSize)
            .Select(row => new Reader(row.Id, row.Topics))
            .ToListAsync(cancellation);
    }

    private sealed record Reader(Guid Id, string Topics);
}
