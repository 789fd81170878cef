using System.Text;
using Lucene.Net.Analysis.CharFilters;

namespace Concord.Search.Text;

/// <summary>
/// Spellings that writers exchange freely and Lucene's analysers keep apart: in Arabic the seats of hamza, hamza alone, the
/// dagger alef and other marks (the analyser folds forms of alef, teh marbuta, alef maksura, tatweel and vowels itself); in
/// every language Eastern digits, so that ٢٠١٧ finds 2017.
/// </summary>
internal static class Folding
{
    private const string Marks = "\u0653\u0654\u0655\u0670";

    public static readonly NormalizeCharMap Digits = Map(AddDigits);

    public static readonly NormalizeCharMap Arabic = Map(builder =>
    {
        AddDigits(builder);
        foreach (var pair in (string[])["ٱا", "ئي", "ؤو"])
        {
            builder.Add(pair[..1], pair[1..]);
        }

        builder.Add("ء", "");
        foreach (var mark in Marks)
        {
            builder.Add(mark.ToString(), "");
        }
    });

    /// <summary>Normal form KC: composed, with presentation forms resolved.</summary>
    public static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // A lone surrogate from a broken query: it cannot be found, and must not throw.
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
