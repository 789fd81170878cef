using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Concord.Foundation.Text;
using Concord.WordPress;

namespace Concord.Newsroom.WordPress;

/// <summary>Writes the HTML of a post as Markdown of our texts: what they cannot have becomes a link or plain words.</summary>
/// <param name="breaksAtLines">True for texts of the earlier editor, in which an empty line ends a paragraph.</param>
internal sealed partial class MarkdownWriter(IPostContext context, bool breaksAtLines)
{
    /// <summary>Elements within each other that are told apart; what is deeper becomes plain words.</summary>
    private const int MaxDepth = 60;

    /// <summary>Lists and quotations within each other, as <see cref="MarkdownLimits.MaxDepth"/> has it, with room for numbers.</summary>
    private const int MaxNesting = 10;

    private static readonly HashSet<string> Containers =
    [
        "div",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "main",
        "center",
        "address",
        "fieldset",
        "nav",
        "hgroup",
        "details",
        "body",
    ];

    private static readonly HashSet<string> Removed =
    [
        "script",
        "style",
        "noscript",
        "template",
        "form",
        "input",
        "select",
        "textarea",
        "button",
        "svg",
        "canvas",
        "math",
        "applet",
        "head",
        "title",
        "link",
        "meta",
        "base",
        "map",
    ];

    private static readonly HashSet<string> KnownBlocks =
    [
        "paragraph",
        "heading",
        "list",
        "list-item",
        "quote",
        "pullquote",
        "image",
        "gallery",
        "table",
        "code",
        "preformatted",
        "verse",
        "html",
        "shortcode",
        "freeform",
        "separator",
        "spacer",
        "columns",
        "column",
        "group",
        "cover",
        "media-text",
        "buttons",
        "button",
        "file",
        "audio",
        "video",
        "embed",
        "more",
        "nextpage",
        "details",
        "footnotes",
        "missing",
        "text-columns",
        "subhead",
    ];

    /// <summary>Pictures, frames and files of the block being written, which stand behind it in paragraphs of their own.</summary>
    private readonly List<string> behind = [];

    private readonly List<string> footnotes = [];
    private int nesting;

    public string Write(INode root)
    {
        var blocks = Blocks(root, 0);
        blocks.AddRange(TakeBehind());
        for (var note = 0; note < footnotes.Count; note++)
        {
            blocks.Add($"[^{note + 1}]: {footnotes[note]}");
        }

        return string.Join("\n\n", blocks);
    }

