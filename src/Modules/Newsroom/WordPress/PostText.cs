using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Concord.Foundation.Text;
using Concord.WordPress;

namespace Concord.Newsroom.WordPress;

/// <summary>The text of a post of WordPress as Markdown of our texts.</summary>
internal static class PostText
{
    /// <param name="content">As WordPress stores it: HTML with block comments, or lines of the earlier editor, with shortcodes.</param>
    public static string ToMarkdown(string content, IPostContext context)
    {
        var isOfBlocks = content.Contains("<!-- wp:", StringComparison.Ordinal);
        var html = Shortcodes.ToHtml(content, name => context.Report(PostProblem.UnknownShortcode, name));
        var body = Parse(html);
        var markdown = new MarkdownWriter(context, breaksAtLines: !isOfBlocks).Write(body);
        if (MarkdownText.Check(markdown) is null)
        {
            return markdown;
        }

        // Such as lists in lists without end, or a table of a thousand columns: no reader loses the words.
        context.Report(PostProblem.PlainText, "");
        var words = Words(body);
        var plain = MarkdownInline.EscapeLines(MarkdownInline.Escape(words));
        return MarkdownText.Check(plain) is null ? plain : MarkdownInline.WithoutMarks(words);
    }

    /// <summary>Comments at the start stay within it.</summary>
    public static INode Parse(string html) => new HtmlParser().ParseDocument($"<!doctype html><body>{html}").Body!;

    /// <summary>The words of HTML, in one line.</summary>
    public static string Plain(string html) => Words(Parse(html)).ReplaceLineEndings(" ").Trim();

    private static string Words(INode node)
    {
        var words = new StringBuilder();
        foreach (var part in node.Descendants())
        {
            if (part is IText text && part.Parent is not IElement { LocalName: "script" or "style" })
            {
                words.Append(text.Data);
            }

            // The end of an element is found again as the start of what follows it.
            if (part is IElement element && (element.LocalName == "br" || PostMarkup.IsBlock(element, 0)))
            {
                words.Append(' ');
            }
            else if (part.PreviousSibling is IElement before && PostMarkup.IsBlock(before, 0))
            {
                words.Insert(words.Length - ((part as IText)?.Data.Length ?? 0), ' ');
            }
        }

        return string.Join(' ', words.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
