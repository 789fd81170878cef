using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Concord.Newsroom.WordPress;

/// <summary>Writes words as Markdown that shows exactly these words.</summary>
internal static partial class MarkdownInline
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("\\`*_[]<{|&~");

    /// <summary>Words in which every character with a meaning is escaped.</summary>
    public static string Escape(string words)
    {
        if (!words.AsSpan().ContainsAny(Marks))
        {
            return words;
        }

        var escaped = new StringBuilder(words.Length + 8);
        for (var at = 0; at < words.Length; at++)
        {
            var letter = words[at];
            if (
                letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '{' or '|' or '~'
                || letter == '&' && IsEntity(words, at)
            )
            {
                escaped.Append('\\');
            }

            escaped.Append(letter);
        }

        return escaped.ToString();
    }

    /// <summary>The last resort for texts that consist of characters with a meaning.</summary>
    public static string WithoutMarks(string words) =>
        string.Concat(words.Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '.' or ',' || letter > '\u007f'));

    /// <summary>A paragraph of which no line is taken for a heading, a list, a quotation or a rule.</summary>
    public static string EscapeLines(string paragraph) => Number().Replace(Mark().Replace(paragraph, @"$1\$2"), @"$1\$2");

    /// <summary>A code span; its fence is longer than any run of backticks in it.</summary>
    public static string Code(string code)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in code)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        var pad = code.StartsWith('`') || code.EndsWith('`') ? " " : "";
        return $"{fence}{pad}{code}{pad}{fence}";
    }

    /// <summary>The address of a link; null where none can be written.</summary>
    public static string? Address(string address)
    {
        if (address.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0)
        {
            return null;
        }

        var plain = address
            .Replace("\\", "%5C", StringComparison.Ordinal)
            .Replace("<", "%3C", StringComparison.Ordinal)
            .Replace(">", "%3E", StringComparison.Ordinal)
            .Replace(" ", "%20", StringComparison.Ordinal)
            .Replace("(", "%28", StringComparison.Ordinal)
            .Replace(")", "%29", StringComparison.Ordinal)
            .Replace("|", "%7C", StringComparison.Ordinal)
            .Replace("{", "%7B", StringComparison.Ordinal)
            .Replace("}", "%7D", StringComparison.Ordinal);
        return plain.Length == 0 ? null : plain;
    }

    private static bool IsEntity(string words, int at) => Entity().IsMatch(words, at);

    [GeneratedRegex(@"\G&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});", RegexOptions.None, 10_000)]
    private static partial Regex Entity();

    [GeneratedRegex(@"^([ \t]*)(#{1,6}(?=[ \t]|$)|[-+](?=[ \t]|$)|>|=+[ \t]*$|-[- \t]*$)", RegexOptions.Multiline, 10_000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^([ \t]*[0-9]{1,9})([.)](?=[ \t]|$))", RegexOptions.Multiline, 10_000)]
    private static partial Regex Number();
}
