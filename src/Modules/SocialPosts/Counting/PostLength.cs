using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Concord.SocialPosts.Counting;

/// <summary>How long a post is, as its network counts.</summary>
/// <param name="Count">In the units of the network.</param>
/// <param name="Max">The most that it accepts.</param>
/// <param name="Bytes">In UTF-8.</param>
/// <param name="MaxBytes">Null where the network does not count bytes.</param>
internal sealed partial record PostLength(int Count, int Max, int Bytes, int? MaxBytes)
{
    /// <summary>What every address counts on Mastodon and X, however long it is.</summary>
    private const int AddressLength = 23;

    private const int BlueskyMax = 300;
    private const int BlueskyMaxBytes = 3000;
    private const int XMax = 280;
    private const char Joiner = '\u200d';
    private const char AsEmoji = '\ufe0f';
    private const char AsText = '\ufe0e';
    private const char Keycap = '\u20e3';

    public bool Fits => Count <= Max && Bytes <= (MaxBytes ?? Bytes);

    /// <summary>Letters as a reader sees them; addresses with a scheme count 23, mentions without their server.</summary>
    public static PostLength OnMastodon(string text, int max) =>
        new(Letters(Mention().Replace(WithoutAddresses(text), "$1")), max, Encoding.UTF8.GetByteCount(text), MaxBytes: null);

    /// <summary>Letters as a reader sees them, and bytes; addresses as they are written.</summary>
    public static PostLength OnBluesky(string text) =>
        new(Letters(text), BlueskyMax, Encoding.UTF8.GetByteCount(text), BlueskyMaxBytes);

    /// <summary>
    /// Configuration 3 of twitter-text: letters of most alphabets count one, others and emoji two, addresses 23.
    /// </summary>
    public static PostLength OnX(string text)
    {
        var normal = text.Normalize(NormalizationForm.FormC);
        var (count, place) = (0, 0);
        foreach (var address in PostAddresses.Find(normal, withoutScheme: true))
        {
            count += Weight(normal[place..address.Start]) + AddressLength;
            place = address.End;
        }

        return new(count + Weight(normal[place..]), XMax, Encoding.UTF8.GetByteCount(text), MaxBytes: null);
    }

    private static string WithoutAddresses(string text)
    {
        var (counted, place) = (new StringBuilder(), 0);
        foreach (var address in PostAddresses.Find(text, withoutScheme: false))
        {
            counted.Append(text, place, address.Start - place).Append('x', AddressLength);
            place = address.End;
        }

        return counted.Append(text, place, text.Length - place).ToString();
    }

    private static int Letters(string text) => new StringInfo(text).LengthInTextElements;

    private static int Weight(string text)
    {
        var weight = 0;
        var letters = StringInfo.GetTextElementEnumerator(text);
        while (letters.MoveNext())
        {
            var letter = letters.GetTextElement();
            weight += IsEmoji(letter) ? 2 : letter.EnumerateRunes().Sum(rune => WeightOf(rune.Value));
        }

        return weight;
    }

    private static int WeightOf(int letter) =>
        letter is <= 4351 or (>= 8192 and <= 8205) or (>= 8208 and <= 8223) or (>= 8242 and <= 8247) ? 1 : 2;

    /// <param name="letter">One letter as a reader sees it.</param>
    private static bool IsEmoji(string letter)
    {
        var first = letter.EnumerateRunes().First().Value;
        return !letter.Contains(AsText, StringComparison.Ordinal)
            && (
                IsPictograph(first)
                || (first is >= '0' and <= '9' or '#' or '*' && letter.Contains(Keycap, StringComparison.Ordinal))
                || (first is '©' or '®' && letter.Contains(AsEmoji, StringComparison.Ordinal))
                || letter.Contains(Joiner, StringComparison.Ordinal)
                    && letter.EnumerateRunes().Any(rune => IsPictograph(rune.Value))
            );
    }

    private static bool IsPictograph(int letter) =>
        letter
            is >= 0x1F000
                and <= 0x1FAFF
                or >= 0x2600
                and <= 0x27BF
                or >= 0x231A
                and <= 0x23FF
                or >= 0x2194
                and <= 0x21AA
                or >= 0x25AA
                and <= 0x25FE
                or >= 0x2B05
                and <= 0x2B55
                or 0x203C
                or 0x2049
                or 0x2122
                or 0x2139
                or 0x24C2
                or 0x2934
                or 0x2935
                or 0x3030
                or 0x303D
                or 0x3297
                or 0x3299;

    [GeneratedRegex(@"(@[\p{L}\p{N}_]+)@[\p{L}\p{N}.-]+[\p{L}\p{N}]", RegexOptions.NonBacktracking)]
    private static partial Regex Mention();
}
