using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concord.Media.Recordings.Converting;

/// <summary>
/// Converts uploaded recordings, one at a time on each node. A node that stops gives its recording back; one that dies loses
/// it when its lease ends.
/// </summary>
internal sealed partial class ConversionWorker(
    IServiceScopeFactory scopes,
    RecordingOptions options,
    Ffmpeg ffmpeg,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<ConversionWorker> log
) : BackgroundService
{
    /// <summary>How often a recording is begun before it is refused.</summary>
    private const int MaxAttempts = 3;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Converting || !ffmpeg.IsInstalled)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await RunNextAsync(stoppingToken))
                {
                    await Task.Delay(Pause, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A worker that ends would end the site; a database that is away comes back.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                if (!database.LogOutage(failure))
                {
                    Failed(log, failure);
                }

                await Task.Delay(Pause * 5, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>False where nothing waits.</returns>
    private async Task<bool> RunNextAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await ClaimAsync(scope.ServiceProvider.GetRequiredService<ConcordDb>(), cancellation) is not { } claimed)
        {
            return false;
        }

        var convert = scope.ServiceProvider.GetRequiredService<ConvertRecording>();
        if (claimed.Attempts > MaxAttempts)
        {
            await convert.RefuseAsync(claimed, RecordingFaultCode.TooDemanding, cancellation);
            return true;
        }

        using var work = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var progress = new LatestPercent();
        var reporting = ReportAsync(claimed.Recording, progress, work);
        try
        {
            await convert.RunAsync(claimed, percent => progress.Percent = percent, work.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await GiveBackAsync(claimed);
            throw;
        }
        catch (OperationCanceledException)
        {
            // Somebody removed it meanwhile.
        }
        finally
        {
            await work.CancelAsync();
            await reporting;
        }

        return true;
    }

    private async Task<Conversion?> ClaimAsync(ConcordDb db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var due = await db.Set<Conversion>()
            .AsNoTracking()
            .Where(row => row.LeaseUntil == null || row.LeaseUntil < now)
            .OrderBy(row => row.QueuedAt)
            .FirstOrDefaultAsync(cancellation);
        if (due is null)
        {
            return null;
        }

        var claimed = await db.Set<Conversion>()
            .Where(row => row.Recording == due.Recording && row.Attempts == due.Attempts)
            .Where(row => row.LeaseUntil == null || row.LeaseUntil < now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LeaseUntil, now + Lease).SetProperty(row => row.Attempts, due.Attempts + 1),
                cancellation
            );
        due.Attempts++;
        return claimed == 1 ? due : null;
    }

    /// <summary>Writes down how far it is, and that this node is still at work; ends the work where the recording was removed.</summary>
    private async Task ReportAsync(string recording, LatestPercent progress, CancellationTokenSource work)
    {
        try
        {
            while (true)
            {
                await Task.Delay(BetweenReports, work.Token);
                await using var scope = scopes.CreateAsyncScope();
                var (percent, until) = (progress.Percent, time.GetUtcNow().UtcDateTime + Lease);
                var known = await scope
                    .ServiceProvider.GetRequiredService<ConcordDb>()
                    .Set<Conversion>()
                    .Where(row => row.Recording == recording)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.Progress, percent).SetProperty(row => row.LeaseUntil, until),
                        work.Token
                    );
                if (known == 0)
                {
                    await work.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
#pragma warning disable CA1031 // The work goes on; if nobody can report for long, another node takes it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failed(log, failure);
        }
    }

    private async Task GiveBackAsync(Conversion claimed)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<Conversion>()
            .Where(row => row.Recording == claimed.Recording)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.LeaseUntil, (DateTime?)null)
                        .SetProperty(row => row.Attempts, claimed.Attempts - 1),
                CancellationToken.None
            );
    }

    [LoggerMessage(1, LogLevel.Error, "Converting recordings failed; it is tried again.")]
    private static partial void Failed(ILogger log, Exception failure);

    private sealed class LatestPercent
    {
        public volatile int Percent;
    }
}
