namespace Concord.Wall.Text;

/// <summary>
/// Languages in Arabic script, told apart by letters that each has and the others do not: more reliable than statistics,
/// which take one Arabic sentence in eight for Urdu.
/// </summary>
internal static class ArabicLetters
{
    /// <summary>
    /// Share of all letters; in Sorani about a fifth are its own, and Arabic with a Kurdish name stays Arabic.
    /// </summary>
    private const double ShareOfOwn = 0.04;

    /// <summary>Share of all letters; Pashto and Urdu have fewer of their own.</summary>
    private const double ShareOfFew = 0.02;

    private const string OfSorani = "ەێۆڕڵڤ";

    /// <summary>Uyghur shares other letters with Sorani and Pashto, so it is tested first.</summary>
    private const string OfUyghur = "ۇۈڭ";

    private const string OfPashto = "ټډړښڼۍېګ";
    private const string OfUrdu = "ٹڈڑںےہ";

    /// <summary>Persian has these, Urdu most of them, Arabic none.</summary>
    private const string OfPersian = "پچژگکی";

    /// <summary>Persian and Urdu have almost none of these.</summary>
    private const string OfArabic = "ةيكىأإ";

    /// <returns>Primary tag; empty where the letters do not decide; null where it is mostly in another script.</returns>
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
