using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Concord.FeedReading.Text;

/// <summary>
/// Detects the encoding. Evidence in the bytes precedes declarations: byte order mark, valid UTF-8, the header, the XML
/// declaration, then a guess from the feed's language.
/// </summary>
internal static partial class FeedEncoding
{
    private const int Head = 1024;

    public static (string Text, string Encoding) Decode(ReadOnlySpan<byte> bytes, string? contentType, ProblemList problems)
    {
        if (ByMark(bytes) is var (marked, skip))
        {
            return (marked.GetString(bytes[skip..]), marked.WebName);
        }

        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Head)]);
        var claimed = Charset().Match(contentType ?? "") is { Success: true } header
            ? header.Groups["name"].Value
            : Declaration().Match(head).Groups["name"].Value;
        var known = Find(claimed);
        var plain = !bytes.ContainsAnyExceptInRange((byte)0, (byte)0x7F);
        if (plain ? known is null or { IsSingleByte: true } or UTF8Encoding : Utf8.IsValid(bytes))
        {
            if (!plain && known is not null and not UTF8Encoding)
            {
                problems.AddWhole($"It says it is {claimed}; it is UTF-8.");
            }

            return (Encoding.UTF8.GetString(bytes), "utf-8");
        }

        if (claimed.Length > 0 && known is null)
        {
            problems.AddWhole($"The encoding “{ProblemList.Short(claimed)}” is not known.");
        }

        if (known is not null and not UTF8Encoding)
        {
            return (known.GetString(bytes), known.WebName);
        }

        var guess = Find(GuessFrom(LanguageNamed().Match(head).Groups["name"].Value))!;
        problems.AddWhole($"It is not UTF-8 throughout; what is not was read as {guess.WebName}.");
        return (Mixed(bytes, guess), claimed.Length > 0 && known is not null ? "utf-8" : guess.WebName);
    }

    private static (Encoding, int)? ByMark(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
            [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            [(byte)'<' or (byte)'{', 0, not 0, 0, ..] => (Encoding.Unicode, 0),
            [0, (byte)'<' or (byte)'{', 0, not 0, ..] => (Encoding.BigEndianUnicode, 0),
            _ => null,
        };

    /// <summary>Runs of valid UTF-8 as such, every other byte in the encoding that was guessed.</summary>
    private static string Mixed(ReadOnlySpan<byte> bytes, Encoding other)
    {
        var text = new StringBuilder(bytes.Length);
        while (bytes.Length > 0)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var length);
            if (status == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                text.Append(other.GetString(bytes[..length]));
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <returns>Null where the name is unknown, or for UTF-7, which can hide markup.</returns>
    private static Encoding? Find(string name)
    {
        // As browsers do: Latin-1 and ASCII are read as windows-1252.
        var asked = name.ToUpperInvariant() switch
        {
            "ISO-8859-1" or "ISO8859-1" or "LATIN1" or "US-ASCII" or "ASCII" => "windows-1252",
            // Declared, but contradicted by the first bytes.
            "UTF-16" or "UTF-16LE" or "UTF-16BE" or "UCS-2" => "utf-8",
            "UTF8" => "utf-8",
            var other => other,
        };
        if (asked.Length == 0 || asked.StartsWith("UTF-7", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(asked) ?? Encoding.GetEncoding(asked);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string GuessFrom(string language) =>
        language.Split('-')[0].ToUpperInvariant() switch
        {
            "AR" or "CKB" or "FA" or "UR" => "windows-1256",
            "BG" or "MK" or "RU" or "SR" or "UK" => "windows-1251",
            "EL" => "windows-1253",
            "HE" => "windows-1255",
            "KU" or "TR" => "windows-1254",
            "CS" or "HR" or "HU" or "PL" or "RO" or "SK" or "SL" => "windows-1250",
            "ET" or "LT" or "LV" => "windows-1257",
            _ => "windows-1252",
        };

    [GeneratedRegex("""charset\s*=\s*["']?(?<name>[A-Za-z0-9_.:-]+)""", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Charset();

    [GeneratedRegex("""^\s*<\?xml[^>]*?encoding\s*=\s*["'](?<name>[^"'<>]+)["']""", RegexOptions.None, 10_000)]
    private static partial Regex Declaration();

    [GeneratedRegex("""(?:xml:lang\s*=\s*["']|<language>\s*)(?<name>[A-Za-z-]+)""", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex LanguageNamed();
}
