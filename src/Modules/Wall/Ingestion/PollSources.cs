using System.Collections.Concurrent;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concord.Wall.Ingestion;

/// <summary>
/// Polls every source at its time, many in parallel. Nodes share the work: whichever claims a source first moves its next
/// poll, and a node that stops only delays it.
/// </summary>
internal sealed partial class PollSources(
    IServiceScopeFactory scopes,
    WallOptions options,
    WallMeter meter,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<PollSources> log
) : BackgroundService
{
    /// <summary>How long a claim lasts; longer than one poll may take.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromMinutes(1);

    private static readonly Actor Self = Actor.System("wall");

    /// <summary>Sources that this node is polling, and when they were due.</summary>
    private readonly ConcurrentDictionary<string, DateTime> underway = new(StringComparer.Ordinal);

    private int AtOnce => options.Parallel * 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Polling)
        {
            return;
        }

        var counted = DateTimeOffset.MinValue;
        using var free = new SemaphoreSlim(options.Parallel);
        var running = new HashSet<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var sources = await DueAsync(stoppingToken);
                foreach (var (slug, due) in sources.Where(source => underway.TryAdd(source.Slug, source.Due)))
                {
                    await free.WaitAsync(stoppingToken);
                    running.RemoveWhere(task => task.IsCompleted);
                    running.Add(PollAsync(slug, due, free, stoppingToken));
                }

                if (time.GetUtcNow() - counted > BetweenCounts)
                {
                    counted = time.GetUtcNow();
                    meter.Count(await CountAsync(stoppingToken));
                }

                // A full batch means that more sources are due.
                await Task.Delay(sources.Count == AtOnce ? Breath : Pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // A schedule that ends would end the site; a database that is away comes back.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                if (!database.LogOutage(failure))
                {
                    DueQueryFailed(log, failure);
                }

                await Task.Delay(Pause * 5, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(running);
    }

    /// <summary>Longest overdue first.</summary>
    private async Task<List<(string Slug, DateTime Due)>> DueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var now = time.GetUtcNow().UtcDateTime;
        var due = await db.Set<PollState>()
            .AsNoTracking()
            .Where(polling => polling.NextAt <= now)
            .Where(polling => db.Set<WallSource>().Any(source => source.Slug == polling.Source && !source.IsPaused))
            .OrderBy(polling => polling.NextAt)
            .Take(AtOnce)
            .Select(polling => new { polling.Source, polling.NextAt })
            .ToListAsync(cancellation);
        return [.. due.Select(polling => (polling.Source, polling.NextAt))];
    }

    private async Task<SourceCounts> CountAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var polled = db.Set<WallSource>().Where(source => source.Address != null);
        var paused = await polled.CountAsync(source => source.IsPaused, cancellation);
        var broken = await db.Set<PollState>()
            .CountAsync(
                polling =>
                    polling.Failures >= PollSchedule.FailuresToReport
                    && polled.Any(source => source.Slug == polling.Source && !source.IsPaused),
                cancellation
            );
        return new SourceCounts(await polled.CountAsync(cancellation) - paused - broken, broken, paused);
    }

    private async Task PollAsync(string slug, DateTime due, SemaphoreSlim free, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var now = time.GetUtcNow().UtcDateTime;
            var taken = await scope
                .ServiceProvider.GetRequiredService<ConcordDb>()
                .Set<PollState>()
                .Where(polling => polling.Source == slug && polling.NextAt == due)
                .ExecuteUpdateAsync(set => set.SetProperty(polling => polling.NextAt, now + Lease), cancellation);
            if (taken == 1)
            {
                meter.Late(now - due);
                var outcome = await scope.ServiceProvider.GetRequiredService<PollSource>().RunAsync(slug, Self, cancellation);
                Log(slug, outcome);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The claim expires by itself.
        }
#pragma warning disable CA1031 // One source never stops the others; the failure is logged, and it is polled again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (!database.LogOutage(failure))
            {
                IngestFailed(log, failure, slug);
            }
        }
        finally
        {
            underway.TryRemove(slug, out _);
            free.Release();
        }
    }

    /// <summary>Logs a failure and a recovery once each; every single failed poll at debug level.</summary>
    private void Log(string slug, PollOutcome? outcome)
    {
        switch (outcome?.Transition)
        {
            case PollTransition.Failed:
                Failed(log, slug, outcome.Problem);
                break;
            case PollTransition.Recovered:
                Recovered(log, slug);
                break;
            default:
                if (outcome is { IsGood: false })
                {
                    PollFailed(log, slug, outcome.Problem);
                }

                break;
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "The source {Source} could not be read: {Problem}")]
    private static partial void PollFailed(ILogger log, string source, string? problem);

    [LoggerMessage(2, LogLevel.Warning, "Posts of the source {Source} could not be stored; it is polled again later.")]
    private static partial void IngestFailed(ILogger log, Exception failure, string source);

    [LoggerMessage(3, LogLevel.Warning, "The sources that are due could not be read; this is tried again in a moment.")]
    private static partial void DueQueryFailed(ILogger log, Exception failure);

    [LoggerMessage(4, LogLevel.Warning, "The source {Source} failed several times in a row and is polled less often: {Problem}")]
    private static partial void Failed(ILogger log, string source, string? problem);

    [LoggerMessage(5, LogLevel.Information, "The source {Source} answers again.")]
    private static partial void Recovered(ILogger log, string source);
}
