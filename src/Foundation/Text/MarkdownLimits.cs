using System.Buffers;

namespace Concord.Foundation.Text;

/// <summary>
/// What a text may hold so that it renders in bounded time and memory: some constructs take the parser quadratic time, some
/// nest without end. Far above what people write.
/// </summary>
public static class MarkdownLimits
{
    /// <summary>Quotations and lists within each other.</summary>
    public const int MaxDepth = 12;

    /// <summary>Characters with a meaning, such as [ * | {, between two blank lines.</summary>
    public const int MaxMarksInBlock = 2_000;

    /// <summary>The same in the whole text.</summary>
    public const int MaxMarks = 30_000;

    /// <summary>Cells in one line of a table.</summary>
    public const int MaxColumns = 50;

    private static readonly SearchValues<char> Marks = SearchValues.Create("[]()*_|{}<>&`~^!#\\:=");

    /// <returns>The first place where a text is beyond the limits; null where there is none.</returns>
    public static MarkdownFault? Check(string markdown)
    {
        var (number, inBlock, all) = (0, 0, 0);
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            number++;
            if (DepthOf(line) > MaxDepth)
            {
                return new MarkdownFault(number, MarkdownFaultKind.TooDeep);
            }

            if (line.Count('|') > MaxColumns + 1)
            {
                return new MarkdownFault(number, MarkdownFaultKind.TooManyColumns);
            }

            var marks = CountMarks(line);
            inBlock = line.IsWhiteSpace() ? 0 : inBlock + marks;
            all += marks;
            if (inBlock > MaxMarksInBlock || all > MaxMarks)
            {
                return new MarkdownFault(number, MarkdownFaultKind.TooManyMarks);
            }
        }

        return null;
    }

    /// <summary>How many quotations and lists a line begins in.</summary>
    private static int DepthOf(ReadOnlySpan<char> line)
    {
        var depth = 0;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] is ' ' or '\t')
            {
                continue;
            }

            if (char.IsAsciiDigit(line[at]))
            {
                while (at + 1 < line.Length && char.IsAsciiDigit(line[at + 1]))
                {
                    at++;
                }

                if (at + 1 >= line.Length || line[at + 1] is not ('.' or ')'))
                {
                    break;
                }

                at++;
            }
            else if (line[at] is not ('>' or '-' or '*' or '+'))
            {
                break;
            }

            depth++;
        }

        // A rule is one line of the same mark.
        return line.Trim().ContainsAnyExcept("-* ") ? depth : 0;
    }

    private static int CountMarks(ReadOnlySpan<char> line)
    {
        var count = 0;
        while (line.IndexOfAny(Marks) is >= 0 and var at)
        {
            count++;
            line = line[(at + 1)..];
        }

        return count;
    }
}

/// <param name="Line">From 1.</param>
public sealed record MarkdownFault(int Line, MarkdownFaultKind Kind);

/// <summary>Why a text is not rendered.</summary>
public enum MarkdownFaultKind
{
    /// <summary>Quotations, lists or emphasis stand too deeply within each other.</summary>
    TooDeep,

    /// <summary>A table has too many columns.</summary>
    TooManyColumns,

    /// <summary>A paragraph, or the text, has too many characters with a meaning.</summary>
    TooManyMarks,

    /// <summary>A picture stands within a paragraph, a list, a quotation or a table.</summary>
    PictureNotAlone,

    /// <summary>A picture is not named as one of the site.</summary>
    PictureFromElsewhere,

    /// <summary>An embed stands within a paragraph, a list, a quotation or a table.</summary>
    EmbedNotAlone,
}
