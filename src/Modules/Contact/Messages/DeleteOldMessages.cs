using Concord.Foundation.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concord.Contact.Messages;

/// <summary>Deletes what is kept no longer, every hour and on every node.</summary>
internal sealed partial class DeleteOldMessages(
    IServiceScopeFactory scopes,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<DeleteOldMessages> log
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<MessageStore>().DeleteOldAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (!database.LogOutage(failure))
                {
                    CannotDelete(log, failure);
                }
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Old messages of readers cannot be deleted; it is tried again in an hour.")]
    private static partial void CannotDelete(ILogger log, Exception failure);
}
