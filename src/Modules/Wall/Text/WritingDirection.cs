using System.Globalization;

namespace Concord.Wall.Text;

/// <summary>The direction of a language.</summary>
internal static class WritingDirection
{
    /// <param name="language">BCP 47, or empty.</param>
    /// <returns>The value of the <c>dir</c> attribute: <c>auto</c> where the language is not known.</returns>
    public static string Of(string language)
    {
        if (language.Length == 0)
        {
            return "auto";
        }

        try
        {
            return CultureInfo.GetCultureInfo(language).TextInfo.IsRightToLeft ? "rtl" : "ltr";
        }
        catch (CultureNotFoundException)
        {
            return "auto";
        }
    }
}
