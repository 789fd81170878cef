using Concord.Foundation.Journal;
using Concord.Foundation.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// Follows the journal, wherever a record was written from, and drops the kept answers it speaks of; and at midnight
/// (UTC) and at every moment set in advance all those that the passing of time changes.
/// </summary>
internal sealed partial class CacheInvalidator(
    IServiceScopeFactory scopes,
    CacheEvictions evictions,
    TimeProvider time,
    ILogger<CacheInvalidator> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private const int Most = 500;

    /// <summary>When more than this has changed at once, an import of an archive, everything is dropped in one go.</summary>
    private const int MaxTags = 500;

    private long seen = -1;
    private DateOnly day;
    private DateTime? next;
    private bool isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
                if (isAway)
                {
                    isAway = false;
                    DatabaseIsBack(log);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (!isAway)
                {
                    isAway = true;
                    DatabaseIsAway(log, failure);
                }
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = time.GetUtcNow().UtcDateTime;
        var (last, topics) = await ReadAsync(scope.ServiceProvider.GetRequiredService<JournalReader>(), cancellation);
        if (seen < 0 || topics.Count > MaxTags || DateOnly.FromDateTime(now) != day || next <= now)
        {
            topics = [CacheEvictions.Everything];
        }

        if (topics.Count > 0)
        {
            await evictions.DropAsync(topics, cancellation);
            next = await NextAsync(scope.ServiceProvider, now, cancellation);
        }

        // Only now: what failed half way is done once more.
        (seen, day) = (last, DateOnly.FromDateTime(now));
    }

    /// <returns>Number of the newest entry, and what the entries since the last look touch.</returns>
    private async Task<(long Last, HashSet<string> Topics)> ReadAsync(JournalReader journal, CancellationToken cancellation)
    {
        var topics = new HashSet<string>(StringComparer.Ordinal);
        if (seen < 0)
        {
            return (await journal.LastAsync(cancellation), topics);
        }

        var last = seen;
        while (await journal.TagsAfterAsync(last, Most, cancellation) is { Count: > 0 } rows)
        {
            topics.UnionWith(rows.SelectMany(row => row.Tags.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            last = rows[^1].Seq;
        }

        return (last, topics);
    }

    private static async Task<DateTime?> NextAsync(IServiceProvider services, DateTime now, CancellationToken cancellation)
    {
        DateTime? first = null;
        foreach (var changes in services.GetServices<IScheduledChange>())
        {
            var moment = await changes.NextAsync(now, cancellation);
            first = first is null || moment < first ? moment : first;
        }

        return first;
    }

    [LoggerMessage(1, LogLevel.Error, "The database does not answer; pages are served from what is kept.")]
    private static partial void DatabaseIsAway(ILogger log, Exception failure);

    [LoggerMessage(2, LogLevel.Information, "The database answers again.")]
    private static partial void DatabaseIsBack(ILogger log);
}
