using Concord.Foundation.Journal;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// Follows the journal, whatever process wrote to it, and evicts the cached responses whose tags it names; at midnight (UTC)
/// and at every scheduled change it evicts everything.
/// </summary>
internal sealed partial class CacheInvalidator(
    IServiceScopeFactory scopes,
    CacheEvictions evictions,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<CacheInvalidator> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private const int BatchSize = 500;

    /// <summary>Where more tags than this changed at once, as after a large import, everything is evicted.</summary>
    private const int MaxTags = 500;

    private long seen = -1;
    private DateOnly day;
    private DateTime? next;
    private bool isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
                database.LogRecovery();
                isFailing = false;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (!database.LogOutage(failure) && !isFailing)
                {
                    isFailing = true;
                    CannotFollow(log, failure);
                }
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = time.GetUtcNow().UtcDateTime;
        var (last, tags) = await ReadAsync(scope.ServiceProvider.GetRequiredService<JournalReader>(), cancellation);
        if (seen < 0 || tags.Count > MaxTags || DateOnly.FromDateTime(now) != day || next <= now)
        {
            tags = [CacheEvictions.Everything];
        }

        if (tags.Count > 0)
        {
            await evictions.EvictAsync(tags, cancellation);
            next = await NextAsync(scope.ServiceProvider, now, cancellation);
        }

        // Only now, so that what failed halfway is done again.
        (seen, day) = (last, DateOnly.FromDateTime(now));
    }

    /// <returns>Number of the newest entry, and the tags of the entries since the last look.</returns>
    private async Task<(long Last, HashSet<string> Tags)> ReadAsync(JournalReader journal, CancellationToken cancellation)
    {
        var tags = new HashSet<string>(StringComparer.Ordinal);
        if (seen < 0)
        {
            return (await journal.LastAsync(cancellation), tags);
        }

        var last = seen;
        while (await journal.TagsAfterAsync(last, BatchSize, cancellation) is { Count: > 0 } rows)
        {
            tags.UnionWith(rows.SelectMany(row => row.Tags.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            last = rows[^1].Seq;
        }

        return (last, tags);
    }

    private static async Task<DateTime?> NextAsync(IServiceProvider services, DateTime now, CancellationToken cancellation)
    {
        DateTime? first = null;
        foreach (var changes in services.GetServices<IScheduledChange>())
        {
            var at = await changes.NextAsync(now, cancellation);
            first = first is null || at < first ? at : first;
        }

        return first;
    }

    [LoggerMessage(1, LogLevel.Error, "The journal cannot be followed at the moment; pages are served from the cache.")]
    private static partial void CannotFollow(ILogger log, Exception failure);
}
