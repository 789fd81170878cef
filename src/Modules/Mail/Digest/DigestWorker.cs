using Concord.Foundation.Storage;
using Concord.Mail.Sending;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concord.Mail.Digest;

/// <summary>Looks on every node for summaries of work that are due.</summary>
internal sealed partial class DigestWorker(
    IServiceScopeFactory scopes,
    MailSender sender,
    MailOptions options,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<DigestWorker> log
) : BackgroundService
{
    private bool isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (sender.IsConfigured && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SendDigests>().RunAsync(stoppingToken);
                isFailing = false;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (!database.LogOutage(failure) && !isFailing)
                {
                    isFailing = true;
                    if (failure is MailException)
                    {
                        NotAccepted(log, options.Host, failure.Message);
                    }
                    else
                    {
                        CannotSend(log, failure);
                    }
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(options.CheckSeconds), time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The mail server {Host} did not accept a message; it is tried again: {Reason}")]
    private static partial void NotAccepted(ILogger log, string host, string reason);

    [LoggerMessage(2, LogLevel.Error, "Summaries of work cannot be sent; they are tried again.")]
    private static partial void CannotSend(ILogger log, Exception failure);
}
