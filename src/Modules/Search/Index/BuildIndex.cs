using Concord.Foundation.Journal;
using Concord.Foundation.Languages;
using Concord.Foundation.Search;

namespace Concord.Search.Index;

/// <summary>Builds the index of this node anew from the database, beside the one in use, and puts it in its place.</summary>
internal sealed class BuildIndex(
    IEnumerable<ISearchSource> sources,
    JournalReader journal,
    IndexFolder folder,
    LanguageSet languages
)
{
    /// <param name="progress">Hears how many documents are done, and of how many.</param>
    /// <returns>How many documents can be found.</returns>
    public async Task<int> RunAsync(IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
    {
        var total = 0;
        foreach (var source in sources)
        {
            total += await source.CountAsync(cancellation);
        }

        // Read before the documents: what changes meanwhile is taken in afterwards.
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

            index.Commit(state);
        }

        await File.WriteAllTextAsync(Path.Combine(path, "done"), "", cancellation);
        folder.Use(path);
        progress?.Report((done, done));
        return done;
    }
}
