using Concord.Foundation.Languages;
using Lucene.Net.Search;

namespace Concord.Search.Query;

/// <summary>How words that were not found may be meant: in another spelling, keyboard layout or script.</summary>
internal sealed class Suggestions : IDisposable
{
    /// <summary>Under load readers get their results without suggestions.</summary>
    private readonly SemaphoreSlim turn = new(1);

    /// <param name="isFound">Tells whether a text finds anything.</param>
    /// <returns>The first that finds something; null where none does.</returns>
    public string? For(IndexSearcher searcher, string words, Language language, Func<string, bool> isFound)
    {
        if (!turn.Wait(TimeSpan.Zero))
        {
            return null;
        }

        try
        {
            return Readings(searcher, words, language).OfType<string>().FirstOrDefault(isFound);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>Each is worked out only where those before it find nothing, and limits itself.</summary>
    private static IEnumerable<string?> Readings(IndexSearcher searcher, string words, Language language)
    {
        foreach (var typed in KeyboardLayouts.Readings(words))
        {
            yield return typed;
        }

        yield return SpellingSuggestions.Spelling(searcher, words, language);
        yield return Transliteration.Of(searcher, words, language);
    }
}
