using System.Text;

namespace Concord.Foundation.Languages;

/// <summary>
/// Reader of gettext PO files (GNU gettext manual, "The Format of PO Files"): comments, <c>msgctxt</c>, <c>msgid</c>,
/// <c>msgid_plural</c>, <c>msgstr</c>, <c>msgstr[n]</c>, strings over several lines. Obsolete entries (<c>#~</c>) are
/// skipped, fuzzy ones kept and marked.
/// </summary>
public static class PoFile
{
    /// <exception cref="FormatException">The text is not PO; the message names <paramref name="name"/> and the line.</exception>
    public static IReadOnlyList<PoEntry> Parse(string text, string name)
    {
        var reader = new PoReader(name);
        var number = 0;
        foreach (var line in text.EnumerateLines())
        {
            reader.Take(line.Trim().ToString(), ++number);
        }

        return reader.End();
    }

    internal static string Unquote(ReadOnlySpan<char> quoted, Func<string, FormatException> fault)
    {
        if (quoted.Length < 2 || quoted[0] != '"' || quoted[^1] != '"')
        {
            throw fault("a string must stand between double quotes");
        }

        var inner = quoted[1..^1];
        var text = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '"')
            {
                throw fault("a double quote inside a string needs a backslash before it");
            }

            if (inner[i] != '\\')
            {
                text.Append(inner[i]);
                continue;
            }

            if (++i == inner.Length)
            {
                throw fault("a string ends in a lone backslash");
            }

            text.Append(
                inner[i] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    '"' => '"',
                    '\\' => '\\',
                    var other => throw fault($"unknown escape \\{other}"),
                }
            );
        }

        return text.ToString();
    }
}

/// <param name="Context">The key, in our files.</param>
/// <param name="Id">The source text.</param>
/// <param name="Plural">The source text's plural, where it has one.</param>
/// <param name="Forms">The translations, one per plural form; a single one where there is no plural.</param>
public sealed record PoEntry(string? Context, string Id, string? Plural, IReadOnlyList<string> Forms, bool IsFuzzy, int Line);
