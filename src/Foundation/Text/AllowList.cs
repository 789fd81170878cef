using Ganss.Xss;

namespace Concord.Foundation.Text;

/// <summary>The one list of HTML that content may bring onto a page.</summary>
internal static class AllowList
{
    private static readonly string[] Tags =
    [
        "p",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "figure",
        "figcaption",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "caption",
        "strong",
        "em",
        "a",
        "br",
        "hr",
        "sup",
        "sub",
        "del",
        "code",
        "pre",
        "div",
        "section",
        "span",
        "bdi",
        "q",
        "cite",
        "abbr",
        "time",
    ];

    private static readonly string[] Attributes =
    [
        "href",
        "lang",
        "dir",
        "id",
        "title",
        "scope",
        "colspan",
        "rowspan",
        "start",
        "datetime",
        "rel",
        "hreflang",
    ];

    public static HtmlSanitizer Create()
    {
        var sanitizer = new HtmlSanitizer();
        Fill(sanitizer.AllowedTags, Tags);
        Fill(sanitizer.AllowedAttributes, Attributes);
        Fill(sanitizer.AllowedSchemes, ["http", "https", "mailto"]);
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedAtRules.Clear();
        sanitizer.AllowDataAttributes = false;
        return sanitizer;
    }

    private static void Fill(ISet<string> set, IEnumerable<string> values)
    {
        set.Clear();
        set.UnionWith(values);
    }
}
