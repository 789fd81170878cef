using System.Text.RegularExpressions;

namespace Concord.Newsroom.Translation;

/// <summary>
/// Finds which blocks of a translation belong to which blocks of its source: pure. Dynamic programming over one to one, one to
/// two, two to one and gaps, after Gale and Church (1993), by length, by the sort of the blocks, and by the numbers, computed
/// values and links that a translation keeps.
/// </summary>
internal static partial class BlockAlignment
{
    /// <summary>Above this many pairs the blocks are taken in order; a text of the coalition has a few hundred blocks.</summary>
    private const int MaxPairs = 1_000_000;

    private const double GapCost = 1.6;
    private const double JoinCost = 0.5;
    private const double SortCost = 1.2;
    private const double AnchorCost = 1.0;

    /// <param name="target">Null for a block that stands in place of a translation, and fits everywhere.</param>
    /// <returns>
    /// The places of the blocks of the translation for each block of the source, in order: each block of the translation stands
    /// in exactly one of them, so that nothing is lost. Empty where a block of the source has none.
    /// </returns>
    public static IReadOnlyList<IReadOnlyList<int>> Run(IReadOnlyList<string> source, IReadOnlyList<string?> target)
    {
        var from = source.Select(Block.Of).ToList();
        var to = target.Select(Block.Of).ToList();
        return source.Count == 0 ? []
            : from.Count == to.Count && from.Zip(to).All(pair => IsSameSort(pair.First, pair.Second))
                ? [.. Enumerable.Range(0, to.Count).Select(place => (IReadOnlyList<int>)[place])]
            : (long)from.Count * to.Count > MaxPairs ? InOrder(from.Count, to.Count)
            : Best(from, to);
    }

    private static bool IsSameSort(Block one, Block other) => other.IsOpen || one.Sort == other.Sort;

    private static List<List<int>> Best(List<Block> source, List<Block> target)
    {
        var ratio = (double)Math.Max(1, target.Sum(block => block.Length)) / Math.Max(1, source.Sum(block => block.Length));
        var costs = new double[source.Count + 1, target.Count + 1];
        var steps = new (int Source, int Target)[source.Count + 1, target.Count + 1];
        for (var i = 0; i <= source.Count; i++)
        {
            for (var j = 0; j <= target.Count; j++)
            {
                (costs[i, j], steps[i, j]) =
                    i == 0 && j == 0
                        ? (0, (0, 0))
                        : Moves
                            .Where(move => move.Source <= i && move.Target <= j)
                            .Select(move => (Cost: costs[i - move.Source, j - move.Target] + CostOf(move, i, j), Move: move))
                            .MinBy(move => move.Cost);
            }
        }

        return Read(steps, source.Count, target.Count);

        double CostOf((int Source, int Target) move, int i, int j) =>
            move switch
            {
                (1, 1) => Match(source[i - 1], target[j - 1], ratio),
                (1, 2) => JoinCost + Match(source[i - 1], target[j - 2].With(target[j - 1]), ratio),
                (2, 1) => JoinCost + Match(source[i - 2].With(source[i - 1]), target[j - 1], ratio),
                _ => GapCost,
            };
    }

    private static readonly (int Source, int Target)[] Moves = [(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)];

    private static double Match(Block source, Block target, double ratio)
    {
        if (target.IsOpen)
        {
            return 0;
        }

        var expected = source.Length * ratio;
        var length = Math.Abs(target.Length - expected) / (Math.Max(target.Length, expected) + 10);
        return length
            + (source.Sort == target.Sort ? 0 : SortCost)
            + (source.Anchors.SetEquals(target.Anchors) ? 0 : AnchorCost * Difference(source.Anchors, target.Anchors));
    }

    /// <returns>0 for the same, 1 for nothing in common.</returns>
    private static double Difference(HashSet<string> one, HashSet<string> other)
    {
        var common = one.Count(other.Contains);
        return 1 - ((double)common / (one.Count + other.Count - common));
    }

    private static List<List<int>> Read((int Source, int Target)[,] steps, int count, int countTarget)
    {
        var found = Enumerable.Range(0, count).Select(_ => new List<int>()).ToList();
        var (i, j) = (count, countTarget);
        while (i > 0 || j > 0)
        {
            var step = steps[i, j];
            // What has no source stays with the segment before it.
            var at = Math.Max(0, step.Source == 2 ? i - 2 : i - 1);
            for (var taken = 1; taken <= step.Target; taken++)
            {
                found[at].Insert(0, j - taken);
            }

            (i, j) = (i - step.Source, j - step.Target);
        }

        return found;
    }

    private static List<List<int>> InOrder(int count, int countTarget)
    {
        var found = Enumerable.Range(0, count).Select(_ => new List<int>()).ToList();
        for (var place = 0; place < countTarget; place++)
        {
            found[Math.Min(place, count - 1)].Add(place);
        }

        return found;
    }

    /// <param name="IsOpen">Whether it fits everywhere.</param>
    /// <param name="Anchors">What a translation keeps: numbers, computed values, targets of links.</param>
    private sealed record Block(bool IsOpen, int Length, BlockSort Sort, HashSet<string> Anchors)
    {
        public static Block Of(string? text) =>
            new(
                text is null,
                text?.Length ?? 0,
                SortOf(text ?? ""),
                Anchor()
                    .Matches(text ?? "")
                    .Select(match =>
                        char.IsDigit(match.Value[0]) ? string.Concat(match.Value.Select(char.GetNumericValue)) : match.Value
                    )
                    .ToHashSet(StringComparer.Ordinal)
            );

        public Block With(Block next) => new(IsOpen && next.IsOpen, Length + next.Length, Sort, [.. Anchors, .. next.Anchors]);
    }

    private static BlockSort SortOf(string text) =>
        text.Length == 0 ? BlockSort.Paragraph
        : text[0] == '#' ? BlockSort.Heading
        : text[0] == '>' ? BlockSort.Quotation
        : text[0] == '|' ? BlockSort.Table
        : ListItem().IsMatch(text) ? BlockSort.List
        : BlockSort.Paragraph;

    private enum BlockSort
    {
        Paragraph,
        Heading,
        List,
        Quotation,
        Table,
    }

    // Digits of every script count as the same number.
    [GeneratedRegex(@"\p{Nd}+|\{\{[^{}]{1,120}\}\}|(?<=\]\()[^()\s]{1,2000}(?=\))", RegexOptions.None, 10_000)]
    private static partial Regex Anchor();

    [GeneratedRegex(@"\A(?:[-*+]|\d{1,9}[.)])[ \t]", RegexOptions.None, 10_000)]
    private static partial Regex ListItem();
}
