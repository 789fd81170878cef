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

    /// <summary>Whether a text can be rendered; asked when it is imported and when it is saved.</summary>
    /// <returns>The place and the reason where it cannot; null where it can.</returns>
    public static MarkdownFault? Check(string markdown) =>
        MarkdownLimits.Check(markdown) is { } fault ? fault
        : CanRender(markdown) ? null
        : new MarkdownFault(FirstBadLine(markdown), MarkdownFaultKind.TooDeep);

    /// <summary>The parser gives no place: the shortest beginning of the text that it refuses ends there.</summary>
    private static int FirstBadLine(string markdown)
    {
        var lines = markdown.Split('\n');
        var (good, bad) = (0, lines.Length);
        while (bad - good > 1)
        {
            var middle = (good + bad) / 2;
            (good, bad) = CanRender(string.Join('\n', lines[..middle])) ? (middle, bad) : (good, middle);
        }

        return bad;
    }

    private static bool CanRender(string markdown) =>
        Within(markdown, document => document.ToHtml(Pipeline) is not null, otherwise: false);

    /// <returns>
    /// The result of the work, or the other value where elements stand within each other too deeply for the library, or the
    /// text is beyond the limits.
    /// </returns>
    private static T Within<T>(string markdown, Func<MarkdownDocument, T> work, T otherwise)
    {
        if (MarkdownLimits.Check(markdown) is not null)
        {
            return otherwise;
        }

        try
        {
            return work(Markdown.Parse(markdown, Pipeline));
        }
        catch (ArgumentException)
        {
            return otherwise;
        }
    }

    /// <param name="markdown">CommonMark with tables and attributes (<c>*text*{lang=ar}</c>).</param>
    /// <param name="addressOf">Address of the document with a slug; null leaves the link's words without a link.</param>
    /// <param name="root">What stands for <c>~</c> in links: <c>/en</c>.</param>
    /// <returns>Sanitised HTML; the plain text where it cannot be rendered, as of a database of an earlier version.</returns>
    public string ToHtml(string markdown, Func<string, string?> addressOf, string root = "") =>
        sanitizer.Sanitize(
            Within(
                markdown,
                document => ToHtml(document, addressOf, root),
                $"<pre>{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(markdown)}</pre>"
            )
        );

    private static string ToHtml(MarkdownDocument document, Func<string, string?> addressOf, string root)
    {
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

        return document.ToHtml(Pipeline);
    }

    /// <summary>The words of a text without any markup; the text as it is where it cannot be rendered.</summary>
    public static string ToPlainText(string markdown) =>
        Within(markdown, _ => Markdown.ToPlainText(markdown, Pipeline), markdown).Trim();

    /// <summary>The paragraphs, headings, lists, quotations and tables of a text, as they are written.</summary>
    /// <returns>Each with the space after it: all of them together are the text. One where it cannot be rendered.</returns>
    public static IReadOnlyList<(string Text, string Gap)> Blocks(string markdown)
    {
        var starts = Within(markdown, document => document.Select(block => block.Span.Start).Order().ToList(), []);
        var cuts = starts.Skip(1).Prepend(0).Append(markdown.Length).ToList();
        var blocks = new List<(string, string)>();
        for (var at = 0; at + 1 < cuts.Count; at++)
        {
            var whole = markdown[cuts[at]..cuts[at + 1]];
            var text = whole.TrimEnd();
            blocks.Add((text, whole[text.Length..]));
        }

        return blocks;
    }

    /// <summary>The documents a text links to, with the line (from 1) of each link.</summary>
    public static IEnumerable<(string Slug, int Line)> DocumentLinks(string markdown) =>
        Within(markdown, DocumentLinksOf, []).Select(link => (SlugOf(link), link.Line + 1));

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
