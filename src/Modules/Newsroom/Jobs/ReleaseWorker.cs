using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concord.Newsroom.Jobs;

/// <summary>Looks for due release sets on every node; after downtime it catches up.</summary>
internal sealed partial class ReleaseWorker(
    IServiceScopeFactory scopes,
    NewsroomOptions options,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<ReleaseWorker> log
) : BackgroundService
{
    private bool isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                foreach (var delay in await scope.ServiceProvider.GetRequiredService<ExecuteReleases>().RunAsync(stoppingToken))
                {
                    if (delay > ReleaseHealth.Late)
                    {
                        ReleasedLate(log, delay);
                    }
                }

                isFailing = false;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (!database.LogOutage(failure) && !isFailing)
                {
                    isFailing = true;
                    CannotRelease(log, failure);
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(options.ReleaseCheckSeconds), time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A scheduled release was executed {Delay} after it was due.")]
    private static partial void ReleasedLate(ILogger log, TimeSpan delay);

    [LoggerMessage(2, LogLevel.Error, "Due releases cannot be executed; they are tried again.")]
    private static partial void CannotRelease(ILogger log, Exception failure);
}
