using System.Net;
using System.Text;

namespace Concord.FeedReading.Text;

/// <summary>Words out of HTML, or out of what may be HTML: nobody can tell a title with a less-than sign from one with a tag but by looking.</summary>
internal static class PlainText
{
    /// <summary>No tag is longer; a quote that never ends is no reason to read to the end for every sign.</summary>
    private const int LongestTag = 16_384;

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    };

    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase)
    {
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "head",
    };

    /// <summary>Tags are taken away, entities become characters, blocks end in a line break.</summary>
    public static string OfHtml(string html)
    {
        var text = new StringBuilder(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            var tag = html.IndexOf('<', at);
            if (tag < 0)
            {
                tag = html.Length;
            }

            // Line breaks of the source are spaces; those that stay are made of blocks.
            text.Append(html.AsSpan(at, tag - at)).Replace('\n', ' ', text.Length - (tag - at), tag - at);
            at = tag < html.Length ? AfterTag(html, tag, text) : tag;
        }

        return Tidy(WebUtility.HtmlDecode(text.ToString()));
    }

    /// <summary>White space runs become one space, or one line break where one was among them; control characters go.</summary>
    public static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var (space, line) = (false, false);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) && c is not ('\u00A0' or '\u202F'))
            {
                (space, line) = (true, line || c is '\n');
            }
            else if (!IsUnwanted(c))
            {
                if (space && tidy.Length > 0)
                {
                    tidy.Append(line ? '\n' : ' ');
                }

                (space, line) = (false, false);
                tidy.Append(c);
            }
        }

        return tidy.ToString();
    }

    /// <summary>The same on one line.</summary>
    public static string OneLine(string text) => Tidy(text).Replace('\n', ' ');

    private static bool IsUnwanted(char c) => char.IsControl(c) || c is '\uFFFE' or '\uFFFF' or '\uFEFF';

    /// <returns>Where reading goes on. What only looks like a tag is text.</returns>
    private static int AfterTag(string html, int at, StringBuilder text)
    {
        if (html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
        {
            var end = html.IndexOf("-->", at + 4, StringComparison.Ordinal);
            return end < 0 ? html.Length : end + 3;
        }

        var start = at + 1 < html.Length && html[at + 1] == '/' ? at + 2 : at + 1;
        if (start >= html.Length || !(char.IsAsciiLetter(html[start]) || html[start] is '!' or '?'))
        {
            text.Append("&lt;");
            return at + 1;
        }

        var close = CloseOf(html, start);
        if (close < 0)
        {
            text.Append("&lt;");
            return at + 1;
        }

        var name = NameAt(html, start);
        if (Blocks.Contains(name))
        {
            text.Append('\n');
        }
        else if (start == at + 1 && Unread.Contains(name))
        {
            var end = html.IndexOf($"</{name}", close, StringComparison.OrdinalIgnoreCase);
            return end < 0 ? html.Length : end;
        }
        else if (name is "td" or "th" or "img")
        {
            text.Append(' ');
        }

        return close + 1;
    }

    private static string NameAt(string html, int start)
    {
        var end = start;
        while (end < html.Length && (char.IsAsciiLetterOrDigit(html[end]) || html[end] == ':'))
        {
            end++;
        }

        return html[start..end];
    }

    /// <returns>Of the sign that ends the tag, not one within quotes; negative where none does.</returns>
    private static int CloseOf(string html, int at)
    {
        var quote = '\0';
        for (var i = at; i < Math.Min(html.Length, at + LongestTag); i++)
        {
            var c = html[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' && html[i - 1] == '=')
            {
                quote = c;
            }
            else if (c == '>')
            {
                return i;
            }
            else if (c == '<')
            {
                return -1;
            }
        }

        return -1;
    }
}
