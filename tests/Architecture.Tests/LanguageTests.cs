using System.Text.RegularExpressions;

namespace Concord.Architecture.Tests;

/// <summary>The typography, letters, terms and sentences of every text for readers, by the standards of its language.</summary>
public sealed class LanguageTests
{
    /// <summary>Words; a sentence that needs more is two.</summary>
    private const int MaxWords = 34;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Language, what is wrong, and the fix.</summary>
    private static readonly (string Language, string Wrong, string Fix)[] Rules =
    [
        ("en", @"\w'\w", "the apostrophe is ’"),
        ("en", @"\.\.\.", "three dots are …"),
        ("en", @"(?<=\S)  +(?=\S)", "one space"),
        ("fr", @"\w'\w", "the apostrophe is ’"),
        ("fr", @"\.\.\.", "three dots are …"),
        ("fr", @"(?<=\p{L}) (?=[;:!?»])", "a no-break space before ; : ! ? »"),
        ("fr", @"« ", "a no-break space after «"),
        ("fr", @"[^\s\d/][;!?](?=\s|$)", "a no-break space before ; ! ?"),
        ("ar", @"[\u0600-\u06FF][,;?]", "the Arabic signs are ، ؛ ؟"),
        ("ar", @"[یکەڕڵۆێ]", "this letter is not Arabic"),
        ("ar", @"\u064B\u0627", "the tanween stands on the alef: اً"),
        ("ckb", @"[\u0600-\u06FF][,;?]", "the signs are ، ؛ ؟"),
        ("ckb", @"[يكىة]", "the Kurdish letters are ی, ک and ە"),
        ("ckb", @"ه\u200C", "the vowel is ە"),
        ("ckb", @"(?<![\u0600-\u06FF])ر", "a word begins with ڕ"),
    ];

    public static TheoryData<string> Languages => ["en", "ar", "fr", "ckb"];

    [Theory, MemberData(nameof(Languages))]
    public void Signs_and_letters_are_those_of_the_language(string language) =>
        Faults(language, Rules.Where(rule => rule.Language == language).Select(rule => (rule.Wrong, rule.Fix))).ShouldBeEmpty();

    [Theory, MemberData(nameof(Languages))]
    public void Terms_are_those_of_the_list(string language)
    {
        var terms = File.ReadLines(Path.Combine(SourceTree.Root, "docs", "terms.tsv"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .ToList();
        terms.ShouldAllBe(term => term.Length == 4 && term[1].Length > 0 && term[2].Length > 0);

        Faults(language, terms.Where(term => term[0] == language).Select(term => (term[1], $"write “{term[2]}”")))
            .ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Languages))]
    public void No_sentence_is_longer_than_a_reader_can_hold(string language) =>
        LanguageTexts
            .All.Where(text => text.Language == language)
            .SelectMany(
                text => Regex.Split(text.Text, @"(?<=[.!?؟])\s+", RegexOptions.None, Longest),
                (text, sentence) => (text.Place, sentence)
            )
            .Select(found => (found.Place, Words: found.sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length))
            .Where(found => found.Words > MaxWords)
            .Select(found => $"{found.Place}: a sentence has {found.Words} words; {MaxWords} are the most")
            .ShouldBeEmpty();

    /// <summary>A rule that matches nothing because it is written wrongly would never be noticed.</summary>
    [Theory]
    [InlineData("en", "It's here")]
    [InlineData("en", "Wait...")]
    [InlineData("en", "Two  spaces")]
    [InlineData("fr", "L'heure")]
    [InlineData("fr", "Fin...")]
    [InlineData("fr", "Source : France")]
    [InlineData("fr", "« Bien\u00A0»")]
    [InlineData("fr", "Quoi? Rien")]
    [InlineData("ar", "نعم, هنا")]
    [InlineData("ar", "کتاب")]
    [InlineData("ar", "يومًا")]
    [InlineData("ckb", "بەڵێ, ئەوە")]
    [InlineData("ckb", "كتێب")]
    [InlineData("ckb", "نامه\u200Cکان")]
    [InlineData("ckb", "رۆژ")]
    public void Each_rule_finds_what_it_is_for(string language, string text) =>
        Rules.Count(rule => rule.Language == language && Regex.IsMatch(text, rule.Wrong, RegexOptions.None, Longest)).ShouldBe(1);

    [Fact]
    public void Texts_of_every_kind_are_read()
    {
        LanguageTexts.All.Count(text => text.Place.StartsWith("texts/", StringComparison.Ordinal)).ShouldBeGreaterThan(800);
        LanguageTexts
            .All.Count(text => text.Place.StartsWith("content/documents/", StringComparison.Ordinal))
            .ShouldBeGreaterThan(800);
        foreach (var file in (string[])["figures", "timeline", "wall", "members", "pictures/map-baghouz/picture"])
        {
            foreach (var language in Languages.Select(row => row.Data))
            {
                LanguageTexts.All.ShouldContain(text =>
                    text.Language == language && text.Place.StartsWith($"content/{file}.yaml", StringComparison.Ordinal)
                );
            }
        }
    }

    private static IEnumerable<string> Faults(string language, IEnumerable<(string Wrong, string Fix)> rules) =>
        from rule in rules
        from text in LanguageTexts.All
        where text.Language == language
        from Match match in Regex.Matches(text.Text, rule.Wrong, RegexOptions.None, Longest)
        select $"{text.Place}: “{match.Value}” in “{Around(text.Text, match)}”: {rule.Fix}";

    private static string Around(string text, Match match)
    {
        var from = Math.Max(0, match.Index - 20);
        return text[from..Math.Min(text.Length, match.Index + match.Length + 20)];
    }
}
