using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concord.Web.Serving;

/// <summary>
/// Notes the head of the journal in the data directory once a day and when the site stops, and publishes what was noted at
/// <c>/checkpoints.txt</c>. At the start, a database that does not contain the last checkpoint is reported.
/// </summary>
internal sealed partial class CheckpointPublisher(
    IServiceScopeFactory scopes,
    StorageSettings storage,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<CheckpointPublisher> log
) : BackgroundService
{
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);
    private string File => CheckpointFile.PathIn(storage);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/checkpoints.txt", [HttpMethods.Get, HttpMethods.Head], SendAsync).ExcludeFromDescription();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await CheckAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryNoteAsync();
            await Task.Delay(Daily, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await TryNoteAsync();
    }

    private async Task CheckAsync(CancellationToken cancellation)
    {
        try
        {
            if (await CheckpointFile.ReadAsync(File, cancellation) is not [.., var last])
            {
                return;
            }

            await using var scope = scopes.CreateAsyncScope();
            var journal = scope.ServiceProvider.GetRequiredService<JournalReader>();
            if (await journal.HashAtAsync(last.Seq, cancellation) != last.Hash)
            {
                DoesNotContain(log, last);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            if (!database.LogOutage(failure))
            {
                CannotCheck(log, failure);
            }
        }
    }

    /// <summary>Not cancelled when the site stops: the last entries are noted then, within the time a stop may take.</summary>
    private async Task TryNoteAsync()
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var head = await scope.ServiceProvider.GetRequiredService<JournalReader>().HeadAsync(default);
            if (head is not null)
            {
                await CheckpointFile.AppendAsync(File, head, time.GetUtcNow().UtcDateTime, default);
            }
        }
        catch (Exception failure)
        {
            if (!database.LogOutage(failure))
            {
                CannotNote(log, failure);
            }
        }
    }

    private static async Task<ContentHttpResult> SendAsync(
        HttpContext http,
        StorageSettings storage,
        CancellationToken cancellation
    )
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        var path = CheckpointFile.PathIn(storage);
        var text = System.IO.File.Exists(path) ? await System.IO.File.ReadAllTextAsync(path, cancellation) : "";
        return TypedResults.Text(text, "text/plain", System.Text.Encoding.UTF8);
    }

    [LoggerMessage(
        1,
        LogLevel.Critical,
        "The journal does not contain the checkpoint {Checkpoint} of checkpoints.txt: entries were removed, the journal was recomputed, or this is another database. Run: concord verify"
    )]
    private static partial void DoesNotContain(ILogger log, Checkpoint checkpoint);

    [LoggerMessage(2, LogLevel.Error, "The checkpoints of the data directory cannot be compared with the journal.")]
    private static partial void CannotCheck(ILogger log, Exception failure);

    [LoggerMessage(3, LogLevel.Error, "The head of the journal cannot be noted in the data directory.")]
    private static partial void CannotNote(ILogger log, Exception failure);
}
