using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Concord.Wall.Text;

/// <summary>Text as it is compared, not as it is shown.</summary>
internal static class Plain
{
    /// <summary>Letters and digits that a fingerprint needs: shorter texts are too often the same by chance.</summary>
    private const int MinLetters = 24;

    private const char Tatweel = '\u0640';

    /// <summary>
    /// Words in small letters without marks, one space between them and around them: two ways of writing the same are the
    /// same, in Arabic as in Latin letters.
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

    /// <summary>
    /// The same for texts that say the same in the same words, whatever stands around them: links, mentions, signs and
    /// spaces are left out.
    /// </summary>
    /// <returns>32 hexadecimal digits; empty where the text is too short to tell.</returns>
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

    /// <summary>True for what no text holds: it cannot be normalised, and says nothing.</summary>
    public static bool IsNoCharacter(Rune rune) =>
        rune.Value is (>= 0xFDD0 and <= 0xFDEF) or 0xFFFD || (rune.Value & 0xFFFE) == 0xFFFE;

    /// <summary>Half a pair of surrogates becomes U+FFFD, and goes with it.</summary>
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

    /// <summary>What stands on or within a word and does not part it.</summary>
    private static bool IsMark(Rune rune) =>
        rune.Value == Tatweel
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.Format;
}
