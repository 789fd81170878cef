using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Concord.Search.Text;

/// <param name="Start">Offset in the text, in UTF-16 units.</param>
/// <param name="End">End offset, exclusive.</param>
internal readonly record struct Word(string Text, int Start, int End);

internal static class Tokens
{
    /// <summary>The words of a text as an analyser returns them.</summary>
    public static List<Word> Of(Analyzer analyser, string text)
    {
        var words = new List<Word>();
        using var tokens = analyser.GetTokenStream("", text);
        var term = tokens.GetAttribute<ICharTermAttribute>();
        var place = tokens.GetAttribute<IOffsetAttribute>();
        tokens.Reset();
        while (tokens.IncrementToken())
        {
            if (term.Length > 0)
            {
                words.Add(new Word(term.ToString(), place.StartOffset, place.EndOffset));
            }
        }

        tokens.End();
        return words;
    }
}
