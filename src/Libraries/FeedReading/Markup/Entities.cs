using System.Net;

namespace Concord.FeedReading.Markup;

/// <summary>
/// Resolves references: numbers, the five names of XML, and those of HTML, which feeds use without declaring them.
/// </summary>
internal static class Entities
{
    // Numbers that old programs meant as windows-1252 (WHATWG HTML, numeric character reference end state).
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    public static string Resolve(ReadOnlySpan<char> raw)
    {
        if (!raw.Contains('&'))
        {
            return raw.ToString();
        }

        var text = WebUtility.HtmlDecode(raw.ToString());
        return text.AsSpan().ContainsAnyInRange('\u0080', '\u009F')
            ? string.Create(
                text.Length,
                text,
                (span, source) =>
                {
                    for (var i = 0; i < span.Length; i++)
                    {
                        span[i] = source[i] is >= '\u0080' and <= '\u009F' ? Windows1252[source[i] - 0x80] : source[i];
                    }
                }
            )
            : text;
    }
}
