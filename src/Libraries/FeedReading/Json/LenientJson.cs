using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Concord.FeedReading.Json;

/// <summary>Reads JSON as servers send it: with a byte order mark, with bytes that are not UTF-8, with half characters.</summary>
public static class LenientJson
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 128,
    };

    /// <returns>Null where it is not JSON.</returns>
    public static JsonElement? Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(Utf8Of(content), Options);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text of a string; halves of characters are left out.</summary>
    /// <returns>Null for anything but a string.</returns>
    public static string? TextOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return Unescaped(element.GetRawText().AsSpan()[1..^1]);
        }
    }

    /// <summary>As UTF-8 without a mark; each byte that is not becomes U+FFFD.</summary>
    internal static ReadOnlyMemory<byte> Utf8Of(ReadOnlyMemory<byte> content)
    {
        content = content.Span is [0xEF, 0xBB, 0xBF, ..] ? content[3..] : content;
        return content.Span switch
        {
            [0xFF, 0xFE, ..] => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(content.Span[2..])),
            [0xFE, 0xFF, ..] => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(content.Span[2..])),
            var bytes when !Utf8.IsValid(bytes) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)),
            _ => content,
        };
    }

    private static string Unescaped(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (
                raw[i] == 'u'
                && i + 4 < raw.Length
                && ushort.TryParse(
                    raw.Slice(i + 1, 4),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var unit
                )
            )
            {
                text.Append((char)unit);
                i += 4;
                continue;
            }

            text.Append(
                raw[i] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\b',
                    'f' => '\f',
                    var other => other,
                }
            );
        }

        return WithoutHalves(text);
    }

    private static string WithoutHalves(StringBuilder text)
    {
        var (units, whole) = (text.ToString(), new StringBuilder(text.Length));
        for (var i = 0; i < units.Length; i++)
        {
            if (!char.IsSurrogate(units[i]))
            {
                whole.Append(units[i]);
            }
            else if (i + 1 < units.Length && char.IsSurrogatePair(units[i], units[i + 1]))
            {
                whole.Append(units[i]).Append(units[++i]);
            }
        }

        return whole.ToString();
    }
}
