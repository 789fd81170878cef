using System.Text;
using Concord.Foundation.Languages;
using Concord.Search.Index;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Concord.Search.Query;

/// <summary>
/// Finds words of Arabic script for what was typed in Latin letters and, as many do in messages, digits: <c>almosul</c>,
/// <c>3iraq</c>, <c>tahaluf</c>. Both are reduced to their consonants; of equal ones the nearest in vowels is taken.
/// </summary>
internal static class Transliteration
{
    private const int MinConsonants = 2;
    private const int MaxLetters = 30;
    private const int MaxWords = 4;

    /// <summary>Of the index, walked for one search; some hundredths of a second.</summary>
    private const int MaxTerms = 100_000;

    private static readonly (string Written, string Sound)[] Digraphs =
    [
        ("sh", "š"),
        ("ch", "š"),
        ("kh", "x"),
        ("gh", "g"),
        ("th", "t"),
        ("dh", "d"),
        ("ph", "f"),
    ];

    /// <summary>Letters that different writers give for one sound count as one.</summary>
    private static readonly Dictionary<char, char> Sounds = Map(
        "bb pb vf ff tt dd jj gg hh xx rr zz ss šš kk qk ck ll mm nn",
        "7h 5x 9s 6t 8k",
        "بb پb تt طt ثt جj چš حh هh خx دd ضd ذd ظz رr ڕr زz ژz سs صs شš غg گg فf ڤf قk كk کk لl ڵl مm نn"
    );

    /// <summary>What is left of a word in Arabic script in Latin letters, for comparing vowels.</summary>
    private static readonly Dictionary<char, char> Vowels = Map("اa أa إi آa وu ۆo يi یi ێe ىa ةa ەa عa ئi ؤu");

    /// <returns>Null where the language is not written in Arabic script, or a word has no counterpart.</returns>
    public static string? Of(IndexSearcher searcher, string words, Language language)
    {
        var typed = words.Split((char[]?)null).Where(word => word.Length > 0).ToList();
        if (
            language.Direction != "rtl"
            || typed.Count is 0 or > MaxWords
            || !typed.TrueForAll(word =>
                word.Length <= MaxLetters && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '\'')
            )
        )
        {
            return null;
        }

        var wanted = typed.ConvertAll(word => (Word: Stripped(word), Key: KeyOf(Stripped(word))));
        var nearest = new (string? Term, int Distance, int Frequency)[wanted.Count];
        foreach (var (term, frequency) in Terms(searcher.IndexReader, language).Take(MaxTerms))
        {
            var bare = term.StartsWith("ال", StringComparison.Ordinal) && term.Length > 4 ? term[2..] : term;
            var key = KeyOf(bare);
            for (var i = 0; i < wanted.Count; i++)
            {
                if (key.Length < MinConsonants || wanted[i].Key != key)
                {
                    continue;
                }

                var distance = Distance(Latin(bare), wanted[i].Word);
                if (nearest[i].Term is null || (distance, -frequency).CompareTo((nearest[i].Distance, -nearest[i].Frequency)) < 0)
                {
                    nearest[i] = (term, distance, frequency);
                }
            }
        }

        return Array.TrueForAll(nearest, one => one.Term is not null) ? string.Join(' ', nearest.Select(one => one.Term)) : null;
    }

    private static IEnumerable<(string Term, int Frequency)> Terms(IndexReader reader, Language language)
    {
        foreach (var (part, _) in IndexField.Parts)
        {
            if (MultiFields.GetTerms(reader, IndexField.Exact(part, language.Code)) is not { } terms)
            {
                continue;
            }

            var each = terms.GetEnumerator();
            while (each.MoveNext())
            {
                yield return (each.Term.Utf8ToString(), each.DocFreq);
            }
        }
    }

    private static string Stripped(string typed)
    {
        var word = typed.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal);
        foreach (var article in (string[])["al-", "el-", "al", "el"])
        {
            if (word.StartsWith(article, StringComparison.Ordinal) && word.Length > article.Length + 3)
            {
                return word[article.Length..].Replace("-", "", StringComparison.Ordinal);
            }
        }

        return word.Replace("-", "", StringComparison.Ordinal);
    }

    /// <summary>The consonants, without repetitions; an h at the end is mostly the mark of a feminine word.</summary>
    private static string KeyOf(string word)
    {
        foreach (var (written, sound) in Digraphs)
        {
            word = word.Replace(written, sound, StringComparison.Ordinal);
        }

        word = word.EndsWith("ah", StringComparison.Ordinal) ? word[..^1] : word;
        var key = new StringBuilder();
        foreach (var c in word)
        {
            if (Sounds.TryGetValue(c, out var sound) && (key.Length == 0 || key[^1] != sound))
            {
                key.Append(sound);
            }
        }

        return key.ToString();
    }

    private static string Latin(string word) =>
        string.Concat(word.Select(c => Sounds.TryGetValue(c, out var sound) ? sound : Vowels.GetValueOrDefault(c, c)));

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }

        return row[^1];
    }

    private static Dictionary<char, char> Map(params string[] pairs) =>
        pairs.SelectMany(line => line.Split(' ')).ToDictionary(pair => pair[0], pair => pair[1]);
}
