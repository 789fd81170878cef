using Concord.Foundation.Languages;
using Concord.Search.Index;
using Concord.Search.Synonyms;
using Concord.Search.Text;
using Lucene.Net.Index;
using Lucene.Net.Search;
using LuceneQuery = Lucene.Net.Search.Query;

namespace Concord.Search.Query;

/// <summary>
/// A reader's words as a query: every word has to occur, in any part, itself or one of its synonyms; exact matches weigh more
/// than folded ones, the title more than the text. Words in quotation marks form a phrase.
/// </summary>
internal sealed class QueryTerms
{
    private const float ExactWorth = 3;

    /// <summary>A synonym counts a little less than the word itself.</summary>
    private const float SynonymWorth = 0.8f;

    private const float SimilarWorth = 0.3f;
    private const int MaxWords = 16;

    /// <summary>Letters of the shortest word that is compared with similar ones, and of one that may differ twice.</summary>
    private const int MinSimilar = 4;
    private const int MinSimilarTwice = 8;

    /// <summary>The cost of a similar spelling grows with the length of the word and with the number of words.</summary>
    private const int MaxSimilar = 20;
    private const int MaxSimilarParts = 4;

    private static readonly char[] Quotes = ['"', '“', '”', '„', '«', '»'];

    private readonly Language language;

    /// <summary>For each part of the query, what may stand for it: the words themselves first.</summary>
    private readonly List<IReadOnlyList<string>> parts;

    public QueryTerms(string words, Language language, SynonymList synonyms)
    {
        this.language = language;
        words = Folding.Composed(words);
        parts =
        [
            .. words
                .Split(Quotes)
                .SelectMany(
                    (part, position) =>
                        position % 2 == 1
                            ?
                            [
                                [part],
                            ]
                            : synonyms.Parts([.. part.Split((char[]?)null).Where(word => word.Length > 0).Take(MaxWords)])
                )
                .Where(terms => terms[0].Trim().Length > 0)
                .Take(MaxWords),
        ];
        Exact = WordsOf(Analysers.Exact);
        Folded = WordsOf(Analysers.Folded(language.Analyser));
    }

    /// <summary>The words as written, in lower case.</summary>
    public IReadOnlySet<string> Exact { get; }

    /// <summary>The single words folded.</summary>
    public IReadOnlySet<string> Folded { get; }

    /// <param name="withSimilar">True also finds words that differ in a letter or two.</param>
    /// <returns>Null where no searchable word is left.</returns>
    public LuceneQuery? ToQuery(bool withSimilar = false)
    {
        var all = new BooleanQuery();
        foreach (var (part, place) in parts.Select((part, place) => (part, place)))
        {
            if (QueryFor(part, withSimilar && place < MaxSimilarParts) is { } query)
            {
                all.Add(query, Occur.MUST);
            }
        }

        return all.Clauses.Count > 0 ? all : null;
    }

    /// <summary>One part of the query in any part of a document; null where it has only stop words.</summary>
    private DisjunctionMaxQuery? QueryFor(IReadOnlyList<string> terms, bool withSimilar)
    {
        var best = new DisjunctionMaxQuery(0.2f);
        foreach (var (term, place) in terms.Select((term, place) => (term, place)))
        {
            Add(best, term, place == 0 ? 1 : SynonymWorth, withSimilar && place == 0);
        }

        return best.GetEnumerator().MoveNext() ? best : null;
    }

    private void Add(DisjunctionMaxQuery best, string term, float termWorth, bool withSimilar)
    {
        var folded = Tokens.Of(Analysers.Folded(language.Analyser), term);
        var exact = Tokens.Of(Analysers.Exact, term);
        if (exact.Count == 0 || (folded.Count == 0 && parts.Count > 1))
        {
            return;
        }

        foreach (var (field, worth) in IndexField.Parts)
        {
            Add(best, IndexField.Exact(field, language.Code), exact, worth * ExactWorth * termWorth);
            Add(best, IndexField.Folded(field, language.Code), folded, worth * termWorth);
            if (withSimilar && folded is [{ Text.Length: >= MinSimilar and <= MaxSimilar } word])
            {
                var edits = word.Text.Length < MinSimilarTwice ? 1 : 2;
                best.Add(
                    new FuzzyQuery(new Term(IndexField.Folded(field, language.Code), word.Text), edits, prefixLength: 1, 20, true)
                    {
                        Boost = worth * SimilarWorth,
                    }
                );
            }
        }

        if (exact is [{ Text.Length: >= 4 } only])
        {
            best.Add(
                new PrefixQuery(new Term(IndexField.Exact(IndexField.Title, language.Code), only.Text))
                {
                    Boost = 0.5f * termWorth,
                }
            );
        }
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
        parts
            // Of a synonym of several words no single word is marked as found.
            .SelectMany(terms => terms.Where((term, place) => place == 0 || !term.Contains(' ', StringComparison.Ordinal)))
            .SelectMany(term => Tokens.Of(analyser, term))
            .Select(word => word.Text)
            .ToHashSet(StringComparer.Ordinal);
}
