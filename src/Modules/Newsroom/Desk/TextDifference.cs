using Concord.Newsroom.Documents;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Concord.Newsroom.Desk;

/// <summary>Where two texts differ: paragraphs first, words within those that changed.</summary>
internal static class TextDifference
{
    /// <summary>Paragraphs with more words than this are shown as replaced, since comparing them word by word takes too long.</summary>
    private const int MaxParagraph = 20_000;

    /// <returns>The parts of both texts in reading order.</returns>
    public static IReadOnlyList<DifferentPart> Of(string before, string after)
    {
        var parts = new List<DifferentPart>();
        var (removed, added) = (new List<string>(), new List<string>());
        foreach (var line in InlineDiffBuilder.Diff(Clean(before), Clean(after), ignoreWhiteSpace: false).Lines)
        {
            switch (line.Type)
            {
                case ChangeType.Deleted:
                    removed.Add(line.Text);
                    break;
                case ChangeType.Inserted:
                    added.Add(line.Text);
                    break;
                default:
                    Flush(parts, removed, added);
                    parts.Add(new DifferentPart(PartKind.Same, $"{line.Text}\n"));
                    break;
            }
        }

        Flush(parts, removed, added);
        return parts;
    }

    /// <summary>The difference of title, summary and text.</summary>
    public static IReadOnlyList<DifferentPart> Of(Revision before, Revision after) => Of(Whole(before), Whole(after));

    /// <summary>Joins the changes of two people to the same text, line by line.</summary>
    /// <returns>Null where both changed the same lines.</returns>
    public static string? Merge(string before, string mine, string theirs)
    {
        var merged = ThreeWayDiffer.Instance.CreateMerge(
            Clean(before),
            Clean(mine),
            Clean(theirs),
            ignoreWhiteSpace: false,
            ignoreCase: false,
            new LineChunker()
        );
        return merged.ConflictBlocks.Count > 0 ? null : string.Join('\n', merged.MergedPieces);
    }

    private static void Flush(List<DifferentPart> parts, List<string> removed, List<string> added)
    {
        var (before, after) = (string.Join('\n', removed), string.Join('\n', added));
        if (removed.Count > 0 && added.Count > 0 && before.Length <= MaxParagraph && after.Length <= MaxParagraph)
        {
            var words = InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false, ignoreCase: false, new WordChunker());
            parts.AddRange(words.Lines.Select(word => new DifferentPart(KindOf(word.Type), word.Text)));
            parts.Add(new DifferentPart(PartKind.Same, "\n"));
        }
        else
        {
            if (removed.Count > 0)
            {
                parts.Add(new DifferentPart(PartKind.Removed, $"{before}\n"));
            }

            if (added.Count > 0)
            {
                parts.Add(new DifferentPart(PartKind.Added, $"{after}\n"));
            }
        }

        removed.Clear();
        added.Clear();
    }

    private static string Whole(Revision revision) => $"{revision.Title}\n\n{revision.Summary}\n\n{revision.Body}";

    private static PartKind KindOf(ChangeType type) =>
        type switch
        {
            ChangeType.Deleted => PartKind.Removed,
            ChangeType.Inserted => PartKind.Added,
            _ => PartKind.Same,
        };

    /// <summary>Forms send line ends as CR LF.</summary>
    private static string Clean(string text) => text.ReplaceLineEndings("\n");
}

internal sealed record DifferentPart(PartKind Kind, string Text);

internal enum PartKind
{
    Same,
    Removed,
    Added,
}
