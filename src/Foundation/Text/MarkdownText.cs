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

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseGenericAttributes()
        .DisableHtml()
        .UsePreciseSourceLocation()
        .Build();

    private readonly HtmlSanitizer sanitizer = AllowList.Create();

    /// <param name="markdown">CommonMark with tables and attributes (<c>*text*{lang=ar}</c>).</param>
    /// <param name="addressOf">Address of the document with a slug; null leaves the link's words without a link.</param>
    /// <returns>Sanitised HTML.</returns>
    public string ToHtml(string markdown, Func<string, string?> addressOf)
    {
        var document = Markdown.Parse(markdown, Pipeline);
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

    /// <summary>The documents a text links to, with the line (from 1) of each link.</summary>
    public static IEnumerable<(string Slug, int Line)> DocumentLinks(string markdown) =>
        DocumentLinksOf(Markdown.Parse(markdown, Pipeline)).Select(link => (SlugOf(link), link.Line + 1));

    private static List<LinkInline> DocumentLinksOf(MarkdownDocument document) =>
        [
            .. document
                .Descendants<LinkInline>()
                .Where(link => link.Url?.StartsWith(DocumentScheme, StringComparison.Ordinal) == true),
        ];

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
