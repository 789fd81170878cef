using System.Diagnostics;
using Concord.Foundation.Languages;
using Concord.Search.Index;
using Concord.Search.Text;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Concord.Search.Query;

/// <summary>Suggests indexed words with a similar spelling.</summary>
internal static class SpellingSuggestions
{
    /// <summary>Letters; the cost of a similar spelling grows with the length, and no word that people search is longer.</summary>
    private const int MaxLength = 20;

    /// <summary>Of one search.</summary>
    private const int MaxWords = 4;

    private static readonly TimeSpan MaxTime = TimeSpan.FromMilliseconds(50);

    /// <returns>The words with each unknown one replaced by the nearest known one; null where there is none.</returns>
    public static string? Spelling(IndexSearcher searcher, string words, Language language)
    {
        var (changed, asked, started) = (false, 0, Stopwatch.GetTimestamp());
        var spelled = words
            .Split((char[]?)null)
            .Where(word => word.Length > 0)
            .Select(word =>
            {
                if (
                    Tokens.Of(Analysers.Exact, Folding.Composed(word)) is not [{ Text: var typed }]
                    || typed.Length is < 3 or > MaxLength
                    || ++asked > MaxWords
                    || Stopwatch.GetElapsedTime(started) > MaxTime
                )
                {
                    return word;
                }

                var near = Nearest(searcher.IndexReader, typed, language);
                changed |= near is not null && near != typed;
                return near ?? word;
            })
            .ToList();
        return changed ? string.Join(' ', spelled) : null;
    }

    /// <returns>The word itself where it is known; else the most frequent of the nearest; null where none is near.</returns>
    private static string? Nearest(IndexReader reader, string typed, Language language)
    {
        var known = IndexField.Parts.Select(part => IndexField.Exact(part.Part, language.Code)).ToList();
        if (known.Exists(field => reader.DocFreq(new Term(field, typed)) > 0))
        {
            return typed;
        }

        var edits = typed.Length < 5 ? 1 : 2;
        return known
            .SelectMany(field => Candidates(reader, new Term(field, typed), edits))
            .OrderByDescending(candidate => candidate.Likeness)
            .ThenByDescending(candidate => candidate.Frequency)
            .Select(candidate => candidate.Word)
            .FirstOrDefault();
    }

    private static IEnumerable<(string Word, float Likeness, int Frequency)> Candidates(IndexReader reader, Term term, int edits)
    {
        var fuzzy = new FuzzyQuery(term, edits, prefixLength: 1, maxExpansions: 10, transpositions: true);
        return fuzzy.Rewrite(reader) is BooleanQuery near
                ? near
                    .Clauses.Select(clause => clause.Query)
                    .OfType<TermQuery>()
                    .Select(query => (query.Term.Text, query.Boost, reader.DocFreq(query.Term)))
            : fuzzy.Rewrite(reader) is TermQuery one ? [(one.Term.Text, one.Boost, reader.DocFreq(one.Term))]
            : [];
    }
}
