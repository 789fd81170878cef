using System.Buffers;
using Concord.FeedReading.Markup;

namespace Concord.FeedReading.Text;

/// <summary>
/// Extracts text from HTML, or from what may be HTML: a title with a less-than sign can only be told from one with a tag by
/// parsing.
/// </summary>
public static class PlainText
{
    /// <summary>The longest tag; limits the search for the end of a quote.</summary>
    private const int MaxTag = 16_384;

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
        "head",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> BlockNames = Blocks.GetAlternateLookup<
        ReadOnlySpan<char>
    >();
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> UnreadNames = Unread.GetAlternateLookup<
        ReadOnlySpan<char>
    >();
    private static readonly SearchValues<char> TagSigns = SearchValues.Create("\"'<>");

    /// <summary>Removes tags, resolves entities, ends blocks with a line break.</summary>
    public static string OfHtml(string html)
    {
        var text = new TidyText(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            var tag = html.IndexOf('<', at);
            tag = tag < 0 ? html.Length : tag;
            text.Add(Entities.Resolve(html.AsSpan(at, tag - at)), keepsLines: false);
            at = tag < html.Length ? AfterTag(html, tag, ref text) : tag;
        }

        return text.Take();
    }

    /// <summary>
    /// Collapses white space to one space, or to one line break where there was one; removes control characters.
    /// </summary>
    public static string Tidy(string raw)
    {
        var text = new TidyText(raw.Length);
        text.Add(raw, keepsLines: true);
        return text.Take();
    }

    /// <summary>The same on one line.</summary>
    public static string OneLine(string raw)
    {
        var text = new TidyText(raw.Length);
        text.Add(raw, keepsLines: false);
        return text.Take();
    }

    /// <returns>Offset at which parsing continues. What only looks like a tag is text.</returns>
    private static int AfterTag(string html, int at, ref TidyText text)
    {
        if (html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
        {
            var end = html.IndexOf("-->", at + 4, StringComparison.Ordinal);
            return end < 0 ? html.Length : end + 3;
        }

        var start = at + 1 < html.Length && html[at + 1] == '/' ? at + 2 : at + 1;
        var isTag = start < html.Length && (char.IsAsciiLetter(html[start]) || html[start] is '!' or '?');
        var close = isTag ? CloseOf(html, start) : -1;
        if (close < 0)
        {
            text.Add("<", keepsLines: false);
            return at + 1;
        }

        var name = NameAt(html, start);
        if (BlockNames.Contains(name))
        {
            text.Break();
        }
        else if (start == at + 1 && UnreadNames.Contains(name) && html[close - 1] != '/')
        {
            return EndOf(html, name, close);
        }
        else if (name is "td" or "th" or "img")
        {
            text.Space();
        }

        return close + 1;
    }

    /// <summary>
    /// An element that does not end is passed over alone, so that the text after it is kept; but the rest of a script is no
    /// text.
    /// </summary>
    private static int EndOf(string html, ReadOnlySpan<char> name, int close)
    {
        for (var end = close; end >= 0; end++)
        {
            end = html.IndexOf("</", end, StringComparison.Ordinal);
            if (end < 0)
            {
                break;
            }

            if (NameAt(html, end + 2).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return end;
            }
        }

        return
            name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase)
            ? html.Length
            : close + 1;
    }

    /// <summary>Without a prefix, which XHTML may have.</summary>
    private static ReadOnlySpan<char> NameAt(string html, int start)
    {
        var end = start;
        while (end < html.Length && (char.IsAsciiLetterOrDigit(html[end]) || html[end] == ':'))
        {
            end++;
        }

        var name = html.AsSpan(start, end - start);
        return name[(name.IndexOf(':') + 1)..];
    }

    /// <returns>Offset of the closing sign, outside of quotes; negative where there is none.</returns>
    private static int CloseOf(string html, int at)
    {
        var until = Math.Min(html.Length, at + MaxTag);
        while (at < until)
        {
            var next = html.AsSpan(at, until - at).IndexOfAny(TagSigns);
            if (next < 0 || html[at + next] == '<')
            {
                return -1;
            }

            at += next;
            if (html[at] == '>')
            {
                return at;
            }

            // A quote begins a value only after the equals sign.
            var end = html[at - 1] == '=' ? html.AsSpan(at + 1, until - at - 1).IndexOf(html[at]) : 0;
            if (end < 0)
            {
                return -1;
            }

            at += html[at - 1] == '=' ? end + 2 : 1;
        }

        return -1;
    }
}
