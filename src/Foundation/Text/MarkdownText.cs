using System.Text.RegularExpressions;
using Ganss.Xss;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Concord.Foundation.Text;

/// <summary>
/// Markdown to HTML that is safe to show: raw HTML is not passed through, and what comes out is held against a list of
/// what is allowed. Trust boundary: everything that editors and imports bring goes through here.
/// </summary>
public sealed partial class MarkdownText
{
    /// <summary>How a text links to another document: <c>[words](doc:slug)</c>.</summary>
    private const string DocumentScheme = "doc:";

    /// <summary>How a text shows a picture of the site: <c>![words](picture:name)</c>.</summary>
    private const string PictureScheme = "picture:";

    /// <summary>How a text links to a page of this site in the reader's language: <c>[words](~/progress)</c>.</summary>
    private const string OwnScheme = "~/";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseFootnotes()
        .UseGenericAttributes()
        .Use<SpokenQuotations>()
        .DisableHtml()
        .UsePreciseSourceLocation()
        .Build();

    private readonly HtmlSanitizer sanitizer = AllowList.Create();

    /// <summary>Whether a text can be rendered; asked when it is imported and when it is saved.</summary>
    /// <returns>The place and the reason where it cannot; null where it can.</returns>
    public static MarkdownFault? Check(string markdown) =>
        MarkdownLimits.Check(markdown) is { } fault ? fault
        : !CanRender(markdown) ? new MarkdownFault(FirstBadLine(markdown), MarkdownFaultKind.TooDeep)
        : Within(markdown, document => PictureFault(document) ?? EmbedFault(document), otherwise: null);

    private static MarkdownFault? PictureFault(MarkdownDocument document)
    {
        var pictures = ParagraphsOfPictures(document).SelectMany(pair => pair.Pictures).ToHashSet();
        return document
            .Descendants<LinkInline>()
            .Where(link => link.IsImage && !pictures.Contains(link))
            .Select(link => new MarkdownFault(
                link.Line + 1,
                link.Url?.StartsWith(PictureScheme, StringComparison.Ordinal) == true
                    ? MarkdownFaultKind.PictureNotAlone
                    : MarkdownFaultKind.PictureFromElsewhere
            ))
            .FirstOrDefault();
    }

    private static MarkdownFault? EmbedFault(MarkdownDocument document)
    {
        var embeds = ParagraphsWithEmbed(document).Select(pair => pair.Link).ToHashSet();
        return document
            .Descendants<LinkInline>()
            .Where(link => TextEmbed.HasScheme(link.Url) && !embeds.Contains(link))
            .Select(link => new MarkdownFault(link.Line + 1, MarkdownFaultKind.EmbedNotAlone))
            .FirstOrDefault();
    }

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
    /// <param name="pictureOf">HTML of a picture, put in as it is; null leaves the picture out.</param>
    /// <param name="embedOf">HTML of an embed, put in as it is; null leaves its words.</param>
    /// <returns>Sanitised HTML; the plain text where it cannot be rendered, as of a database of an earlier version.</returns>
    public string ToHtml(
        string markdown,
        Func<string, string?> addressOf,
        string root = "",
        Func<TextPicture, string?>? pictureOf = null,
        Func<TextEmbed, string?>? embedOf = null
    )
    {
        // No text can name a place, so none can put HTML there.
        var places = new Placeholders();
        var html = sanitizer.Sanitize(
            Within(
                markdown,
                document =>
                {
                    foreach (var (paragraph, images) in ParagraphsOfPictures(document))
                    {
                        var pictures = images.Select(TextPictureOf).ToList();
                        document[document.IndexOf(paragraph)] = places.Add(() => HtmlOf(pictures, pictureOf));
                    }

                    foreach (var (paragraph, link) in ParagraphsWithEmbed(document))
                    {
                        var embed = TextEmbedOf(link);
                        document[document.IndexOf(paragraph)] = places.Add(() =>
                            embedOf?.Invoke(embed) ?? $"<p>{HtmlText.Encode(embed.Words)}</p>"
                        );
                    }

                    return ToHtml(document, addressOf, root);
                },
                $"<pre>{HtmlText.Encode(markdown)}</pre>"
            )
        );
        return places.Fill(html);
    }

