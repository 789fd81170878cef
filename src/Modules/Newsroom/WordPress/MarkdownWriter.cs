using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Concord.Foundation.Text;
using Concord.WordPress;

namespace Concord.Newsroom.WordPress;

/// <summary>Writes the HTML of a post as Markdown of our texts: what they cannot have becomes a link or plain words.</summary>
internal sealed partial class MarkdownWriter
{
    /// <summary>Lists and quotations within each other, as <see cref="MarkdownLimits.MaxDepth"/> has it, with room for numbers.</summary>
    private const int MaxNesting = 10;

    private readonly IPostContext context;
    private readonly PostMedia media;
    private readonly InlineWriter inline;
    private int nesting;

    /// <param name="breaksAtLines">True for texts of the earlier editor, in which an empty line ends a paragraph.</param>
    public MarkdownWriter(IPostContext context, bool breaksAtLines)
    {
        this.context = context;
        media = new PostMedia(context);
        inline = new InlineWriter(context, media, breaksAtLines);
    }

    public string Write(INode root)
    {
        var blocks = Blocks(root, 0);
        blocks.AddRange(media.Take());
        for (var note = 0; note < inline.Footnotes.Count; note++)
        {
            blocks.Add($"[^{note + 1}]: {inline.Footnotes[note]}");
        }

        return string.Join("\n\n", blocks);
    }

    /// <summary>The blocks of an element; what is inline between them becomes paragraphs.</summary>
    private List<string> Blocks(INode parent, int depth)
    {
        var blocks = new List<string>();
        var run = new List<INode>();
        foreach (var node in parent.ChildNodes)
        {
            if (node is IComment comment)
            {
                PostMarkup.ReportUnknownBlock(comment, context);
            }
            else if (node is IElement element && PostMarkup.IsBlock(element, depth))
            {
                AddParagraphs(blocks, run);
                blocks.AddRange(Block(element, depth + 1));
                AddBehind(blocks);
            }
            else if (node is IElement or IText)
            {
                run.Add(node);
            }
        }

        AddParagraphs(blocks, run);
        return blocks;
    }

    /// <summary>Pictures and embeds may stand in no list, quotation or table: they wait until it ends.</summary>
    private void AddBehind(List<string> blocks)
    {
        if (nesting == 0)
        {
            blocks.AddRange(media.Take());
        }
    }

