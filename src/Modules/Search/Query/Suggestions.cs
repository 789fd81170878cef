using System.Diagnostics;
using Concord.Foundation.Languages;
using Lucene.Net.Search;

namespace Concord.Search.Query;

/// <summary>How words that were not found may be meant: in another spelling, keyboard layout or script.</summary>
internal static class Suggestions
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromMilliseconds(200);

    /// <summary>Under load readers get their results without suggestions.</summary>
    private static readonly SemaphoreSlim Turn = new(1);

    /// <param name="isFound">Tells whether a text finds anything.</param>
    /// <returns>The first that finds something; null where none does.</returns>
    public static string? For(IndexSearcher searcher, string words, Language language, Func<string, bool> isFound)
    {
        if (!Turn.Wait(TimeSpan.Zero))
        {
            return null;
        }

        try
        {
            var started = Stopwatch.GetTimestamp();
            return KeyboardLayouts
                .Readings(words)
                .Append(SpellingSuggestions.Spelling(searcher, words, language))
                .Append(Transliteration.Of(searcher, words, language))
                .OfType<string>()
                .TakeWhile(_ => Stopwatch.GetElapsedTime(started) < MaxTime)
                .FirstOrDefault(isFound);
        }
        finally
        {
            Turn.Release();
        }
    }
}
