using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsletters.Storage;

/// <summary>What holds for all newsletters: one row, or none before anything is changed.</summary>
internal sealed class NewsletterState
{
    public const int OnlyId = 1;

    public required int Id { get; init; }

    /// <summary>The secret of <see cref="Subscribers.SubscriberAddresses"/>, encrypted; null until it is first used.</summary>
    public byte[]? Secret { get; set; }

    /// <summary>UTC; since when a person keeps newsletters back. Null while they are sent.</summary>
    public DateTime? PausedAt { get; set; }

    /// <summary>UTC; when the mail server last could not be used. Null where it was used since.</summary>
    public DateTime? FailedAt { get; set; }

    /// <summary>What it said, without addresses.</summary>
    public string? Failure { get; set; }

    public static async Task<NewsletterState> ReadAsync(ConcordDb db, CancellationToken cancellation) =>
        await db.Set<NewsletterState>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == OnlyId, cancellation)
        ?? new NewsletterState { Id = OnlyId };

    /// <summary>Makes the row where it is not there yet; whoever changes it calls this first.</summary>
    public static Task EnsureAsync(ConcordDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync(
            $"INSERT INTO newsletters_state (id) VALUES ({OnlyId}) ON CONFLICT (id) DO NOTHING",
            cancellation
        );
}
