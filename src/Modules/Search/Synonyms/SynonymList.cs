using Concord.Search.Text;

namespace Concord.Search.Synonyms;

/// <summary>The synonyms in memory, looked up by the words of a query. Immutable.</summary>
internal sealed class SynonymList
{
    public static readonly SynonymList Empty = new([]);

    private readonly Dictionary<string, IReadOnlyList<string>> termsByKey = new(StringComparer.Ordinal);

    /// <summary>Words of the longest term.</summary>
    private readonly int maxWords = 1;

    /// <param name="groups">The terms of each group.</param>
    public SynonymList(IEnumerable<IReadOnlyList<string>> groups)
    {
        foreach (var terms in groups)
        {
            foreach (var key in terms.Select(KeyOf).Where(key => key.Length > 0))
            {
                termsByKey.TryAdd(key, terms);
                maxWords = Math.Max(maxWords, key.AsSpan().Count(' ') + 1);
            }
        }
    }

    /// <summary>
    /// One form for the spellings of a term: without marks, case, article and hyphens; its words with a space between.
    /// </summary>
    public static string KeyOf(string term)
    {
        var composed = Folding.Composed(term);
        if (IsShortName(composed))
        {
            return composed;
        }

        var words = Tokens.Of(Analysers.Key, composed).Select(word => word.Text);
        return string.Join(' ', words);
    }

    /// <summary>UN and US are words as well: they count as names only in capitals.</summary>
    private static bool IsShortName(string term) => term.Length is 2 or 3 && term.All(char.IsAsciiLetterUpper);

    /// <returns>
    /// The query's words in parts: each a run of words that is a term, with all terms of its group, or a single word alone.
    /// </returns>
    /// <param name="words">As typed.</param>
    public IEnumerable<IReadOnlyList<string>> Parts(IReadOnlyList<string> words)
    {
        for (var at = 0; at < words.Count; )
        {
            var (length, terms) = Longest(words, at);
            yield return terms is null ? [words[at]] : [Typed(words, at, length), .. terms];
            at += length;
        }
    }

    private (int Length, IReadOnlyList<string>? Terms) Longest(IReadOnlyList<string> words, int at)
    {
        for (var length = Math.Min(maxWords, words.Count - at); length > 0; length--)
        {
            if (termsByKey.TryGetValue(KeyOf(Typed(words, at, length)), out var terms))
            {
                return (length, terms);
            }
        }

        return (1, null);
    }

    private static string Typed(IReadOnlyList<string> words, int at, int length) => string.Join(' ', words.Skip(at).Take(length));
}

/// <summary>The current list; replaced where the journal says that it was changed.</summary>
internal sealed class CurrentSynonyms
{
    private volatile SynonymList list = SynonymList.Empty;

    public SynonymList List
    {
        get => list;
        set => list = value;
    }
}