    private IEnumerable<string> Block(IElement element, int depth)
    {
        switch (element.LocalName)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                var level = Math.Clamp(element.LocalName[1] - '0', 2, 4);
                var words = PostMarkup.OneLine(inline.Write(element.ChildNodes, depth));
                return words.Length > 0 ? [$"{new string('#', level)} {words.TrimEnd('#', ' ')}"] : [];
            case "ul" or "ol":
                return List(element, depth);
            case "blockquote":
                return Quotation(element, depth);
            case "pre":
                return Preformatted(element);
            case "table":
                return Table(element, depth);
            case "hr":
                return ["---"];
            case "figure":
                return Figure(element, depth);
            case "dt" or "summary":
                return Strong(PostMarkup.OneLine(inline.Write(element.ChildNodes, depth)));
            case "iframe" or "video" or "audio" or "object" or "embed":
                media.LinkMedia(element);
                return [];
            default:
                return Blocks(element, depth);
        }
    }

    private static IEnumerable<string> Strong(string words) => words.Length > 0 ? [$"**{words}**"] : [];

    private void AddParagraphs(List<string> blocks, List<INode> run)
    {
        if (run.Count == 0)
        {
            return;
        }

        var text = inline.Write(run, 0);
        run.Clear();
        foreach (var paragraph in PostMarkup.EmptyLine().Split(text))
        {
            var lines = paragraph
                .Split('\n')
                .Select(line => PostMarkup.Blank().Replace(line, " ").Trim())
                .Where(line => line.Length > 0)
                .ToList();
            // A break at the end of a paragraph shows nothing.
            while (lines.Count > 0 && lines[^1] == "\\")
            {
                lines.RemoveAt(lines.Count - 1);
            }

            if (lines.Count > 0)
            {
                lines[^1] = TrailingBreak().Replace(lines[^1], "").TrimEnd();
                blocks.Add(Embedded(lines) ?? MarkdownInline.EscapeLines(string.Join('\n', lines)));
            }
        }

        AddBehind(blocks);
    }

    /// <summary>WordPress shows what an address alone in its paragraph leads to.</summary>
    private string? Embedded(List<string> lines)
    {
        var address = lines.Count == 1 ? lines[0].Replace("\\", "", StringComparison.Ordinal) : "";
        if (address.Contains(' ', StringComparison.Ordinal) || !PostMarkup.IsWebAddress(address))
        {
            return null;
        }

        context.Report(PostProblem.LinkedMedia, address);
        return MarkdownInline.Address(address) is { } target ? $"[{lines[0]}]({target})" : null;
    }

    private List<string> List(IElement list, int depth)
    {
        if (nesting >= MaxNesting)
        {
            return Blocks(list, PostMarkup.MaxDepth);
        }

        var isOrdered = list.LocalName == "ol";
        var number =
            isOrdered && int.TryParse(list.GetAttribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
                ? Math.Min(start, 100_000_000)
                : 1;
        nesting++;
        var items = new List<(string Mark, List<string> Blocks)>();
        foreach (var child in list.Children)
        {
            // Some editors put a list beside the item that it belongs to.
            if (child.LocalName is "ul" or "ol" && items.Count > 0)
            {
                items[^1].Blocks.AddRange(List(child, depth + 1));
                continue;
            }

            var blocks = Blocks(child, depth + 1);
            if (blocks.Count > 0)
            {
                items.Add((isOrdered ? $"{number++}. " : "- ", blocks));
            }
        }

        nesting--;
        if (items.Count == 0)
        {
            return [];
        }

        // Tight where no item has more than a line and a list within it.
        var isTight = items.All(item => item.Blocks.Skip(1).All(block => ListStart().IsMatch(block)));
        var gap = isTight ? "\n" : "\n\n";
        return [string.Join(gap, items.Select(item => Indented(item.Mark, string.Join(gap, item.Blocks))))];
    }

    private static string Indented(string mark, string text)
    {
        var indent = $"\n{new string(' ', mark.Length)}";
        return mark + EmptyIndent().Replace(text.Replace("\n", indent, StringComparison.Ordinal), "\n");
    }

    private List<string> Quotation(IElement quotation, int depth)
    {
        if (nesting >= MaxNesting)
        {
            return Blocks(quotation, PostMarkup.MaxDepth);
        }

        nesting++;
        // The speaker, by our texts' convention the last paragraph.
        var cite = quotation.Children.LastOrDefault(child => child.LocalName is "cite" or "footer");
        cite?.Remove();
        var blocks = Blocks(quotation, depth);
        var speaker = cite is null
            ? ""
            : PostMarkup.OneLine(inline.Write(cite.ChildNodes, depth)).TrimStart('—', '–', '-', ' ', '\\');
        nesting--;
        if (speaker.Length > 0)
        {
            blocks.Add($"— {speaker}");
        }

        return blocks.Count == 0 ? [] : [Quoted(string.Join("\n\n", blocks))];
    }

    private static string Quoted(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? ">" : $"> {line}"));

    private static IEnumerable<string> Preformatted(IElement element)
    {
        // A verse has breaks for lines.
        var text = WithBreaks(element).Trim('\n');
        if (text.Trim().Length == 0)
        {
            return [];
        }

        var fence = new string('`', Math.Max(3, Backticks().Matches(text).Select(run => run.Length).DefaultIfEmpty().Max() + 1));
        return [$"{fence}\n{text}\n{fence}"];
    }

    private static string WithBreaks(INode node)
    {
        var text = new StringBuilder();
        foreach (var part in node.Descendants())
        {
            if (part is IText words)
            {
                text.Append(words.Data.ReplaceLineEndings("\n"));
            }
            else if (part is IElement { LocalName: "br" })
            {
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    private List<string> Table(IElement table, int depth)
    {
        nesting++;
        var rows = MarkdownTable.RowsOf(table).Select(row => Cells(row, depth)).Where(row => row.Count > 0).ToList();
        var caption = table.Children.FirstOrDefault(child => child.LocalName == "caption") is { } element
            ? PostMarkup.OneLine(inline.Write(element.ChildNodes, depth))
            : "";
        nesting--;
        List<string> blocks = caption.Length > 0 ? [MarkdownInline.EscapeLines(caption)] : [];
        blocks.AddRange(MarkdownTable.Of(rows));
        return blocks;
    }

    private List<string> Cells(IElement row, int depth)
    {
        var cells = new List<string>();
        foreach (var cell in row.Children.Where(child => child.LocalName is "td" or "th"))
        {
            cells.Add(PostMarkup.OneLine(string.Join(' ', Blocks(cell, Math.Max(depth, PostMarkup.MaxDepth)))));
            cells.AddRange(Enumerable.Repeat("", MarkdownTable.SpanOf(cell) - 1));
        }

        return cells;
    }

    /// <summary>A picture, several, a table, a quotation or a frame, with what is said about it.</summary>
    private List<string> Figure(IElement figure, int depth)
    {
        if (figure.GetAttribute(Shortcodes.GalleryAttribute) is { } ids)
        {
            media.AddPictures(
                context.GalleryOf([
                    .. ids.Split(',', StringSplitOptions.TrimEntries)
                        .Select(id =>
                            long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0
                        )
                        .Where(id => id > 0),
                ])
            );
            return [];
        }

        var images = figure.QuerySelectorAll("img");
        if (images.Length == 0)
        {
            return Blocks(figure, depth);
        }

        // In a gallery each picture has a caption; that of the gallery itself stands below it.
        var caption = figure.Children.LastOrDefault(child => child.LocalName == "figcaption");
        caption?.Remove();
        var words = caption is null ? Remaining(figure, depth) : PostMarkup.OneLine(inline.Write(caption.ChildNodes, depth));
        var pictures = new List<PostPicture>();
        foreach (var image in images)
        {
            var own =
                image.Closest("figure") is { } inner && inner != figure
                    ? inner.Children.FirstOrDefault(child => child.LocalName == "figcaption")?.TextContent
                    : null;
            if (media.PictureOf(image) is { } picture)
            {
                var said = images.Length == 1 && caption is not null ? caption.TextContent : own;
                pictures.Add(picture with { Caption = PostMarkup.Plain(said) ?? picture.Caption });
            }
            else
            {
                media.AddMissing(image);
            }
        }

        if (images.Length == 1 && pictures.Count == 1 && words.Length > 0)
        {
            pictures[0] = pictures[0] with { Caption = MarkdownText.ToPlainText(words) };
            words = "";
        }

        media.AddPictures(pictures);
        foreach (var link in images.Select(image => image.Closest("a")).OfType<IElement>().Distinct())
        {
            media.AddTarget(link);
        }

        if (words.Length > 0)
        {
            media.Add(MarkdownInline.EscapeLines(words));
        }

        return [];
    }

    /// <summary>What stands in a figure beside its pictures: the caption of a shortcode.</summary>
    private string Remaining(IElement figure, int depth)
    {
        var copy = (IElement)figure.Clone(deep: true);
        foreach (var image in copy.QuerySelectorAll("img, figcaption").ToList())
        {
            image.Remove();
        }

        return PostMarkup.OneLine(inline.Write(copy.ChildNodes, depth));
    }

    /// <summary>An odd number of backslashes: the last one is a break.</summary>
    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)\\$", RegexOptions.None, 10_000)]
    private static partial Regex TrailingBreak();

    [GeneratedRegex(@"^(?:- |[0-9]+\. )", RegexOptions.None, 10_000)]
    private static partial Regex ListStart();

    [GeneratedRegex(@"\n +(?=\n)", RegexOptions.None, 10_000)]
    private static partial Regex EmptyIndent();

    [GeneratedRegex("`+", RegexOptions.None, 10_000)]
    private static partial Regex Backticks();
}
