using System.Globalization;
using Concord.Foundation.Text;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Translation;

/// <summary>A title, a summary, or one block of a text (a paragraph, heading, list, quotation or table), and its translation.</summary>
internal sealed record Segment
{
    public const string TitleId = "title";
    public const string SummaryId = "summary";

    /// <summary><c>title</c>, <c>summary</c>, <c>b1</c>, <c>b2</c> …; the names of the units of an XLIFF file.</summary>
    public required string Id { get; init; }

    /// <summary>Markdown; title and summary are plain text.</summary>
    public required string Source { get; init; }

    /// <summary>The source that was translated, where it changed since; null where it did not.</summary>
    public string? FormerSource { get; init; }

    /// <summary>Without marks; empty where nothing is translated. Several blocks where the translator divided one.</summary>
    public required string Target { get; init; }

    public required SegmentState State { get; init; }

    public static string BlockId(int at) => string.Create(CultureInfo.InvariantCulture, $"b{at + 1}");
}

internal enum SegmentState
{
    /// <summary>There is no translation.</summary>
    Untranslated,

    /// <summary>The source changed since it was translated, or somebody marked it.</summary>
    ToCheck,

    Translated,
}

/// <param name="Body">Markdown.</param>
internal sealed record SegmentedText(string Title, string Summary, string Body)
{
    public static SegmentedText Of(Revision revision) => new(revision.Title, revision.Summary, revision.Body);
}

/// <summary>Divides a text and its translation into segments, and joins them again: pure.</summary>
internal static class Segments
{
    /// <param name="translated">The source that the target was made from; the same as <paramref name="present"/> where it did not change.</param>
    /// <param name="target">Empty texts where there is no translation.</param>
    /// <returns>Title, summary, then the blocks of the present source in order; and what was translated and is not in the source any more.</returns>
    public static (IReadOnlyList<Segment> Segments, IReadOnlyList<string> Left) Divide(
        SegmentedText translated,
        SegmentedText present,
        SegmentedText target
    )
    {
        var before = BlocksOf(translated.Body);
        var now = BlocksOf(present.Body);
        var targets = ReadMarks(BlocksOf(target.Body));
        var aligned = BlockAlignment.Run(before, [.. targets.Select(block => block.Text)]);
        var places = SourceChanges.Run(before, now);
        var segments = new List<Segment>
        {
            Plain(Segment.TitleId, translated.Title, present.Title, target.Title),
            Plain(Segment.SummaryId, translated.Summary, present.Summary, target.Summary),
        };
        for (var at = 0; at < now.Count; at++)
        {
            segments.Add(
                places[at] is { } place
                    ? OfBlock(at, now[at], before[place], [.. aligned[place].Select(block => targets[block])])
                    : OfBlock(at, now[at], now[at], [])
            );
        }

        var kept = places.OfType<int>().ToHashSet();
        return (
            segments,
            [
                .. aligned
                    .Where((_, place) => !kept.Contains(place))
                    .Select(blocks => JoinTexts(blocks.Select(block => targets[block])))
                    .Where(text => text.Length > 0),
            ]
        );
    }

    /// <summary>The body of a translation, with a mark for each segment that is not finished.</summary>
    /// <param name="source">Markdown of the source, whose gaps between blocks it takes.</param>
    /// <param name="targets">Translation of each block, and whether it is finished; those that lack are not translated.</param>
    public static string Join(string source, IReadOnlyList<(string Text, bool IsFinished)> targets)
    {
        var blocks = MarkdownText.Blocks(source);
        return string.Concat(
            blocks.Select(
                (block, at) =>
                {
                    var (text, isFinished) = at < targets.Count ? targets[at] : ("", false);
                    text = text.ReplaceLineEndings("\n").Trim();
                    (text, isFinished) = text.Length == 0 && HasNoWords(block.Text) ? (block.Text, true) : (text, isFinished);
                    var shown =
                        text.Length == 0 ? TranslationMarks.Untranslated
                        : isFinished ? text
                        : $"{TranslationMarks.ToCheck}\n\n{text}";
                    return shown + (at + 1 == blocks.Count ? "" : GapAfter(shown, block.Gap));
                }
            )
        );
    }

    /// <summary>Only a heading may stand directly before the next block; any other would run into it.</summary>
    private static string GapAfter(string text, string gap) =>
        gap.Count(sign => sign == '\n') > 1 || (text.StartsWith('#') && !text.Contains('\n', StringComparison.Ordinal))
            ? gap
            : "\n\n";

    private static Segment Plain(string id, string translated, string present, string target) =>
        new()
        {
            Id = id,
            Source = present,
            FormerSource = target.Length > 0 && translated != present ? translated : null,
            Target = target,
            State =
                target.Length == 0 ? SegmentState.Untranslated
                : translated != present ? SegmentState.ToCheck
                : SegmentState.Translated,
        };

    private static Segment OfBlock(int at, string source, string former, IReadOnlyList<TargetBlock> targets)
    {
        var text = JoinTexts(targets);
        if (text.Length == 0 && HasNoWords(source))
        {
            return new Segment
            {
                Id = Segment.BlockId(at),
                Source = source,
                Target = source,
                State = SegmentState.Translated,
            };
        }

        var isChanged = former != source && text.Length > 0;
        return new Segment
        {
            Id = Segment.BlockId(at),
            Source = source,
            FormerSource = isChanged ? former : null,
            Target = text,
            State =
                text.Length == 0 ? SegmentState.Untranslated
                : isChanged || targets.Any(block => block.IsToCheck) ? SegmentState.ToCheck
                : SegmentState.Translated,
        };
    }

    /// <summary>A picture that shows the words stored with it, which are in every language.</summary>
    private static bool HasNoWords(string block) =>
        MarkdownText.Pictures(block) is { Count: > 0 } pictures && pictures.All(picture => picture is { Alt: "", Caption: null });

    private static string JoinTexts(IEnumerable<TargetBlock> blocks) =>
        string.Join("\n\n", blocks.Select(block => block.Text).OfType<string>());

    private static List<string> BlocksOf(string markdown) =>
        markdown.Length == 0 ? [] : [.. MarkdownText.Blocks(markdown).Select(block => block.Text)];

    private static List<TargetBlock> ReadMarks(List<string> blocks)
    {
        var read = new List<TargetBlock>();
        var isNextToCheck = false;
        foreach (var block in blocks)
        {
            var text = block
                .Replace(TranslationMarks.ToCheck, "", StringComparison.Ordinal)
                .Replace(TranslationMarks.Untranslated, "", StringComparison.Ordinal)
                .Trim();
            if (text.Length == 0 && !block.Contains(TranslationMarks.Untranslated, StringComparison.Ordinal))
            {
                isNextToCheck = true;
                continue;
            }

            read.Add(new TargetBlock(text.Length == 0 ? null : text, isNextToCheck || text != block));
            isNextToCheck = false;
        }

        return read;
    }

    /// <param name="Text">Null where it only says that there is no translation.</param>
    private sealed record TargetBlock(string? Text, bool IsToCheck);
}
