using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Concord.Newsroom.WordPress;

/// <summary>What the elements, comments and spaces of a post mean.</summary>
internal static partial class PostMarkup
{
    /// <summary>Elements within each other that are told apart; what is deeper becomes plain words.</summary>
    public const int MaxDepth = 60;

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

    /// <summary>What texts cannot have, with what stands in it.</summary>
    public static readonly IReadOnlySet<string> Removed = new HashSet<string>(StringComparer.Ordinal)
    {
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
    };

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

    public static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;

    /// <summary>A comment that begins a block says what it is.</summary>
    public static void ReportUnknownBlock(IComment comment, IPostContext context)
    {
        var found = BlockComment().Match(comment.Data);
        var name = found.Groups["name"].Value;
        if (found.Success && !KnownBlocks.Contains(name) && !name.StartsWith("core-embed/", StringComparison.Ordinal))
        {
            context.Report(PostProblem.UnknownBlock, name);
        }
    }

    /// <returns>In one line; null where there are none.</returns>
    public static string? Plain(string? words) =>
        words is not null && Space().Replace(words, " ").Trim() is { Length: > 0 } plain ? plain : null;

    public static string OneLine(string text) => Space().Replace(Break().Replace(text, " "), " ").Trim();

    [GeneratedRegex(@"\n[ \t]*\n\s*", RegexOptions.None, 10_000)]
    public static partial Regex EmptyLine();

    /// <summary>Not the spaces that join words, such as no-break spaces.</summary>
    [GeneratedRegex(@"[ \t\n\r\f]+", RegexOptions.None, 10_000)]
    public static partial Regex Space();

    [GeneratedRegex(@"[ \t\f]+", RegexOptions.None, 10_000)]
    public static partial Regex Blank();

    [GeneratedRegex(@"\\\n", RegexOptions.None, 10_000)]
    private static partial Regex Break();

    [GeneratedRegex(@"^\s*wp:(?<name>[a-z0-9/-]+)", RegexOptions.None, 10_000)]
    private static partial Regex BlockComment();
}
