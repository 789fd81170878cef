using Concord.Foundation.Journal;
using Concord.Foundation.Languages;
using Concord.Foundation.Search;

namespace Concord.Search.Index;

/// <summary>Builds a new index of this node from the database beside the current one, then replaces it.</summary>
internal sealed class BuildIndex(
    IEnumerable<ISearchSource> sources,
    IEnumerable<ITranslationSource> translations,
    JournalReader journal,
    IndexFolder folder,
    LanguageSet languages
)
{
    /// <param name="progress">Called with documents done and in all.</param>
    /// <returns>How many documents are indexed.</returns>
    public async Task<int> RunAsync(IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
    {
        var total = 0;
        foreach (var source in sources)
        {
            total += await source.CountAsync(cancellation);
        }

        // Read before the documents: what changes meanwhile is indexed afterwards.
        var last = await journal.LastAsync(cancellation);
        var state = new IndexState(last, await journal.HashAtAsync(last, cancellation) ?? "");
        var path = folder.Begin();
        var done = 0;
        using (var index = SearchIndex.Open(path, languages))
        {
            foreach (var source in sources)
            {
                await foreach (var document in source.AllAsync(cancellation))
                {
                    index.Add(document);
                    if (++done % 200 == 0)
                    {
                        progress?.Report((done, Math.Max(done, total)));
                    }
                }
            }

            foreach (var source in translations)
            {
                await foreach (var segment in source.AllAsync(cancellation))
                {
                    index.Add(segment);
                }
            }

            index.Commit(state);
        }

        await File.WriteAllTextAsync(Path.Combine(path, "done"), "", cancellation);
        folder.Use(path);
        progress?.Report((done, done));
        return done;
    }
}
