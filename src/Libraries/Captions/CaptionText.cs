using System.Text;

namespace Concord.Captions;

/// <summary>The text of captions: WebVTT cue text, cleaned or as plain words.</summary>
public static class CaptionText
{
    /// <summary>Tags that are kept; a voice and a language have a value, which is kept without classes.</summary>
    private static readonly string[] Tags = ["b", "i", "u", "v", "lang", "ruby", "rt"];

    private static readonly Dictionary<string, string> Escapes = new(StringComparer.Ordinal)
    {
        ["amp"] = "&",
        ["lt"] = "<",
        ["gt"] = ">",
        ["nbsp"] = "\u00A0",
        ["lrm"] = "\u200E",
        ["rlm"] = "\u200F",
        ["quot"] = "\"",
        ["apos"] = "'",
    };

    /// <summary>The longest escape that is looked for.</summary>
    private const int MaxEscape = 6;

    /// <returns>
    /// Cue text in which every tag that was opened is closed in order; tags that are not kept, and times within the text, are left
    /// out and their words stay.
    /// </returns>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var open = new Stack<string>();
        foreach (var (isTag, part) in Split(text))
        {
            if (!isTag)
            {
                AppendEscaped(clean, part);
            }
            else if (part.StartsWith('/'))
            {
                Close(clean, open, part[1..].Trim());
            }
            else if (Opened(part) is var (name, value) && Tags.Contains(name, StringComparer.Ordinal))
            {
                open.Push(name);
                clean.Append('<').Append(name);
                if (value.Length > 0)
                {
                    clean.Append(' ');
                    AppendEscaped(clean, value);
                }

                clean.Append('>');
            }
        }

        while (open.TryPop(out var name))
        {
            clean.Append("</").Append(name).Append('>');
        }

        return clean.ToString();
    }

    /// <returns>The words without tags and escapes; lines stay lines.</returns>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var (isTag, part) in Split(text))
        {
            if (!isTag)
            {
                plain.Append(part);
            }
        }

        return plain.ToString();
    }

    /// <returns>Who speaks, as the first voice tag says; null where none does.</returns>
    public static string? SpeakerOf(string text) =>
        Split(text)
            .Where(part => part.IsTag)
            .Select(part => Opened(part.Text))
            .Where(tag => tag.Name == "v" && tag.Value.Length > 0)
            .Select(tag => tag.Value)
            .FirstOrDefault();

    /// <returns>Plain words as cue text.</returns>
    public static string Escape(string plain)
    {
        var escaped = new StringBuilder(plain.Length);
        AppendEscaped(escaped, plain);
        return escaped.ToString();
    }

    private static void Close(StringBuilder clean, Stack<string> open, string name)
    {
        if (!open.Contains(name))
        {
            return;
        }

        string closed;
        do
        {
            closed = open.Pop();
            clean.Append("</").Append(closed).Append('>');
        } while (closed != name);
    }

    /// <summary>The name of a tag without its classes, and what follows it.</summary>
    private static (string Name, string Value) Opened(string tag)
    {
        var space = tag.IndexOfAny([' ', '\t', '\n']);
        var (head, value) = space < 0 ? (tag, "") : (tag[..space], tag[(space + 1)..].Trim());
        var dot = head.IndexOf('.', StringComparison.Ordinal);
        return (
            dot < 0 ? head : head[..dot],
            string.Join(' ', Unescape(value).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        );
    }

    /// <summary>Tags without their brackets, and the words between them without escapes.</summary>
    private static IEnumerable<(bool IsTag, string Text)> Split(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var start = text.IndexOf('<', at);
            var end = start < 0 ? -1 : text.IndexOf('>', start);
            // A bracket that nothing closes is a sign like others.
            if (start < 0 || end < 0)
            {
                yield return (false, Unescape(text[at..]));
                yield break;
            }

            if (start > at)
            {
                yield return (false, Unescape(text[at..start]));
            }

            yield return (true, text[(start + 1)..end]);
            at = end + 1;
        }
    }

    private static string Unescape(string text)
    {
        if (!text.Contains('&', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var end = text[at] == '&' ? text.IndexOf(';', at, Math.Min(MaxEscape + 1, text.Length - at)) : -1;
            if (end > 0 && Escapes.TryGetValue(text[(at + 1)..end], out var sign))
            {
                plain.Append(sign);
                at = end;
            }
            else
            {
                plain.Append(text[at]);
            }
        }

        return plain.ToString();
    }

    private static void AppendEscaped(StringBuilder target, string plain)
    {
        foreach (var letter in plain)
        {
            _ = letter switch
            {
                '&' => target.Append("&amp;"),
                '<' => target.Append("&lt;"),
                '>' => target.Append("&gt;"),
                _ => target.Append(letter),
            };
        }
    }
}
