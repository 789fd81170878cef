using System.Text;

namespace Concord.Search.Query;

/// <summary>Reads words that were typed while the keyboard was set to another language.</summary>
internal static class KeyboardLayouts
{
    private const string Latin = "qwertyuiop[]asdfghjkl;'zxcvnm,./`b";

    /// <summary>The keys in the same order: Arabic (101), where B writes two letters, and Central Kurdish.</summary>
    private const string Arabic = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ";
    private const string Kurdish = "قوەرتیئحۆپ[]اسدفگهژکل;'زخجڤنم,./`ب";
    private const string LamAlef = "لا";

    private static readonly (Dictionary<string, string> ToLatin, Dictionary<char, string> FromLatin)[] Layouts =
    [
        Layout(Arabic + "\0", LamAlef),
        Layout(Kurdish, b: "ب"),
    ];

    /// <returns>What the same keys write on each other layout; only where every letter has a key there.</returns>
    public static IEnumerable<string> Readings(string words)
    {
        foreach (var (toLatin, fromLatin) in Layouts)
        {
            if (Latinised(words, toLatin) is { } latin)
            {
                yield return latin;
            }

            if (Converted(words, fromLatin) is { } converted)
            {
                yield return converted;
            }
        }
    }

    private static (Dictionary<string, string>, Dictionary<char, string>) Layout(string keys, string b)
    {
        var pairs = Latin.Zip(keys, (latin, key) => (Latin: latin, Written: latin == 'b' ? b : key.ToString())).ToList();
        return (
            pairs.ToDictionary(pair => pair.Written, pair => pair.Latin.ToString(), StringComparer.Ordinal),
            pairs.ToDictionary(pair => pair.Latin, pair => pair.Written)
        );
    }

    private static string? Latinised(string words, Dictionary<string, string> keys)
    {
        var latin = new StringBuilder();
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == ' ')
            {
                latin.Append(' ');
            }
            else if (i + 1 < words.Length && keys.TryGetValue(words.Substring(i, 2), out var two))
            {
                latin.Append(two);
                i++;
            }
            else if (words[i] > '\u0600' && keys.TryGetValue(words[i].ToString(), out var one))
            {
                latin.Append(one);
            }
            else
            {
                return null;
            }
        }

        return latin.ToString();
    }

    private static string? Converted(string words, Dictionary<char, string> keys)
    {
        var converted = new StringBuilder();
        foreach (var c in words.ToLowerInvariant())
        {
            if (c == ' ')
            {
                converted.Append(' ');
            }
            else if (keys.TryGetValue(c, out var written))
            {
                converted.Append(written);
            }
            else
            {
                return null;
            }
        }

        return converted.ToString();
    }
}
