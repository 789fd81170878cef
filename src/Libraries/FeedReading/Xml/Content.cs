using Concord.FeedReading.Markup;
using Concord.FeedReading.Text;

namespace Concord.FeedReading.Xml;

/// <summary>The content of an element as plain text and, where it is HTML, as HTML.</summary>
internal sealed record Content(string Text, string? Html)
{
    public static readonly Content Nothing = new("", Html: null);

    /// <param name="isAtom">In Atom the type is stated (RFC 4287, 3.1); in RSS everything may be HTML.</param>
    public static Content Of(Element? element, bool isAtom)
    {
        if (element is null)
        {
            return Nothing;
        }

        var type = element["type"]?.Trim().ToLowerInvariant();
        if (element["mode"]?.Trim() == "base64" || (type is not null && IsBinary(type)))
        {
            return Nothing;
        }

        // XHTML, or unescaped HTML.
        if (element.Inner is { } inner)
        {
            var markup = inner.Replace("<![CDATA[", "", StringComparison.Ordinal).Replace("]]>", "", StringComparison.Ordinal);
            return FromHtml(markup);
        }

        var isHtml = isAtom
            ? type is "html" or "text/html" || element["mode"] == "escaped"
            : type is not ("plain" or "text/plain");
        return isHtml ? FromHtml(element.Value) : new Content(PlainText.Tidy(element.Value), Html: null);
    }

    private static Content FromHtml(string markup)
    {
        var isMarkup = markup.AsSpan().ContainsAny('<', '&');
        return new Content(isMarkup ? PlainText.OfHtml(markup) : PlainText.Tidy(markup), isMarkup ? markup.Trim() : null);
    }

    private static bool IsBinary(string type) =>
        type.Contains('/', StringComparison.Ordinal)
        && !type.StartsWith("text/", StringComparison.Ordinal)
        && !type.EndsWith("xml", StringComparison.Ordinal);
}
