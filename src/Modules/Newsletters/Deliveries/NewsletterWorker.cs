using Concord.Foundation.Storage;
using Concord.Mail.Sending;
using Concord.Newsletters.Issues;
using Concord.Newsletters.Storage;
using Concord.Newsletters.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concord.Newsletters.Deliveries;

/// <summary>Makes newsletters and sends them, on every node.</summary>
internal sealed partial class NewsletterWorker(
    IServiceScopeFactory scopes,
    NewslettersOptions options,
    MailSender sender,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<NewsletterWorker> log
) : BackgroundService
{
    private static readonly TimeSpan Housekeeping = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private DateTimeOffset cleanedAt;
    private int failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // What readers asked to be deleted is deleted also where newsletters were switched off since.
                await DeleteOldAsync(stoppingToken);
                if (options.IsOpen && sender.IsConfigured)
                {
                    await RoundAsync(stoppingToken);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                if (!database.LogOutage(failure))
                {
                    Failed(log, failure);
                }
            }

            var pause = TimeSpan.FromSeconds(options.CheckSeconds) * Math.Pow(2, Math.Min(failures, 10));
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RoundAsync(CancellationToken cancellation)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ComposeIssues>().RunAsync(cancellation);
            await scope.ServiceProvider.GetRequiredService<FillIssues>().RunAsync(cancellation);
            await scope.ServiceProvider.GetRequiredService<DeliveryQueue>().FindUnknownAsync(cancellation);
        }

        try
        {
            var sent = await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(_ => SendAsync(cancellation)));
            await NoteAsync(sent.Sum() > 0, failure: null);
        }
        catch (MailException failure)
        {
            await NoteAsync(worked: false, failure);
        }
    }

    private async Task<int> SendAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SendDeliveries>().RunAsync(cancellation);
    }

    private async Task NoteAsync(bool worked, MailException? failure)
    {
        if (failure is null && !worked)
        {
            return;
        }

        if (failure is not null && failures++ == 0)
        {
            NotAccepted(log, sender.Host, failure.Message);
        }

        failures = failure is null ? 0 : failures;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        DateTime? at = failure is null ? null : time.GetUtcNow().UtcDateTime;
        var text = failure?.Message is { Length: > 500 } longer ? longer[..500] : failure?.Message;
        if (at is not null)
        {
            await NewsletterState.EnsureAsync(db, CancellationToken.None);
        }

        await db.Set<NewsletterState>()
            .Where(row => row.Id == NewsletterState.OnlyId && (at != null || row.FailedAt != null))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.FailedAt, at).SetProperty(row => row.Failure, text));
    }

    private async Task DeleteOldAsync(CancellationToken cancellation)
    {
        if (time.GetUtcNow() - cleanedAt < Housekeeping)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SubscriberStore>().DeleteOldAsync(cancellation);
        await scope.ServiceProvider.GetRequiredService<DeliveryQueue>().DeleteOldAsync(cancellation);
        cleanedAt = time.GetUtcNow();
    }

    [LoggerMessage(1, LogLevel.Error, "The mail server {Host} cannot be used; newsletters wait: {Reason}")]
    private static partial void NotAccepted(ILogger log, string host, string reason);

    [LoggerMessage(2, LogLevel.Error, "Newsletters cannot be sent; it is tried again.")]
    private static partial void Failed(ILogger log, Exception failure);
}
