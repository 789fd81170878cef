using System.Globalization;
using System.Text.Json;
using Concord.Foundation.Languages;

namespace Concord.Seed;

/// <summary>Text of generated documents; the same number always gives the same text.</summary>
internal sealed class SeedText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Dictionary<string, Vocabulary> vocabularies;

    public SeedText()
    {
        using var stream = typeof(SeedText).Assembly.GetManifestResourceStream("Concord.Seed.seed.json")!;
        vocabularies = JsonSerializer.Deserialize<Dictionary<string, Vocabulary>>(stream, Json)!;
    }

    /// <returns>False for a language without vocabulary.</returns>
    public bool Speaks(Language language) => vocabularies.ContainsKey(language.Code);

    public SeedWords Of(int number, Language language)
    {
        var words = vocabularies[language.Code];
        // Reproducible, not secret.
        var random = new Random(number);
        var title = string.Create(CultureInfo.InvariantCulture, $"{Sentence(words, random)} ({number})");
        var paragraphs = Enumerable
            .Range(0, random.Next(3, 8))
            .Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(3, 7)).Select(_ => Sentence(words, random) + ".")));
        return new SeedWords(title, $"{words.Note} {Sentence(words, random)}.", string.Join("\n\n", paragraphs));
    }

    private static string Sentence(Vocabulary words, Random random) =>
        $"{Any(words.Who, random)} {Any(words.Does, random)} {Any(words.Where, random)}";

    private static string Any(string[] from, Random random) => from[random.Next(from.Length)];

    private sealed record Vocabulary(string Note, string[] Who, string[] Does, string[] Where);
}

/// <param name="Body">Markdown.</param>
internal sealed record SeedWords(string Title, string Summary, string Body);
