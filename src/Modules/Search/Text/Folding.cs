using System.Text;
using Lucene.Net.Analysis.CharFilters;

namespace Concord.Search.Text;

/// <summary>
/// Spellings that writers and keyboards exchange freely and Lucene's analysers keep apart. In every language: Eastern digits,
/// so that ٢٠١٧ finds 2017; invisible characters; the letters that Arabic, Persian and Kurdish keyboards write with different
/// codes. In Arabic also the seats of hamza and marks; in Sorani the letters that other keyboards lack.
/// </summary>
internal static class Folding
{
    private const string Marks = "\u0653\u0654\u0655\u0670";

    /// <summary>Soft hyphen, zero-width characters, marks of direction, isolates, byte order mark.</summary>
    private const string Invisible =
        "\u00AD\u061C\u180E\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\uFEFF";

    /// <summary>What no reader sees or tells apart: digits and invisible characters.</summary>
    public static readonly NormalizeCharMap Common = Map(AddCommon);

    public static readonly NormalizeCharMap Latin = Map(builder =>
    {
        AddCommon(builder);
        AddPairs(builder, ["œ", "oe", "Œ", "Oe", "æ", "ae", "Æ", "Ae"]);
    });

    public static readonly NormalizeCharMap Arabic = Map(builder =>
    {
        AddCommon(builder);
        AddPairs(builder, ["ی", "ي", "ى", "ي", "ک", "ك", "ھ", "ه"]);
        AddPairs(builder, ["ٱ", "ا", "ئ", "ي", "ؤ", "و", "ء", "", "گ", "ك", "چ", "ج", "پ", "ب", "ڤ", "ف", "ێ", "ي", "ۆ", "و"]);
        AddMarks(builder);
    });

    public static readonly NormalizeCharMap Sorani = Map(builder =>
    {
        AddDigits(builder);
        // Heh with a non-joiner is how older keyboards write the vowel.
        AddPairs(builder, ["ه\u200C", "ە"]);
        AddInvisible(builder);
        AddPairs(builder, ["ي", "ی", "ى", "ی", "ێ", "ی", "ك", "ک", "ھ", "ه", "ة", "ە", "ۆ", "و", "وو", "و", "ڕ", "ر", "ڵ", "ل"]);
        AddPairs(builder, ["أ", "ئا", "إ", "ئی", "آ", "ئا", "ذ", "ز", "ظ", "ز", "ض", "ز", "ط", "ت", "ص", "س", "ث", "س"]);
        AddMarks(builder);
    });

    /// <summary>For comparing terms of any language: everything above that no two words of one language are told apart by.</summary>
    public static readonly NormalizeCharMap Key = Map(builder =>
    {
        AddDigits(builder);
        AddPairs(builder, ["ه\u200C", "ه"]);
        AddInvisible(builder);
        AddPairs(builder, ["ی", "ي", "ى", "ي", "ێ", "ي", "ک", "ك", "ھ", "ه", "ە", "ه", "ة", "ه", "ۆ", "و", "ڕ", "ر", "ڵ", "ل"]);
        AddPairs(builder, ["أ", "ا", "إ", "ا", "آ", "ا", "ٱ", "ا", "ئ", "ي", "ؤ", "و", "ء", "", "ـ", ""]);
        AddPairs(builder, ["œ", "oe", "Œ", "Oe", "æ", "ae", "Æ", "Ae", "'", "", "’", "", "‘", "", "ʿ", "", "ʾ", "", "`", ""]);
        AddMarks(builder);
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

    private static void AddCommon(NormalizeCharMap.Builder builder)
    {
        AddDigits(builder);
        AddInvisible(builder);
    }

    private static void AddMarks(NormalizeCharMap.Builder builder)
    {
        foreach (var mark in Marks)
        {
            builder.Add(mark.ToString(), "");
        }
    }

    private static void AddInvisible(NormalizeCharMap.Builder builder)
    {
        foreach (var sign in Invisible)
        {
            builder.Add(sign.ToString(), "");
        }
    }

    /// <param name="pairs">What is written, and what it counts as, in turn.</param>
    private static void AddPairs(NormalizeCharMap.Builder builder, string[] pairs)
    {
        foreach (var pair in pairs.Chunk(2))
        {
            builder.Add(pair[0], pair[1]);
        }
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