    private List<string> TakeBehind()
    {
        List<string> taken = [.. behind];
        behind.Clear();
        return taken;
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
                ReadBlockComment(comment);
            }
            else if (node is IElement element && IsBlock(element, depth))
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
            blocks.AddRange(TakeBehind());
        }
    }

    public static bool IsBlock(IElement element, int depth) =>
        depth < MaxDepth
        && (
            Containers.Contains(element.LocalName)
            || element.LocalName
                is "p"
                    or "h1"
                    or "h2"
                    or "h3"
                    or "h4"
                    or "h5"
                    or "h6"
                    or "ul"
                    or "ol"
                    or "li"
                    or "dl"
                    or "dt"
                    or "dd"
                    or "blockquote"
                    or "pre"
                    or "table"
                    or "figure"
                    or "figcaption"
                    or "hr"
                    or "iframe"
                    or "video"
                    or "audio"
                    or "object"
                    or "embed"
                    or "summary"
                    or "caption"
        );

    private IEnumerable<string> Block(IElement element, int depth)
    {
        switch (element.LocalName)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                var level = Math.Clamp(element.LocalName[1] - '0', 2, 4);
                var words = OneLine(Inline(element.ChildNodes, depth));
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
                return Strong(OneLine(Inline(element.ChildNodes, depth)));
            case "iframe" or "video" or "audio" or "object" or "embed":
                LinkMedia(element);
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

        var text = Inline(run, 0);
        run.Clear();
        foreach (var paragraph in EmptyLine().Split(text))
        {
            var lines = paragraph
                .Split('\n')
                .Select(line => Blank().Replace(line, " ").Trim())
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
        if (address.Contains(' ', StringComparison.Ordinal) || !IsWebAddress(address))
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
            return Blocks(list, MaxDepth);
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
            return Blocks(quotation, MaxDepth);
        }

        nesting++;
        // The speaker, by our texts' convention the last paragraph.
        var cite = quotation.Children.LastOrDefault(child => child.LocalName is "cite" or "footer");
        cite?.Remove();
        var blocks = Blocks(quotation, depth);
        var speaker = cite is null ? "" : OneLine(Inline(cite.ChildNodes, depth)).TrimStart('—', '–', '-', ' ', '\\');
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

    private IEnumerable<string> Table(IElement table, int depth)
    {
        nesting++;
        var rows = RowsOf(table).Select(row => Cells(row, depth)).Where(row => row.Count > 0).ToList();
        var caption = table.Children.FirstOrDefault(child => child.LocalName == "caption") is { } element
            ? OneLine(Inline(element.ChildNodes, depth))
            : "";
        nesting--;
        var columns = rows.Select(row => row.Count).DefaultIfEmpty().Max();
        if (caption.Length > 0)
        {
            yield return MarkdownInline.EscapeLines(caption);
        }

        if (columns is 0)
        {
            yield break;
        }

        // One column is layout, not a table; too many cannot be shown.
        if (columns is 1 or > MarkdownLimits.MaxColumns)
        {
            foreach (var cell in rows.SelectMany(row => row).Where(cell => cell.Length > 0))
            {
                yield return MarkdownInline.EscapeLines(cell);
            }

            yield break;
        }

        var lines = rows.Select(row => $"| {string.Join(" | ", row.Concat(Enumerable.Repeat("", columns - row.Count)))} |")
            .ToList();
        lines.Insert(1, $"|{string.Concat(Enumerable.Repeat(" --- |", columns))}");
        yield return string.Join('\n', lines);
    }

    /// <summary>Of this table, not of one within a cell.</summary>
    private static IEnumerable<IElement> RowsOf(IElement table) =>
        table.Children.SelectMany(child =>
            child.LocalName is "thead" or "tbody" or "tfoot" ? child.Children.Where(row => row.LocalName == "tr")
            : child.LocalName == "tr" ? [child]
            : []
        );

    private List<string> Cells(IElement row, int depth)
    {
        var cells = new List<string>();
        foreach (var cell in row.Children.Where(child => child.LocalName is "td" or "th"))
        {
            cells.Add(OneLine(string.Join(' ', Blocks(cell, Math.Max(depth, MaxDepth)))));
            var span = int.TryParse(
                cell.GetAttribute("colspan"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var columns
            )
                ? Math.Min(columns, MarkdownLimits.MaxColumns)
                : 1;
            cells.AddRange(Enumerable.Repeat("", Math.Max(0, span - 1)));
        }

        return cells;
    }

    /// <summary>A picture, several, a table, a quotation or a frame, with what is said about it.</summary>
    private List<string> Figure(IElement figure, int depth)
    {
        if (figure.GetAttribute(Shortcodes.GalleryAttribute) is { } ids)
        {
            AddPictures(
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
        var words = caption is null ? Remaining(figure, depth) : OneLine(Inline(caption.ChildNodes, depth));
        var pictures = new List<PostPicture>();
        foreach (var image in images)
        {
            var own =
                image.Closest("figure") is { } inner && inner != figure
                    ? inner.Children.FirstOrDefault(child => child.LocalName == "figcaption")?.TextContent
                    : null;
            if (PictureOf(image) is { } picture)
            {
                var said = images.Length == 1 && caption is not null ? caption.TextContent : own;
                pictures.Add(picture with { Caption = Plain(said) ?? picture.Caption });
            }
            else
            {
                AddMissing(image);
            }
        }

        if (images.Length == 1 && pictures.Count == 1 && words.Length > 0)
        {
            pictures[0] = pictures[0] with { Caption = MarkdownText.ToPlainText(words) };
            words = "";
        }

        AddPictures(pictures);
        if (words.Length > 0)
        {
            behind.Add(MarkdownInline.EscapeLines(words));
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

        return OneLine(Inline(copy.ChildNodes, depth));
    }

    private static string? Plain(string? words) =>
        words is not null && Space().Replace(words, " ").Trim() is { Length: > 0 } plain ? plain : null;

    private void AddPictures(IReadOnlyList<PostPicture> pictures)
    {
        if (pictures.Count > 0)
        {
            behind.Add(
                string.Join('\n', pictures.Select(one => new TextPicture(one.Name, one.Alt, one.Caption, 0).ToMarkdown()))
            );
        }
    }

    private PostPicture? PictureOf(IElement image)
    {
        var source = image.GetAttribute("src") ?? image.GetAttribute("data-src") ?? "";
        var named = PictureId().Match(image.GetAttribute("class") ?? "");
        var id = named.Success ? long.Parse(named.Groups["id"].Value, CultureInfo.InvariantCulture) : (long?)null;
        var picture = context.PictureOf(source, id);
        return picture is null ? null
            : Plain(image.GetAttribute("alt")) is { } alt ? picture with { Alt = alt }
            : picture;
    }

    private void AddMissing(IElement image)
    {
        var source = image.GetAttribute("src") ?? "";
        context.Report(PostProblem.MissingPicture, source.Length > 200 ? source[..200] : source);
        var words = Plain(image.GetAttribute("alt")) ?? Uri.UnescapeDataString(source.Split('?', '#')[0].Split('/')[^1]);
        if (IsWebAddress(source) && MarkdownInline.Address(source) is { } address)
        {
            behind.Add($"[{MarkdownInline.Escape(words.Length > 0 ? words : source)}]({address})");
        }
        else if (Plain(image.GetAttribute("alt")) is { } alt)
        {
            behind.Add(MarkdownInline.EscapeLines(MarkdownInline.Escape(alt)));
        }
    }

    /// <summary>A frame, film or sound of the old site or of another: a link takes its place.</summary>
    private void LinkMedia(IElement element)
    {
        var source =
            element.GetAttribute("src")
            ?? element.GetAttribute("data")
            ?? element.QuerySelector("source[src], embed[src]")?.GetAttribute("src")
            ?? "";
        source = source.StartsWith("//", StringComparison.Ordinal) ? $"https:{source}" : source;
        context.Report(PostProblem.LinkedMedia, source.Length > 0 ? source : element.LocalName);
        if (IsWebAddress(source) && MarkdownInline.Address(source) is { } address)
        {
            var words = Plain(element.GetAttribute("title")) ?? source;
            behind.Add($"[{MarkdownInline.Escape(words)}]({address})");
        }
    }

    private static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;

    /// <summary>A comment that begins a block says what it is.</summary>
    private void ReadBlockComment(IComment comment)
    {
        var found = BlockComment().Match(comment.Data);
        if (
            found.Success
            && !KnownBlocks.Contains(found.Groups["name"].Value)
            && !found.Groups["name"].Value.StartsWith("core-embed/", StringComparison.Ordinal)
        )
        {
            context.Report(PostProblem.UnknownBlock, found.Groups["name"].Value);
        }
    }

    private string Inline(IEnumerable<INode> nodes, int depth)
    {
        var text = new StringBuilder();
        AppendInline(text, nodes, depth);
        return text.ToString();
    }

    private void AppendInline(StringBuilder text, IEnumerable<INode> nodes, int depth)
    {
        foreach (var node in nodes)
        {
            if (node is IText words)
            {
                AppendWords(text, words.Data);
            }
            else if (node is IComment comment)
            {
                ReadBlockComment(comment);
            }
            else if (node is IElement element)
            {
                AppendElement(text, element, depth);
            }
        }
    }

    private void AppendWords(StringBuilder text, string words)
    {
        var escaped = MarkdownInline.Escape(words.ReplaceLineEndings("\n"));
        if (!breaksAtLines)
        {
            text.Append(Space().Replace(escaped, " "));
            return;
        }

        // Two line ends end a paragraph, one is a break.
        var pieces = EmptyLine().Split(escaped);
        for (var piece = 0; piece < pieces.Length; piece++)
        {
            if (piece > 0)
            {
                text.Append("\n\n");
            }

            var lines = pieces[piece].Split('\n');
            for (var line = 0; line < lines.Length; line++)
            {
                if (line > 0)
                {
                    var isInside = lines[line - 1].Trim().Length > 0 && lines[line].Trim().Length > 0;
                    text.Append(isInside ? "\\\n" : " ");
                }

                text.Append(Blank().Replace(lines[line], " "));
            }
        }
    }

    private void AppendElement(StringBuilder text, IElement element, int depth)
    {
        if (Removed.Contains(element.LocalName))
        {
            context.Report(PostProblem.RemovedElement, element.LocalName);
            return;
        }

        if (depth > MaxDepth * 2)
        {
            AppendWords(text, element.TextContent);
            return;
        }

        switch (element.LocalName)
        {
            case "br":
                TrimEnd(text);
                text.Append("\\\n");
                break;
            case "img":
                if (PictureOf(element) is { } picture)
                {
                    AddPictures([picture]);
                }
                else
                {
                    AddMissing(element);
                }

                break;
            case "b" or "strong":
                AppendMarked(text, element, "**", depth);
                break;
            case "i" or "em" or "cite" or "dfn" or "var":
                AppendMarked(text, element, "*", depth);
                break;
            case "code" or "kbd" or "samp" or "tt":
                var code = Space().Replace(element.TextContent, " ").Trim();
                text.Append(code.Length > 0 ? MarkdownInline.Code(code) : "");
                break;
            case "a":
                AppendLink(text, element, depth);
                break;
            case "sup" when element.GetAttribute("data-fn") is { } note && context.FootnoteOf(note) is { } html:
                AppendFootnote(text, html);
                break;
            case "iframe" or "video" or "audio" or "object" or "embed":
                LinkMedia(element);
                break;
            default:
                var isBlock = IsBlock(element, 0);
                AppendSpace(text, isBlock);
                AppendInline(text, element.ChildNodes, depth + 1);
                AppendSpace(text, isBlock);
                break;
        }
    }

    private static void AppendSpace(StringBuilder text, bool isWanted)
    {
        if (isWanted && text.Length > 0 && !char.IsWhiteSpace(text[^1]))
        {
            text.Append(' ');
        }
    }

    private void AppendFootnote(StringBuilder text, string html)
    {
        var own = new MarkdownWriter(context, breaksAtLines: false);
        footnotes.Add(OneLine(own.Inline(PostText.Parse(html).ChildNodes, 0)));
        text.Append(CultureInfo.InvariantCulture, $"[^{footnotes.Count}]");
    }

    /// <summary>Emphasis, where Markdown can express it here: its marks may not touch a space inside, nor a letter and punctuation.</summary>
    private void AppendMarked(StringBuilder text, IElement element, string mark, int depth)
    {
        var whole = Inline(element.ChildNodes, depth + 1);
        var inner = Edges().Replace(whole, "");
        if (inner.Length == 0 || inner.Contains("\n\n", StringComparison.Ordinal) || IsWithinSame(element))
        {
            text.Append(whole);
            return;
        }

        var start = whole.IndexOf(inner, StringComparison.Ordinal);
        text.Append(whole, 0, start);
        var before = text.Length > 0 ? text[^1] : ' ';
        var after = start + inner.Length < whole.Length ? ' ' : NextLetter(element);
        var canOpen = IsWordEdge(before) || !IsPunctuation(inner[0]);
        var canClose = IsWordEdge(after) || !IsPunctuation(inner[^1]);
        var touches = before == '*' || inner[0] == '*' || inner[^1] == '*';
        text.Append(canOpen && canClose && !touches ? $"{mark}{inner}{mark}" : inner)
            .Append(whole, start + inner.Length, whole.Length - start - inner.Length);
    }

    private static bool IsWithinSame(IElement element)
    {
        var isStrong = element.LocalName is "b" or "strong";
        for (var outer = element.ParentElement; outer is not null; outer = outer.ParentElement)
        {
            if (
                outer.LocalName is "b" or "strong" == isStrong
                    && outer.LocalName is "b" or "strong" or "i" or "em" or "cite" or "dfn" or "var"
                || outer.LocalName is "dt" or "summary" && isStrong
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWordEdge(char letter) => char.IsWhiteSpace(letter) || IsPunctuation(letter);

    private static bool IsPunctuation(char letter) => char.IsPunctuation(letter) || char.IsSymbol(letter);

    /// <summary>The first character behind an element in its paragraph.</summary>
    private static char NextLetter(INode node)
    {
        for (var here = node; here is not null; here = here.Parent)
        {
            for (var next = here.NextSibling; next is not null; next = next.NextSibling)
            {
                if (next is IElement { LocalName: "br" })
                {
                    return ' ';
                }

                if (next is not IComment && next.TextContent is { Length: > 0 } words)
                {
                    return words[0];
                }
            }

            if (here.Parent is IElement parent && IsBlock(parent, 0))
            {
                break;
            }
        }

        return ' ';
    }

    private void AppendLink(StringBuilder text, IElement element, int depth)
    {
        var whole = Inline(element.ChildNodes, depth + 1);
        var words = OneLine(whole);
        var href = (element.GetAttribute("href") ?? "").Trim();
        var hasLinkWithin = element.QuerySelector("a") is not null;
        if (href.Length == 0 || href.StartsWith('#') || hasLinkWithin)
        {
            text.Append(whole);
            return;
        }

        if (context.LinkOf(href) is not { } link || MarkdownInline.Address(link.Address) is not { } address)
        {
            text.Append(whole);
            return;
        }

        // A picture that leads to its own file needs no link; what else it leads to stands behind it.
        if (words.Length == 0)
        {
            if (element.QuerySelector("img") is not null && !IsPictureFile(href))
            {
                behind.Add(
                    link.IsFile
                        ? $"[{MarkdownInline.Escape(href.Split('/')[^1])}]({address})"
                        : $"[{MarkdownInline.Escape(href)}]({address})"
                );
            }

            return;
        }

        if (link.IsFile)
        {
            text.Append(whole);
            behind.Add($"[{words}]({address})");
            return;
        }

        AppendSpace(text, whole.Length > 0 && whole[0] == ' ');
        text.Append('[').Append(words).Append("](").Append(address).Append(')');
        AppendSpace(text, whole.Length > 0 && whole[^1] == ' ');
    }

    private static bool IsPictureFile(string address) => PictureFile().IsMatch(address.Split('?', '#')[0]);

    private static string OneLine(string text) => Space().Replace(Break().Replace(text, " "), " ").Trim();

    private static void TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }
    }

    [GeneratedRegex(@"\n[ \t]*\n\s*", RegexOptions.None, 10_000)]
    private static partial Regex EmptyLine();

    /// <summary>Not the spaces that join words, such as no-break spaces.</summary>
    [GeneratedRegex(@"[ \t\n\r\f]+", RegexOptions.None, 10_000)]
    private static partial Regex Space();

    [GeneratedRegex(@"[ \t\f]+", RegexOptions.None, 10_000)]
    private static partial Regex Blank();

    [GeneratedRegex(@"\\\n", RegexOptions.None, 10_000)]
    private static partial Regex Break();

    /// <summary>An odd number of backslashes: the last one is a break.</summary>
    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)\\$", RegexOptions.None, 10_000)]
    private static partial Regex TrailingBreak();

    /// <summary>Spaces and breaks at the start and at the end.</summary>
    [GeneratedRegex(@"\A(?:[ \n]|\\\n)+|(?:[ \n]|\\\n)+\z", RegexOptions.None, 10_000)]
    private static partial Regex Edges();

    [GeneratedRegex(@"^(?:- |[0-9]+\. )", RegexOptions.None, 10_000)]
    private static partial Regex ListStart();

    [GeneratedRegex(@"\n +(?=\n)", RegexOptions.None, 10_000)]
    private static partial Regex EmptyIndent();

    [GeneratedRegex("`+", RegexOptions.None, 10_000)]
    private static partial Regex Backticks();

    [GeneratedRegex(@"\bwp-image-(?<id>[0-9]{1,18})\b", RegexOptions.None, 10_000)]
    private static partial Regex PictureId();

    [GeneratedRegex(@"^\s*wp:(?<name>[a-z0-9/-]+)", RegexOptions.None, 10_000)]
    private static partial Regex BlockComment();

    [GeneratedRegex(@"\.(?:jpe?g|png|gif|webp|avif|svg)$", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex PictureFile();
}
