using Concord.Foundation.Languages;
using Concord.Search.Index;
using Concord.Search.Text;
using Lucene.Net.Index;
using Lucene.Net.Search;
using LuceneQuery = Lucene.Net.Search.Query;

namespace Concord.Search.Query;

/// <summary>
/// A reader's words as a query: every word has to occur, in any part; exact matches weigh more than folded ones, the title
/// more than the text. Words in quotation marks form a phrase.
/// </summary>
internal sealed class QueryTerms
{
    private const float ExactWorth = 3;
    private const int MaxWords = 16;
    private static readonly char[] Quotes = ['"', '“', '”', '„', '«', '»'];

    private readonly Language language;
    private readonly List<string> parts;

    public QueryTerms(string words, Language language)
    {
        this.language = language;
        words = Folding.Composed(words);
        parts =
        [
            .. words
                .Split(Quotes)
                .SelectMany((part, position) => position % 2 == 1 ? [part] : part.Split((char[]?)null))
                .Where(part => part.Trim().Length > 0)
                .Take(MaxWords),
        ];
        Exact = WordsOf(Analysers.Exact);
        Folded = WordsOf(Analysers.Folded(language.Analyser));
    }

    /// <summary>The words as written, in lower case.</summary>
    public IReadOnlySet<string> Exact { get; }

    /// <summary>The single words folded.</summary>
    public IReadOnlySet<string> Folded { get; }

    /// <returns>Null where no searchable word is left.</returns>
    public LuceneQuery? ToQuery()
    {
        var all = new BooleanQuery();
        foreach (var part in parts)
        {
            if (QueryFor(part) is { } query)
            {
                all.Add(query, Occur.MUST);
            }
        }

        return all.Clauses.Count > 0 ? all : null;
    }

    /// <summary>One word or phrase in any part; null where it has only stop words.</summary>
    private DisjunctionMaxQuery? QueryFor(string part)
    {
        var folded = Tokens.Of(Analysers.Folded(language.Analyser), part);
        var exact = Tokens.Of(Analysers.Exact, part);
        if (exact.Count == 0 || (folded.Count == 0 && parts.Count > 1))
        {
            return null;
        }

        var best = new DisjunctionMaxQuery(0.2f);
        foreach (var (field, worth) in IndexField.Parts)
        {
            Add(best, IndexField.Exact(field, language.Code), exact, worth * ExactWorth);
            Add(best, IndexField.Folded(field, language.Code), folded, worth);
        }

        if (exact is [{ Text.Length: >= 4 } only])
        {
            best.Add(new PrefixQuery(new Term(IndexField.Exact(IndexField.Title, language.Code), only.Text)) { Boost = 0.5f });
        }

        return best;
    }

    private static void Add(DisjunctionMaxQuery best, string field, List<Word> words, float worth)
    {
        if (words.Count == 1)
        {
            best.Add(new TermQuery(new Term(field, words[0].Text)) { Boost = worth });
        }
        else if (words.Count > 1)
        {
            var phrase = new PhraseQuery { Boost = worth };
            words.ForEach(word => phrase.Add(new Term(field, word.Text)));
            best.Add(phrase);
        }
    }

    private HashSet<string> WordsOf(Lucene.Net.Analysis.Analyzer analyser) =>
        parts.SelectMany(part => Tokens.Of(analyser, part)).Select(word => word.Text).ToHashSet(StringComparer.Ordinal);
}
