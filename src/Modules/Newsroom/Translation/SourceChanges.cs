using DiffPlex;
using DiffPlex.Chunkers;

namespace Concord.Newsroom.Translation;

/// <summary>Which block of an earlier text each block of the present one was: pure.</summary>
internal static class SourceChanges
{
    /// <summary>Blocks that share fewer of their words than this are not the same block changed.</summary>
    private const double LeastShared = 0.3;

    /// <returns>For each block of the present text, the place of the earlier one; null for a new block.</returns>
    public static IReadOnlyList<int?> Run(IReadOnlyList<string> before, IReadOnlyList<string> present)
    {
        var places = new int?[present.Count];
        var (a, b) = (0, 0);
        foreach (
            var change in Differ.Instance.CreateDiffs(Lines(before), Lines(present), false, false, new LineChunker()).DiffBlocks
        )
        {
            while (a < change.DeleteStartA && b < change.InsertStartB)
            {
                places[b++] = a++;
            }

            Pair(before, change.DeleteStartA, change.DeleteCountA, present, change.InsertStartB, change.InsertCountB, places);
            (a, b) = (change.DeleteStartA + change.DeleteCountA, change.InsertStartB + change.InsertCountB);
        }

        while (a < before.Count && b < present.Count)
        {
            places[b++] = a++;
        }

        return places;
    }

    /// <summary>Within one changed place, blocks are the same where they share the most words, in order.</summary>
    private static void Pair(
        IReadOnlyList<string> before,
        int startBefore,
        int countBefore,
        IReadOnlyList<string> present,
        int startPresent,
        int countPresent,
        int?[] places
    )
    {
        var next = startBefore;
        for (var at = startPresent; at < startPresent + countPresent; at++)
        {
            var best = Enumerable
                .Range(next, Math.Max(0, startBefore + countBefore - next))
                .Select(place => (Place: place, Shared: Shared(before[place], present[at])))
                .OrderByDescending(pair => pair.Shared)
                .FirstOrDefault();
            if (best.Shared >= LeastShared)
            {
                places[at] = best.Place;
                next = best.Place + 1;
            }
        }
    }

    /// <returns>Twice the words in common by all words: 0 to 1.</returns>
    private static double Shared(string one, string other)
    {
        var (words, others) = (WordsOf(one), WordsOf(other));
        return words.Count + others.Count == 0 ? 1 : 2.0 * words.Count(others.Contains) / (words.Count + others.Count);
    }

    private static HashSet<string> WordsOf(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>One line for each block, as the library compares lines.</summary>
    private static string Lines(IReadOnlyList<string> blocks) =>
        string.Join('\n', blocks.Select(block => block.Replace('\r', '\u0001').Replace('\n', '\u0001')));
}
