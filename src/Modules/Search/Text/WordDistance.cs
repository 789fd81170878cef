using System.Text.RegularExpressions;

namespace Concord.Search.Text;

/// <summary>How many words of one text have to be added, removed or replaced to make another (Levenshtein, 1966).</summary>
internal static partial class WordDistance
{
    /// <summary>Words, numbers and each other sign, in lower case.</summary>
    public static IReadOnlyList<string> WordsOf(string text) =>
        [.. Word().Matches(Folding.Composed(text)).Select(match => match.Value.ToLowerInvariant())];

    public static int Between(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var row = Enumerable.Range(0, other.Count + 1).ToArray();
        for (var i = 1; i <= one.Count; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Count; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }

    [GeneratedRegex(@"[\p{L}\p{M}]+|\p{N}+|[^\s]", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
