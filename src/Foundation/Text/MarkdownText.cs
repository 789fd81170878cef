using Ganss.Xss;
using Markdig;

namespace Concord.Foundation.Text;

/// <summary>
/// Markdown to HTML that is safe to show: raw HTML is not passed through, and what comes out is held against a list of
/// what is allowed. Trust boundary: everything that editors and imports bring goes through here.
/// </summary>
public sealed class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseFootnotes()
        .UseGenericAttributes()
        .DisableHtml()
        .Build();

    private readonly HtmlSanitizer sanitizer = AllowList.Create();

    /// <param name="markdown">Markdown of CommonMark with tables, footnotes and attributes (<c>*text*{lang=ar}</c>).</param>
    /// <returns>Sanitised HTML without a heading of level 1.</returns>
    public string ToHtml(string markdown) => sanitizer.Sanitize(Markdown.ToHtml(markdown, Pipeline));

    /// <summary>The text alone, for search and summaries.</summary>
    public static string ToPlain(string markdown) => Markdown.ToPlainText(markdown, Pipeline);
}
