using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Concord.Newsroom.WordPress;

/// <summary>Writes the words of a paragraph, heading or cell as Markdown: emphasis, links, breaks, footnotes.</summary>
/// <param name="media">Takes the pictures and frames that stand among the words.</param>
/// <param name="breaksAtLines">As in <see cref="MarkdownWriter"/>.</param>
internal sealed partial class InlineWriter(IPostContext context, PostMedia media, bool breaksAtLines)
{
    private readonly List<string> footnotes = [];

    /// <summary>Those that were named so far, in their order.</summary>
    public IReadOnlyList<string> Footnotes => footnotes;

    public string Write(IEnumerable<INode> nodes, int depth)
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
                PostMarkup.ReportUnknownBlock(comment, context);
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
            text.Append(PostMarkup.Space().Replace(escaped, " "));
            return;
        }

        // Two line ends end a paragraph, one is a break.
        var pieces = PostMarkup.EmptyLine().Split(escaped);
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

                text.Append(PostMarkup.Blank().Replace(lines[line], " "));
            }
        }
    }

    private void AppendElement(StringBuilder text, IElement element, int depth)
    {
        if (PostMarkup.Removed.Contains(element.LocalName))
        {
            context.Report(PostProblem.RemovedElement, element.LocalName);
            return;
        }

        if (depth > PostMarkup.MaxDepth * 2)
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
                if (media.PictureOf(element) is { } picture)
                {
                    media.AddPictures([picture]);
                }
                else
                {
                    media.AddMissing(element);
                }

                break;
            case "b" or "strong" or "i" or "em" or "cite" or "dfn" or "var":
                AppendMarked(text, element, MarkOf(element)!, depth);
                break;
            case "code" or "kbd" or "samp" or "tt":
                var code = PostMarkup.Space().Replace(element.TextContent, " ").Trim();
                text.Append(code.Length > 0 ? MarkdownInline.Code(code) : "");
                break;
            case "a":
                AppendLink(text, element, depth);
                break;
            case "sup" when element.GetAttribute("data-fn") is { } note && context.FootnoteOf(note) is { } html:
                AppendFootnote(text, html);
                break;
            case "iframe" or "video" or "audio" or "object" or "embed":
                media.LinkMedia(element);
                break;
            default:
                var isBlock = PostMarkup.IsBlock(element, 0);
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
        // A footnote is one paragraph, also in texts whose lines count.
        var own = new InlineWriter(context, media, breaksAtLines: false);
        footnotes.Add(PostMarkup.OneLine(own.Write(PostText.Parse(html).ChildNodes, 0)));
        text.Append(CultureInfo.InvariantCulture, $"[^{footnotes.Count}]");
    }

    /// <summary>Emphasis, where Markdown can express it here: its marks may not touch a space inside, nor a letter and punctuation.</summary>
    private void AppendMarked(StringBuilder text, IElement element, string mark, int depth)
    {
        var whole = Write(element.ChildNodes, depth + 1);
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
        var mark = MarkOf(element);
        for (var outer = element.ParentElement; outer is not null; outer = outer.ParentElement)
        {
            if (MarkOf(outer) == mark)
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>The mark of an element's words; null where they have none.</returns>
    private static string? MarkOf(IElement element) =>
        element.LocalName switch
        {
            "b" or "strong" or "dt" or "summary" => "**",
            "i" or "em" or "cite" or "dfn" or "var" => "*",
            _ => null,
        };

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

            if (here.Parent is IElement parent && PostMarkup.IsBlock(parent, 0))
            {
                break;
            }
        }

        return ' ';
    }

    private void AppendLink(StringBuilder text, IElement element, int depth)
    {
        var whole = Write(element.ChildNodes, depth + 1);
        var words = PostMarkup.OneLine(whole);
        var href = (element.GetAttribute("href") ?? "").Trim();
        var hasLinkWithin = element.QuerySelector("a") is not null;
        if (href.Length == 0 || href.StartsWith('#') || hasLinkWithin)
        {
            text.Append(whole);
            return;
        }

        if (words.Length == 0)
        {
            if (element.QuerySelector("img") is not null)
            {
                media.AddTarget(element);
            }

            return;
        }

        if (context.LinkOf(href) is not { } link || MarkdownInline.Address(link.Address) is not { } address)
        {
            text.Append(whole);
            return;
        }

        if (link.IsFile)
        {
            text.Append(whole);
            media.Add($"[{words}]({address})");
            return;
        }

        AppendSpace(text, whole.Length > 0 && whole[0] == ' ');
        text.Append('[').Append(words).Append("](").Append(address).Append(')');
        AppendSpace(text, whole.Length > 0 && whole[^1] == ' ');
    }

    private static void TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }
    }

    /// <summary>Spaces and breaks at the start and at the end.</summary>
    [GeneratedRegex(@"\A(?:[ \n]|\\\n)+|(?:[ \n]|\\\n)+\z", RegexOptions.None, 10_000)]
    private static partial Regex Edges();
}