    /// <returns>Several pictures are a gallery.</returns>
    private static string? HtmlOf(IReadOnlyList<TextPicture> pictures, Func<TextPicture, string?>? pictureOf)
    {
        var shown = pictures.Select(picture => pictureOf?.Invoke(picture)).OfType<string>().ToList();
        return shown switch
        {
            [] => null,
            [var one] => one,
            _ => $"<div class=\"gallery\">{string.Concat(shown)}</div>",
        };
    }

    private static string ToHtml(MarkdownDocument document, Func<string, string?> addressOf, string root)
    {
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage).ToList())
        {
            Unlink(image);
        }

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
    public static string ToPlainText(string markdown) => Within(markdown, ToPlainText, markdown).Trim();

    private static string ToPlainText(MarkdownDocument document)
    {
        // The library writes footnotes as HTML whatever it was asked for.
        foreach (var link in document.Descendants<FootnoteLink>().ToList())
        {
            link.Remove();
        }

        foreach (var group in document.OfType<FootnoteGroup>().ToList())
        {
            document.Remove(group);
            foreach (var block in group.OfType<Footnote>().SelectMany(note => note).ToList())
            {
                block.Parent!.Remove(block);
                document.Add(block);
            }
        }

        using var text = new StringWriter();
        var renderer = new HtmlRenderer(text)
        {
            EnableHtmlForBlock = false,
            EnableHtmlForInline = false,
            EnableHtmlEscape = false,
        };
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return text.ToString();
    }

    /// <summary>Footnotes of a text that are named and not written, or written and not named.</summary>
    /// <returns>The name of the first, as it stands between <c>[^</c> and <c>]</c>; null where all is well.</returns>
    public static (string Name, int Line)? FootnoteFault(string markdown)
    {
        var (named, written) = (
            new Dictionary<string, int>(StringComparer.Ordinal),
            new Dictionary<string, int>(StringComparer.Ordinal)
        );
        var number = 0;
        foreach (var line in markdown.Split('\n'))
        {
            number++;
            foreach (Match match in FootnoteName().Matches(line))
            {
                var isWritten = match.Groups["start"].Success && match.Groups["colon"].Success;
                (isWritten ? written : named).TryAdd(match.Groups["name"].Value, number);
            }
        }

        return named
            .ExceptBy(written.Keys, pair => pair.Key)
            .Concat(written.ExceptBy(named.Keys, pair => pair.Key))
            .Select(pair => ((string, int)?)(pair.Key, pair.Value))
            .FirstOrDefault();
    }

    /// <summary>The paragraphs, headings, lists, quotations and tables of a text, as they are written.</summary>
    /// <returns>Each with the space after it: all of them together are the text. One where it cannot be rendered.</returns>
    public static IReadOnlyList<(string Text, string Gap)> Blocks(string markdown)
    {
        var starts = Within(markdown, document => document.SelectMany(StartsOf).Distinct().Order().ToList(), []);
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

    /// <summary>The library gathers footnotes at the end of the document; each stands where it was written.</summary>
    private static IEnumerable<int> StartsOf(Block block) =>
        block switch
        {
            FootnoteGroup group => group.OfType<Footnote>().Select(note => note.LabelSpan.Start - 1),
            // The library lists the names of footnotes among the addresses of links, at no place of the text.
            LinkReferenceDefinitionGroup group when group.All(one => one is FootnoteLinkReferenceDefinition) => [],
            _ => [block.Span.Start],
        };

    /// <summary>The pictures of a text, in its order.</summary>
    public static IReadOnlyList<TextPicture> Pictures(string markdown) =>
        Within<IReadOnlyList<TextPicture>>(
            markdown,
            document => [.. ParagraphsOfPictures(document).SelectMany(pair => pair.Pictures).Select(TextPictureOf)],
            []
        );

    /// <summary>The text with its pictures written anew; everything else stays as it is written.</summary>
    public static string ReplacePictures(string markdown, Func<TextPicture, TextPicture> replace)
    {
        var spans = Within(
            markdown,
            document =>
                ParagraphsOfPictures(document)
                    .SelectMany(pair => pair.Pictures)
                    .Select(picture => (picture.Span, TextPictureOf(picture)))
                    .ToList(),
            []
        );
        foreach (var (span, picture) in Enumerable.Reverse(spans))
        {
            markdown = string.Concat(
                markdown.AsSpan(0, span.Start),
                replace(picture).ToMarkdown(),
                markdown.AsSpan(span.End + 1)
            );
        }

        return markdown;
    }

    /// <summary>A picture, or several in lines of their own, are a paragraph that stands within nothing else.</summary>
    private static List<(ParagraphBlock Paragraph, List<LinkInline> Pictures)> ParagraphsOfPictures(MarkdownDocument document) =>
        [
            .. from paragraph in document.OfType<ParagraphBlock>()
            let pictures = PicturesAlone(paragraph)
            where pictures.Count > 0
            select (paragraph, pictures),
        ];

    /// <returns>None where the paragraph holds anything else.</returns>
    private static List<LinkInline> PicturesAlone(ParagraphBlock paragraph)
    {
        var pictures = new List<LinkInline>();
        var wasPicture = false;
        foreach (var inline in paragraph.Inline ?? [])
        {
            if (inline is LineBreakInline && wasPicture)
            {
                wasPicture = false;
            }
            else if (!wasPicture && inline is LinkInline link && IsPicture(link))
            {
                pictures.Add(link);
                wasPicture = true;
            }
            else
            {
                return [];
            }
        }

        return wasPicture ? pictures : [];
    }

    private static bool IsPicture(LinkInline link) =>
        link is { IsImage: true, Url: { } url }
        && url.StartsWith(PictureScheme, StringComparison.Ordinal)
        && SlugRule.IsSlug(url[PictureScheme.Length..]);

    /// <summary>The embeds of a text, in its order.</summary>
    public static IReadOnlyList<TextEmbed> Embeds(string markdown) =>
        Within<IReadOnlyList<TextEmbed>>(
            markdown,
            document => [.. ParagraphsWithEmbed(document).Select(pair => TextEmbedOf(pair.Link))],
            []
        );

    private static List<(ParagraphBlock Paragraph, LinkInline Link)> ParagraphsWithEmbed(MarkdownDocument document) =>
        [
            .. from paragraph in document.OfType<ParagraphBlock>()
            let link = paragraph.Inline?.FirstChild as LinkInline
            where link is { IsImage: false, NextSibling: null } && TextEmbed.TrySplit(link.Url, out _, out _)
            select (paragraph, link),
        ];

    private static TextEmbed TextEmbedOf(LinkInline link)
    {
        TextEmbed.TrySplit(link.Url, out var scheme, out var target);
        return new TextEmbed(scheme, target, PlainWordsOf(link), link.Line + 1);
    }

    private static string PlainWordsOf(LinkInline link) => string.Concat(link.Descendants<Inline>().Select(WordsOf)).Trim();

    private static TextPicture TextPictureOf(LinkInline image) =>
        new(
            image.Url![PictureScheme.Length..],
            PlainWordsOf(image),
            string.IsNullOrWhiteSpace(image.Title) ? null : image.Title.ReplaceLineEndings(" ").Trim(),
            image.Line + 1
        );

    private static string WordsOf(Inline inline) =>
        inline switch
        {
            LiteralInline literal => literal.Content.ToString(),
            CodeInline code => code.Content,
            HtmlEntityInline entity => entity.Transcoded.ToString(),
            LineBreakInline => " ",
            _ => "",
        };

    /// <summary>The documents a text links to, with the line (from 1) of each link.</summary>
    public static IEnumerable<(string Slug, int Line)> DocumentLinks(string markdown) =>
        Within(markdown, DocumentLinksOf, []).Select(link => (SlugOf(link), link.Line + 1));

    private static List<LinkInline> DocumentLinksOf(MarkdownDocument document) =>
        [.. LinksOf(document, DocumentScheme).Where(link => !link.IsImage)];

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

    [GeneratedRegex(@"(?<start>^ {0,3})?(?<!\\)\[\^(?<name>[^\]\s]{1,40})\](?<colon>:)?", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex FootnoteName();
}
