using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Downloads;
using Concord.Newsroom.Kinds;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concord.Newsroom.Printing;

/// <summary>
/// Prints each statement once for every language and release. Readers never cause it: what is printed depends on releases alone.
/// </summary>
internal sealed partial class PrintWorker(
    IServiceScopeFactory scopes,
    PrintingOptions options,
    PagePrinter printer,
    KindCatalogue kinds,
    IServer server,
    DatabaseAvailability database,
    TimeProvider time,
    ILogger<PrintWorker> log
) : BackgroundService
{
    private static readonly Actor Self = Actor.System("printing");

    /// <summary>After which a statement that could not be printed is tried again; the others are not kept waiting.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(30);

    private readonly Dictionary<(Guid Edition, int Number), DateTimeOffset> tried = [];

    private TimeSpan Pause => TimeSpan.FromSeconds(options.CheckSeconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Enabled || !printer.IsInstalled)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, stoppingToken);
                while (await PrintNextAsync(stoppingToken)) { }
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
            }
        }
    }

    /// <returns>False where nothing is left to print.</returns>
    private async Task<bool> PrintNextAsync(CancellationToken cancellation)
    {
        if (PageAddress() is not { } address)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var now = time.GetUtcNow();
        var files = scope.ServiceProvider.GetRequiredService<StatementFiles>();
        var due = await files
            .Listed.Where(edition =>
                !db.Set<PrintedEdition>().Any(pdf => pdf.EditionId == edition.Id && pdf.Number == edition.PublicRevision)
            )
            .OrderByDescending(edition => edition.PublishedAt)
            .Select(edition => new
            {
                edition.Id,
                Number = edition.PublicRevision!.Value,
                edition.Language,
                edition.Kind,
                edition.Document.Slug,
            })
            // One of them was not tried, unless all were.
            .Take(tried.Count + 1)
            .ToListAsync(cancellation);
        if (
            due.Find(one => !tried.TryGetValue((one.Id, one.Number), out var until) || until < now) is not { } next
            || await files.FindAsync(next.Slug, next.Language, cancellation) is not { } statement
        )
        {
            return false;
        }

        tried[(next.Id, next.Number)] = now + Retry;
        var page = new Uri(address, kinds.AddressOf(next.Language, next.Kind, next.Slug));
        if (await printer.PrintAsync(page, cancellation) is not { } content)
        {
            NotPrinted(log, next.Slug, next.Language);
            return true;
        }

        var store = scope.ServiceProvider.GetRequiredService<FileStore>();
        var digest = await store.AddAsync("page.pdf", content, Self, cancellation);
        var text = (await store.TextsAsync([digest], cancellation)).GetValueOrDefault(digest) ?? "";
        if (
            !string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)))
                .Contains(statement.Text.Hash, StringComparison.Ordinal)
        )
        {
            // The page shows another revision, as one of a cache does for a moment after a release.
            tried[(next.Id, next.Number)] = now + Pause;
            return true;
        }

        db.Add(
            new PrintedEdition
            {
                EditionId = next.Id,
                Number = next.Number,
                FileDigest = digest,
                Length = content.Length,
                PrintedAt = now.UtcDateTime,
            }
        );
        db.Record(
            new StatementPrinted(next.Slug, next.Language, next.Number)
            {
                Actor = Self,
                Subject = $"document:{next.Slug} ({next.Language})",
            }
        );
        await db.SaveChangesAsync(cancellation);
        tried.Remove((next.Id, next.Number));
        return true;
    }

    private Uri? PageAddress()
    {
        if (options.PageAddress is { Length: > 0 } given)
        {
            return new Uri(given);
        }

        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses
            // A node that listens on every address is opened by its own.
            .Select(address =>
                address
                    .Replace("//*", "//localhost", StringComparison.Ordinal)
                    .Replace("//+", "//localhost", StringComparison.Ordinal)
            )
            .Select(address =>
                address
                    .Replace("//[::]", "//localhost", StringComparison.Ordinal)
                    .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
            )
            .Where(address => address.StartsWith("http://", StringComparison.Ordinal))
            .Select(address => new Uri(address))
            .FirstOrDefault();
    }

    [LoggerMessage(1, LogLevel.Error, "Printing statements failed; it is tried again.")]
    private static partial void Failed(ILogger log, Exception failure);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "The statement {Slug} ({Language}) could not be printed; it is tried again in half an hour."
    )]
    private static partial void NotPrinted(ILogger log, string slug, string language);
}
