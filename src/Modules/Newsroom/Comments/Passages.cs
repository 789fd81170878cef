using System.Text;
using System.Text.RegularExpressions;

namespace Concord.Newsroom.Comments;

/// <summary>
/// Finds the words that a comment is about. Only letters, marks and digits are compared, since a person selects words as they
/// are shown and the text is Markdown.
/// </summary>
internal static partial class Passages
{
    /// <param name="text">Markdown.</param>
    public static bool Contains(string text, string passage)
    {
        var words = LettersOf(passage);
        return words.Length > 0 && LettersOf(Shown(text)).Contains(words, StringComparison.Ordinal);
    }

    /// <summary>Without the addresses of links, which readers do not see.</summary>
    private static string Shown(string text) => LinkAddress().Replace(text, "]");

    private static string LettersOf(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || IsMark(rune))
            {
                letters.Append(rune.ToString());
            }
        }

        return letters.ToString();
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark;

    [GeneratedRegex(@"\]\([^()]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex LinkAddress();
}
