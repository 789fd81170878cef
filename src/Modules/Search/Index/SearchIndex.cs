using Concord.Foundation.Languages;
using Concord.Foundation.Search;
using Concord.Search.Text;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;

namespace Concord.Search.Index;

/// <summary>The open index of this node: one writer, and readers of the last commit.</summary>
internal sealed class SearchIndex : IDisposable
{
    private readonly FSDirectory directory;
    private readonly IndexWriter writer;
    private readonly SearcherManager searchers;

    private SearchIndex(string path, LanguageSet languages)
    {
        Path = path;
        directory = FSDirectory.Open(path);
        writer = new IndexWriter(directory, new IndexWriterConfig(Analysers.Version, new FieldAnalyser(languages)));
        searchers = new SearcherManager(writer, applyAllDeletes: true, null);
        State = IndexState.Read(writer.CommitData);
    }

    public string Path { get; }

    /// <summary>How many documents are indexed.</summary>
    public int Count => writer.NumDocs;

    /// <summary>Null where nothing was committed, or in another format.</summary>
    public IndexState? State { get; private set; }

    /// <exception cref="IOException">The folder cannot be read or written, or another process has it.</exception>
    public static SearchIndex Open(string path, LanguageSet languages) => new(path, languages);

    public void Add(SearchDocument document) => writer.AddDocument(IndexedDocument.From(document));

    /// <summary>Replaces the documents of a tag.</summary>
    public void Replace(string tag, IReadOnlyList<SearchDocument> documents) =>
        writer.UpdateDocuments(new Term(IndexField.Tag, tag), documents.Select(IndexedDocument.From));

    public void Add(TranslatedSegment segment) => writer.AddDocument(IndexedSegment.From(segment));

    /// <summary>Replaces the segments of a tag.</summary>
    public void Replace(string tag, IReadOnlyList<TranslatedSegment> segments) =>
        writer.UpdateDocuments(new Term(IndexField.MemoryTag, tag), segments.Select(IndexedSegment.From));

    /// <summary>Commits, and makes the changes visible to readers.</summary>
    public void Commit(IndexState state)
    {
        writer.SetCommitData(state.Write());
        writer.Commit();
        State = state;
        searchers.MaybeRefreshBlocking();
    }

    public T Search<T>(Func<IndexSearcher, T> search)
    {
        var searcher = searchers.Acquire();
        try
        {
            return search(searcher);
        }
        finally
        {
            searchers.Release(searcher);
        }
    }

    public void Dispose()
    {
        searchers.Dispose();
        writer.Dispose();
        directory.Dispose();
    }
}
