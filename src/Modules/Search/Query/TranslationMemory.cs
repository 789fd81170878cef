using Concord.Foundation.Languages;
using Concord.Foundation.Search;
using Concord.Search.Index;
using Concord.Search.Text;
using Lucene.Net.Index;
using Lucene.Net.Queries.Mlt;
using Lucene.Net.Search;

namespace Concord.Search.Query;

/// <summary>Finds similar segments in the index of this node: Lucene proposes, the distance in words decides.</summary>
internal sealed class TranslationMemory(CurrentIndex open, LanguageSet languages) : ITranslationMemory
{
    /// <summary>Less similar passages help nobody.</summary>
    private const int LeastPercent = 60;

    private const int Candidates = 50;

    /// <summary>Characters; longer passages are compared by their beginning.</summary>
    private const int MaxText = 4_000;

    public IReadOnlyList<RememberedTranslation> Find(string text, string from, string to, string except, int most) =>
        languages.Find(from) is { } language && text.Length > 0
            ? open.Use(index => index.Search(searcher => Find(searcher, text, language, to, except, most))) ?? []
            : [];

    private static List<RememberedTranslation> Find(
        IndexSearcher searcher,
        string text,
        Language from,
        string to,
        string except,
        int most
    )
    {
        var field = IndexField.Memory(from.Code);
        var likeness = new MoreLikeThis(searcher.IndexReader)
        {
            Analyzer = Analysers.Folded(from.Analyser),
            FieldNames = [field],
            MinTermFreq = 1,
            MinDocFreq = 1,
        };
        var compared = text[..Math.Min(text.Length, MaxText)];
        using var reader = new StringReader(Folding.Composed(compared));
        var query = new BooleanQuery
        {
            { likeness.Like(reader, field), Occur.MUST },
            { new TermQuery(new Term(IndexField.MemoryTag, except)), Occur.MUST_NOT },
        };
        var words = WordDistance.WordsOf(compared);
        return
        [
            .. searcher
                .Search(query, new QueryWrapperFilter(new TermQuery(new Term(IndexField.MemoryLanguage, to))), Candidates)
                .ScoreDocs.Select(hit => IndexedSegment.Read(searcher.Doc(hit.Doc), from.Code, to))
                .Select(found => new RememberedTranslation(
                    found.From,
                    found.To,
                    PercentOf(text, found.From, words),
                    found.Tag,
                    found.Day
                ))
                .Where(found => found.Percent >= LeastPercent)
                .OrderByDescending(found => found.Percent)
                .ThenByDescending(found => found.Day)
                .ThenBy(found => found.Tag, StringComparer.Ordinal)
                // The newest of those who say the same.
                .DistinctBy(found => found.Target)
                .Take(most),
        ];
    }

    private static int PercentOf(string text, string other, IReadOnlyList<string> words)
    {
        if (text == other)
        {
            return 100;
        }

        var others = WordDistance.WordsOf(other[..Math.Min(other.Length, MaxText)]);
        var longer = Math.Max(words.Count, others.Count);
        return longer == 0 ? 0 : Math.Min(99, 100 - (100 * WordDistance.Between(words, others) / longer));
    }
}
