using System.Text;
using Lucene.Net.Analysis.CharFilters;

namespace Concord.Search.Text;

/// <summary>
/// Letters that writers of Arabic exchange freely, made one: forms of alef and hamza, alef maksura and yeh, teh marbuta
/// and heh; tatweel and the vowel signs go. Eastern digits become Western ones in every language, so that ٢٠١٧ finds 2017.
/// </summary>
internal static class Folding
{
    private const string Marks = "\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u0640";

    public static readonly NormalizeCharMap Digits = Map(AddDigits);

    public static readonly NormalizeCharMap Arabic = Map(builder =>
    {
        AddDigits(builder);
        foreach (var pair in (string[])["آا", "أا", "إا", "ٱا", "ىي", "ئي", "ؤو", "ةه"])
        {
            builder.Add(pair[..1], pair[1..]);
        }

        builder.Add("ء", "");
        foreach (var mark in Marks)
        {
            builder.Add(mark.ToString(), "");
        }
    });

    /// <summary>One form for each character, before anything looks at it: composed, and presentation forms resolved.</summary>
    public static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // A lone half of a surrogate pair, from a broken query: it cannot be found, and must not throw.
            return string.Concat(
                text.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar).Select(rune => rune.ToString())
            );
        }
    }

    private static NormalizeCharMap Map(Action<NormalizeCharMap.Builder> fill)
    {
        var builder = new NormalizeCharMap.Builder();
        fill(builder);
        return builder.Build();
    }

    private static void AddDigits(NormalizeCharMap.Builder builder)
    {
        for (var digit = 0; digit < 10; digit++)
        {
            builder.Add(((char)('٠' + digit)).ToString(), ((char)('0' + digit)).ToString());
            builder.Add(((char)('۰' + digit)).ToString(), ((char)('0' + digit)).ToString());
        }
    }
}
