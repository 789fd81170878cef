using Concord.Foundation.Journal;
using Concord.Foundation.Languages;
using Concord.Foundation.Search;
using Concord.Foundation.Storage;
using Concord.Search.Synonyms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concord.Search.Index;

/// <summary>
/// Keeps this node's index current: opens it, builds it where it is missing, broken, of another format or of another
/// database, updates it from the journal, and switches to one that a command rebuilt.
/// </summary>
internal sealed partial class IndexFollower(
    IServiceScopeFactory scopes,
    CurrentIndex open,
    IndexFolder folder,
    CurrentSynonyms synonyms,
    LanguageSet languages,
    DatabaseAvailability database,
    ILogger<IndexFollower> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private const int BatchSize = 1000;

    /// <summary>Journal entries; up to this many are applied one by one, however small the index.</summary>
    private const int MinEntriesToRebuild = 2000;

    private bool isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await OpenAsync(scope.ServiceProvider, stoppingToken);
                await FollowAsync(scope.ServiceProvider, stoppingToken);
                isFailing = false;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (!database.LogOutage(failure) && !isFailing)
                {
                    isFailing = true;
                    CannotFollow(log, failure);
                }
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        open.Replace(null);
    }

    private async Task OpenAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var current = folder.Current();
        if (current is not null && open.Use(index => index.Path) == current)
        {
            return;
        }

        if (current is null || !await TryOpenAsync(current, services, cancellation))
        {
            open.Replace(null);
            var count = await services.GetRequiredService<BuildIndex>().RunAsync(progress: null, cancellation);
            Built(log, count);
            await TryOpenAsync(folder.Current()!, services, cancellation);
        }
    }

    /// <returns>False where it cannot be used and has to be rebuilt.</returns>
    private async Task<bool> TryOpenAsync(string path, IServiceProvider services, CancellationToken cancellation)
    {
        SearchIndex index;
        try
        {
            index = SearchIndex.Open(path, languages);
        }
        catch (Lucene.Net.Store.LockObtainFailedException)
        {
            throw;
        }
        catch (Exception failure) when (failure is IOException or Lucene.Net.Index.IndexFormatTooOldException or FormatException)
        {
            CannotOpen(log, failure);
            return false;
        }

        var state = index.State;
        var journal = services.GetRequiredService<JournalReader>();
        if (state is null || (await journal.HashAtAsync(state.Journal, cancellation) ?? "") != state.Hash)
        {
            index.Dispose();
            return false;
        }

        await ReadSynonymsAsync(services, cancellation);
        open.Replace(index);
        folder.RemoveOthers(path);
        return true;
    }

    private async Task FollowAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var journal = services.GetRequiredService<JournalReader>();
        while (open.Use(index => index.State) is { } state)
        {
            if (
                await journal.LastAsync(cancellation) - state.Journal
                > open.Use(index => Math.Max(MinEntriesToRebuild, index.Count))
            )
            {
                // More changed than is indexed, as after a large import.
                var count = await services.GetRequiredService<BuildIndex>().RunAsync(progress: null, cancellation);
                Built(log, count);
                return;
            }

            var rows = await journal.TagsAfterAsync(state.Journal, BatchSize, cancellation);
            if (rows.Count == 0)
            {
                return;
            }

            foreach (var tag in rows.SelectMany(row => row.Tags.Split(' ')).Distinct(StringComparer.Ordinal))
            {
                await TakeInAsync(tag, services, cancellation);
            }

            var last = rows[^1].Seq;
            var hash = await journal.HashAtAsync(last, cancellation) ?? "";
            open.Use(index =>
            {
                index.Commit(new IndexState(last, hash));
                return true;
            });
        }
    }

    private async Task ReadSynonymsAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var groups = await services.GetRequiredService<ConcordDb>().Set<SynonymGroup>().AsNoTracking().ToListAsync(cancellation);
        synonyms.List = new SynonymList(groups.Select(group => group.Terms));
    }

    private async Task TakeInAsync(string tag, IServiceProvider services, CancellationToken cancellation)
    {
        if (tag == SynonymsChanged.Tag)
        {
            await ReadSynonymsAsync(services, cancellation);
        }

        foreach (var source in services.GetServices<ISearchSource>())
        {
            if (await source.OfTagAsync(tag, cancellation) is { } documents)
            {
                open.Use(index =>
                {
                    index.Replace(tag, documents);
                    return true;
                });
            }
        }

        foreach (var source in services.GetServices<ITranslationSource>())
        {
            if (await source.OfTagAsync(tag, cancellation) is { } segments)
            {
                open.Use(index =>
                {
                    index.Replace(tag, segments);
                    return true;
                });
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The search index was built: {Count} documents.")]
    private static partial void Built(ILogger log, int count);

    [LoggerMessage(2, LogLevel.Warning, "The search index cannot be opened and is rebuilt.")]
    private static partial void CannotOpen(ILogger log, Exception failure);

    [LoggerMessage(3, LogLevel.Error, "The search index cannot be kept up to date at the moment.")]
    private static partial void CannotFollow(ILogger log, Exception failure);
}
