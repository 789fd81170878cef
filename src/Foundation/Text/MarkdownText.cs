using Ganss.Xss;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Concord.Foundation.Text;

/// <summary>
/// Markdown to HTML that is safe to show: raw HTML is not passed through, and what comes out is held against a list of
/// what is allowed. Trust boundary: everything that editors and imports bring goes through here.
/// </summary>
public sealed class MarkdownText
{
    /// <summary>How a text links to another document: <c>[words](doc:slug)</c>.</summary>
    private const string DocumentScheme = "doc:";

    /// <summary>How a text links to a page of this site in the reader's language: <c>[words](~/progress)</c>.</summary>
    private const string OwnScheme = "~/";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseGenericAttributes()
        .DisableHtml()
        .UsePreciseSourceLocation()
        .Build();

    private readonly HtmlSanitizer sanitizer = AllowList.Create();

    /// <param name="markdown">CommonMark with tables and attributes (<c>*text*{lang=ar}</c>).</param>
    /// <param name="addressOf">Address of the document with a slug; null leaves the link's words without a link.</param>
    /// <param name="root">What stands for <c>~</c> in links: <c>/en</c>.</param>
    /// <returns>Sanitised HTML.</returns>
    public string ToHtml(string markdown, Func<string, string?> addressOf, string root = "")
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var own in LinksOf(document, OwnScheme))
        {
            own.Url = root + own.Url![1..];
        }

        foreach (var link in DocumentLinksOf(document))
        {
            if (addressOf(SlugOf(link)) is { } address)
            {
                link.Url = address;
            }
            else
            {
                Unlink(link);
            }
        }

        return sanitizer.Sanitize(document.ToHtml(Pipeline));
    }

    /// <summary>The words of a text without any markup.</summary>
    public static string ToPlainText(string markdown) => Markdown.ToPlainText(markdown, Pipeline).Trim();

    /// <summary>The documents a text links to, with the line (from 1) of each link.</summary>
    public static IEnumerable<(string Slug, int Line)> DocumentLinks(string markdown) =>
        DocumentLinksOf(Markdown.Parse(markdown, Pipeline)).Select(link => (SlugOf(link), link.Line + 1));

    private static List<LinkInline> DocumentLinksOf(MarkdownDocument document) => LinksOf(document, DocumentScheme);

    private static List<LinkInline> LinksOf(MarkdownDocument document, string scheme) =>
        [.. document.Descendants<LinkInline>().Where(link => link.Url?.StartsWith(scheme, StringComparison.Ordinal) == true)];

    private static string SlugOf(LinkInline link) => link.Url![DocumentScheme.Length..];

    private static void Unlink(LinkInline link)
    {
        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }

        link.Remove();
    }
}
