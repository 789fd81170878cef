using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Concord.Wall.Text;

/// <summary>Text in the form in which it is compared.</summary>
internal static class Plain
{
    /// <summary>Letters and digits that a fingerprint needs: shorter texts are equal by chance too often.</summary>
    private const int MinLetters = 24;

    private const char Tatweel = '\u0640';

    /// <summary>
    /// Words in lower case without marks, with one space around each: two spellings of the same are equal, in Arabic as in
    /// Latin script.
    /// </summary>
    /// <returns>Empty, or the words with a space before the first and after the last.</returns>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var rune in Normalised(text).EnumerateRunes())
        {
            if (IsMark(rune))
            {
                continue;
            }

            if (Rune.IsLetterOrDigit(rune))
            {
                folded.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        if (folded[^1] != ' ')
        {
            folded.Append(' ');
        }

        return folded.Length == 1 ? "" : folded.ToString();
    }

    /// <summary>Equal for texts with the same words; links, mentions, punctuation and spaces do not count.</summary>
    /// <returns>32 hexadecimal digits; empty where the text is too short.</returns>
    public static string FingerprintOf(string text)
    {
        var said = PostPieces
            .Of(text)
            .Where(piece => piece.Kind is PieceKind.Text or PieceKind.Hashtag)
            .Aggregate(new StringBuilder(), (all, piece) => all.Append(piece.Text).Append(' '));
        var folded = Fold(said.ToString());
        return folded.Count(char.IsLetterOrDigit) < MinLetters
            ? ""
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folded)))[..32];
    }

    /// <summary>True for noncharacters, which cannot be normalized.</summary>
    public static bool IsNoCharacter(Rune rune) =>
        rune.Value is (>= 0xFDD0 and <= 0xFDEF) or 0xFFFD || (rune.Value & 0xFFFE) == 0xFFFE;

    /// <summary>A lone surrogate becomes U+FFFD, and is removed with it.</summary>
    private static string Normalised(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsNoCharacter(rune))
            {
                whole.Append(rune.ToString());
            }
        }

        return whole.ToString().Normalize(NormalizationForm.FormKD);
    }

    /// <summary>Marks that belong to a word and do not divide it.</summary>
    private static bool IsMark(Rune rune) =>
        rune.Value == Tatweel
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.Format;
}
