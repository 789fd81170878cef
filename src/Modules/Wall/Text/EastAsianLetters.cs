using System.Text;

namespace Concord.Wall.Text;

/// <summary>Chinese, Japanese and Korean, told by their letters.</summary>
internal static class EastAsianLetters
{
    /// <summary>Of all letters; a name quoted in another language is less.</summary>
    private const double MinShare = 0.5;

    /// <returns>Primary tag of BCP 47; null where other letters prevail.</returns>
    public static string? LanguageOf(string text)
    {
        var (letters, kana, hangul, han) = (0, 0, 0, 0);
        foreach (var rune in text.EnumerateRunes().Where(Rune.IsLetter))
        {
            letters++;
            var code = rune.Value;
            kana += code is (>= 0x3040 and <= 0x30ff) or (>= 0x31f0 and <= 0x31ff) or (>= 0xff66 and <= 0xff9f) ? 1 : 0;
            hangul += code is (>= 0x1100 and <= 0x11ff) or (>= 0x3130 and <= 0x318f) or (>= 0xac00 and <= 0xd7a3) ? 1 : 0;
            han += code is (>= 0x3400 and <= 0x4dbf) or (>= 0x4e00 and <= 0x9fff) or (>= 0x20000 and <= 0x3ffff) ? 1 : 0;
        }

        return letters == 0 || kana + hangul + han < MinShare * letters ? null
            : hangul > kana + han ? "ko"
            // Chinese is written without kana.
            : kana > 0 ? "ja"
            : "zh";
    }
}
