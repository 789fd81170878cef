using System.Net;
using System.Text;

namespace Concord.WordPress;

/// <summary>
/// Replaces the shortcodes of a post's text by HTML: captions, galleries, embeds, sound and film. Of others, the text between
/// them stays; one without text stays as it is written.
/// </summary>
/// <remarks>Source: <c>wp-includes/shortcodes.php</c> and <c>wp-includes/media.php</c> of WordPress.</remarks>
public static class Shortcodes
{
    /// <summary>The attribute by which a gallery names its pictures: ids with commas, empty for those of the post.</summary>
    public const string GalleryAttribute = "data-gallery";

    private const int MaxDepth = 20;
    private static readonly string[] Known = ["caption", "wp_caption", "gallery", "embed", "audio", "video"];
    private static readonly string[] Sources = ["src", "mp4", "m4v", "webm", "ogv", "mp3", "ogg", "m4a", "wav", "flac"];

    /// <param name="report">Called with the name of each shortcode that is not known.</param>
    public static string ToHtml(string text, Action<string> report) => Replace(text, report, 0);

    private static string Replace(string text, Action<string> report, int depth)
    {
        if (depth > MaxDepth || !text.Contains('[', StringComparison.Ordinal))
        {
            return text;
        }

        var html = new StringBuilder(text.Length);
        // Per name: whether and where it ends further on, so that a text of opening tags alone takes linear time.
        var ends = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < text.Length; )
        {
            var stop = text.AsSpan(at).IndexOfAny('<', '[');
            if (stop < 0)
            {
                html.Append(text, at, text.Length - at);
                break;
            }

            html.Append(text, at, stop);
            at += stop;
            if (text[at] == '<')
            {
                var end = EndOfTag(text, at);
                html.Append(text, at, end - at);
                at = end;
            }
            else
            {
                at = ReplaceOne(text, at, html, ends, report, depth);
            }
        }

        return html.ToString();
    }

    /// <returns>Where the text goes on.</returns>
    private static int ReplaceOne(
        string text,
        int at,
        StringBuilder html,
        Dictionary<string, int> ends,
        Action<string> report,
        int depth
    )
    {
        var isEscaped = text.AsSpan(at).StartsWith("[[");
        if (Shortcode.Read(text, isEscaped ? at + 1 : at) is not { } code)
        {
            html.Append('[');
            return at + 1;
        }

        if (isEscaped)
        {
            // Written with two brackets, it is text about a shortcode.
            var closes = code.End < text.Length && text[code.End] == ']';
            html.Append(text, at + 1, code.End - at - 1);
            return closes ? code.End + 1 : code.End;
        }

        var closing = code.IsClosed ? -1 : FindEnd(text, code, ends);
        var isKnown = Known.Contains(code.Name, StringComparer.OrdinalIgnoreCase);
        if (!isKnown && closing < 0 && !code.LooksLikeOne)
        {
            html.Append('[');
            return at + 1;
        }

        if (!isKnown)
        {
            report(code.Name);
        }

        var inner = closing < 0 ? "" : text[code.End..closing];
        var end = closing < 0 ? code.End : closing + code.Name.Length + 3;
        if (isKnown)
        {
            AppendKnown(html, code, inner, report, depth);
        }
        else if (closing >= 0)
        {
            html.Append(Replace(inner, report, depth + 1));
        }
        else
        {
            html.Append(WebUtility.HtmlEncode(text[at..end]));
        }

        return end;
    }

    private static void AppendKnown(StringBuilder html, Shortcode code, string inner, Action<string> report, int depth)
    {
        switch (code.Name.ToLowerInvariant())
        {
            case "caption" or "wp_caption":
                var caption = code.Attributes.GetValueOrDefault("caption");
                html.Append("<figure>").Append(Replace(inner, report, depth + 1));
                if (caption is not null)
                {
                    html.Append("<figcaption>").Append(WebUtility.HtmlEncode(caption)).Append("</figcaption>");
                }

                html.Append("</figure>");
                break;
            case "gallery":
                var ids = code.Attributes.GetValueOrDefault("ids") ?? code.Attributes.GetValueOrDefault("include") ?? "";
                html.Append("<figure ")
                    .Append(GalleryAttribute)
                    .Append("=\"")
                    .Append(WebUtility.HtmlEncode(ids))
                    .Append("\"></figure>");
                break;
            case "embed":
                AppendLink(html, inner.Trim().Length > 0 ? inner.Trim() : code.Attributes.GetValueOrDefault("src") ?? "");
                break;
            default:
                var source = Sources
                    .Select(name => code.Attributes.GetValueOrDefault(name))
                    .FirstOrDefault(one => one is not null);
                html.Append('<')
                    .Append(code.Name.ToLowerInvariant())
                    .Append(" src=\"")
                    .Append(WebUtility.HtmlEncode(source ?? inner.Trim()))
                    .Append("\"></")
                    .Append(code.Name.ToLowerInvariant())
                    .Append('>');
                break;
        }
    }

    private static void AppendLink(StringBuilder html, string address)
    {
        if (address.Length > 0)
        {
            var encoded = WebUtility.HtmlEncode(WebUtility.HtmlDecode(address));
            html.Append("<p><a href=\"").Append(encoded).Append("\">").Append(encoded).Append("</a></p>");
        }
    }

    /// <returns>Where <c>[/name]</c> begins; -1 where it does not follow.</returns>
    private static int FindEnd(string text, Shortcode code, Dictionary<string, int> ends)
    {
        if (!ends.TryGetValue(code.Name, out var end) || end >= 0 && end < code.End)
        {
            end = text.IndexOf($"[/{code.Name}]", code.End, StringComparison.OrdinalIgnoreCase);
            ends[code.Name] = end;
        }

        return end;
    }

    /// <returns>Behind a tag or comment that begins here, or behind its first character where it does not end.</returns>
    private static int EndOfTag(string text, int at)
    {
        if (text.AsSpan(at).StartsWith("<!--"))
        {
            var end = text.IndexOf("-->", at + 4, StringComparison.Ordinal);
            return end < 0 ? at + 1 : end + 3;
        }

        if (at + 1 >= text.Length || !(char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '/' or '!' or '?'))
        {
            return at + 1;
        }

        var quote = '\0';
        for (var here = at + 1; here < text.Length; here++)
        {
            var letter = text[here];
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter is '"' or '\'')
            {
                quote = letter;
            }
            else if (letter == '>')
            {
                return here + 1;
            }
            else if (letter == '<')
            {
                return at + 1;
            }
        }

        return at + 1;
    }
}
