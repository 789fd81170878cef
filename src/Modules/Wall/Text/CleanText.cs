using System.Text;
using Concord.Wall.Posts;

namespace Concord.Wall.Text;

/// <summary>Removes characters that are not text.</summary>
internal static class CleanText
{
    private const int MaxBreaks = 2;

    /// <summary>
    /// In normal form C, at most <see cref="Post.MaxText"/> characters. Control characters and directional overrides are
    /// removed, since text in another order than it was written deceives.
    /// </summary>
    public static string Of(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, Post.MaxText));
        var breaks = 0;
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength >= Post.MaxText)
            {
                break;
            }

            if (!IsText(rune))
            {
                continue;
            }

            breaks = rune.Value == '\n' ? breaks + 1 : 0;
            if (breaks <= MaxBreaks)
            {
                clean.Append(rune.ToString());
            }
        }

        var normal = clean.ToString().Normalize(NormalizationForm.FormC).Trim();
        return normal.Length <= Post.MaxText ? normal : normal[..Post.MaxText];
    }

    private static bool IsText(Rune rune) =>
        rune.Value is '\n' or '\t'
        || !(
            Rune.IsControl(rune)
            || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF
            || Plain.IsNoCharacter(rune)
        );
}
