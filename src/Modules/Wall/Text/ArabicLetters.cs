namespace Concord.Wall.Text;

/// <summary>
/// Languages that are written in Arabic letters, told by the letters that each has and the others have not: surer than any
/// statistics, which take Arabic for Urdu in one sentence out of eight.
/// </summary>
internal static class ArabicLetters
{
    /// <summary>Of all letters; in Sorani every fifth or so is one of its own, and Arabic that names a Kurdish town stays Arabic.</summary>
    private const double ShareOfOwn = 0.04;

    /// <summary>Of all letters; Pashto and Urdu have fewer of their own.</summary>
    private const double ShareOfFew = 0.02;

    private const string OfSorani = "ەێۆڕڵڤ";

    /// <summary>Uyghur shares other letters with Sorani and with Pashto, so it is asked after first.</summary>
    private const string OfUyghur = "ۇۈڭ";

    private const string OfPashto = "ټډړښڼۍېګ";
    private const string OfUrdu = "ٹڈڑںےہ";

    /// <summary>Persian has these, Urdu most of them, and Arabic none.</summary>
    private const string OfPersian = "پچژگکی";

    /// <summary>Of these Persian and Urdu have next to none.</summary>
    private const string OfArabic = "ةيكىأإ";

    /// <returns>Primary tag; empty where the letters leave it open; null where it is mostly written in other letters.</returns>
    public static string? LanguageOf(string text)
    {
        var letters = text.Count(char.IsLetter);
        if (text.Count(letter => letter is >= '\u0600' and <= '\u06ff' && char.IsLetter(letter)) * 2 <= letters)
        {
            return null;
        }

        double ShareOf(string own) => (double)text.Count(letter => own.Contains(letter, StringComparison.Ordinal)) / letters;
        var (persian, arabic) = (ShareOf(OfPersian), ShareOf(OfArabic));
        return ShareOf(OfUyghur) > ShareOfFew ? "ug"
            : ShareOf(OfSorani) > ShareOfOwn ? "ckb"
            : ShareOf(OfPashto) > ShareOfFew ? "ps"
            : ShareOf(OfUrdu) > ShareOfFew ? "ur"
            : persian > arabic ? "fa"
            : arabic > 0 ? "ar"
            : "";
    }
}
