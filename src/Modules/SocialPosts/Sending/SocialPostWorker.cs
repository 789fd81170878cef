using Concord.Foundation.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concord.SocialPosts.Sending;

/// <summary>Queues and sends posts, on every node.</summary>
internal sealed partial class SocialPostWorker(
    IServiceScopeFactory scopes,
    SocialPostsOptions options,
    SocialAccounts accounts,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<SocialPostWorker> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Sending || accounts.All.Count == 0)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<PostQueue>().FindAbandonedAsync(stoppingToken);
                await scope.ServiceProvider.GetRequiredService<QueuePosts>().RunAsync(stoppingToken);
                await scope.ServiceProvider.GetRequiredService<SendPosts>().RunAsync(stoppingToken);
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

    [LoggerMessage(1, LogLevel.Error, "Posts cannot be sent; it is tried again.")]
    private static partial void Failed(ILogger log, Exception failure);
}
