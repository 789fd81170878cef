using Concord.Foundation.Storage;
using Concord.Mail.Reports;
using Concord.Mail.Sending;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concord.Newsletters.Reports;

/// <summary>Reads the mailbox of reports, on every node: a mailbox is open for one at a time, and the others try again.</summary>
internal sealed partial class ReportWorker(
    IServiceScopeFactory scopes,
    ReportMailbox mailbox,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<ReportWorker> log
) : BackgroundService
{
    private bool isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (mailbox.IsConfigured && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await mailbox.ReadAsync(report => UseAsync(report, stoppingToken), stoppingToken);
                isFailing = false;
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                if (!database.LogOutage(failure) && !isFailing)
                {
                    isFailing = true;
                    if (failure is MailException)
                    {
                        CannotOpen(log, failure.Message);
                    }
                    else
                    {
                        Failed(log, failure);
                    }
                }
            }

            await Task.Delay(mailbox.Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> UseAsync(MailReport report, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ApplyReport>().RunAsync(report, cancellation);
    }

    [LoggerMessage(1, LogLevel.Warning, "The mailbox of reports cannot be read; it is tried again: {Reason}")]
    private static partial void CannotOpen(ILogger log, string reason);

    [LoggerMessage(2, LogLevel.Error, "Reports of mail servers cannot be used; it is tried again.")]
    private static partial void Failed(ILogger log, Exception failure);
}
