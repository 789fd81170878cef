using Concord.Foundation.Journal;
using Concord.Foundation.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// Follows the journal, wherever a record was written from, and drops the kept answers it speaks of; and at midnight
/// (UTC) and at every moment set in advance all those that the passing of time changes.
/// </summary>
internal sealed partial class JournalTail(
    IServiceScopeFactory scopes,
    Evictions evictions,
    TimeProvider time,
    ILogger<JournalTail> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private const int Most = 500;

    private long seen = -1;
    private DateOnly day;
    private DateTime? next;
    private bool isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        day = Today();
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
        var journal = scope.ServiceProvider.GetRequiredService<JournalReading>();
        if (seen < 0)
        {
            seen = await journal.LastAsync(cancellation);
            next = await NextAsync(scope.ServiceProvider, cancellation);
            // What was kept between the start and now may have missed a record.
            await evictions.DropAsync([Evictions.Everything], cancellation);
        }

        var topics = new HashSet<string>(StringComparer.Ordinal);
        while (await journal.TopicsAfterAsync(seen, Most, cancellation) is { Count: > 0 } rows)
        {
            topics.UnionWith(rows.SelectMany(row => row.Topics.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            seen = rows[^1].Seq;
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (Today() != day || next <= now)
        {
            topics.Add(Evictions.Everything);
        }

        if (topics.Count == 0)
        {
            return;
        }

        next = await NextAsync(scope.ServiceProvider, cancellation);
        day = DateOnly.FromDateTime(now);
        await evictions.DropAsync(topics, cancellation);
    }

    private async Task<DateTime?> NextAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        DateTime? first = null;
        foreach (var changes in services.GetServices<IChangeInTime>())
        {
            var moment = await changes.NextAsync(now, cancellation);
            first = first is null || moment < first ? moment : first;
        }

        return first;
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    [LoggerMessage(1, LogLevel.Error, "The database does not answer; pages are served from what is kept.")]
    private static partial void DatabaseIsAway(ILogger log, Exception failure);

    [LoggerMessage(2, LogLevel.Information, "The database answers again.")]
    private static partial void DatabaseIsBack(ILogger log);
}
