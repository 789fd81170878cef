using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Concord.FeedReading.Markup;

/// <summary>
/// Resolves references: numbers, the five names of XML, and those of HTML, which feeds use without declaring them.
/// </summary>
internal static partial class Entities
{
    // Numbers that old programs meant as windows-1252 (WHATWG HTML, numeric character reference end state).
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    public static string Resolve(ReadOnlySpan<char> raw)
    {
        if (!raw.Contains('&'))
        {
            return raw.ToString();
        }

        var text = WebUtility.HtmlDecode(SurrogatePair().Replace(Unfinished().Replace(raw.ToString(), "$0;"), Joined));
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

    /// <summary>Old programs write a character beyond 65,535 as its two UTF-16 halves.</summary>
    private static string Joined(Match pair)
    {
        char Half(string name) =>
            (char)int.Parse(pair.Groups[name].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return $"{Half("high")}{Half("low")}";
    }

    [GeneratedRegex("&#x(?<high>d[89ab][0-9a-f]{2});&#x(?<low>d[c-f][0-9a-f]{2});", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex SurrogatePair();

    /// <summary>HTML reads these names without a semicolon too, unless they may be part of an address.</summary>
    [GeneratedRegex("&(?:amp|lt|gt|quot|nbsp)(?![;=A-Za-z0-9])", RegexOptions.None, 10_000)]
    private static partial Regex Unfinished();
}
