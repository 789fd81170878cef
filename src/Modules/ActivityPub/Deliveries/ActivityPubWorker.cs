using Concord.ActivityPub.Actors;
using Concord.ActivityPub.Notes;
using Concord.Foundation.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concord.ActivityPub.Deliveries;

/// <summary>Tells followers of what changed, on every node.</summary>
internal sealed partial class ActivityPubWorker(
    IServiceScopeFactory scopes,
    ActivityPubOptions options,
    LocalActors actors,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<ActivityPubWorker> log
) : BackgroundService
{
    private static readonly TimeSpan Housekeeping = TimeSpan.FromHours(1);

    private DateTimeOffset cleanedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.IsOpen && actors.All.Count == 0)
        {
            NoAddress(log);
        }

        while (options.Sending && actors.All.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                if (!database.LogOutage(failure))
                {
                    Failed(log, failure);
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(options.CheckSeconds), time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RoundAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var deliver = scope.ServiceProvider.GetRequiredService<DeliverActivities>();
        await scope.ServiceProvider.GetRequiredService<PublishNotes>().RunAsync(cancellation);
        await deliver.RunAsync(cancellation);
        if (time.GetUtcNow() - cleanedAt > Housekeeping)
        {
            await deliver.DeleteOldAsync(cancellation);
            cleanedAt = time.GetUtcNow();
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Followers cannot be told; it is tried again.")]
    private static partial void Failed(ILogger log, Exception failure);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "Concord:ActivityPub:IsOpen is set, but Concord:PublicAddress is not: other servers have to know the address of the accounts."
    )]
    private static partial void NoAddress(ILogger log);
}
