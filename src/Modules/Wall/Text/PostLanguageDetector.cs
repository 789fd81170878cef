using System.Text;
using Lingua;

namespace Concord.Wall.Text;

/// <summary>
/// Detects the language of a post: by its letters in Arabic script, else by the library, weighted by common words. Uses about
/// 30 MB from the first post on.
/// </summary>
internal sealed class PostLanguageDetector
{
    /// <summary>Letters; from this many on the text counts more than what its source claims.</summary>
    private const int LettersToContradict = 24;

    /// <summary>Characters; more do not improve the result.</summary>
    private const int MaxExamined = 1000;

    /// <summary>Probability.</summary>
    private const double SureEnough = 0.7;

    private const double Certain = 0.95;

    private const string AnyKurdish = "ku";
    private const string Sorani = "ckb";

    /// <summary>
    /// The languages of the members in other scripts than Arabic, as far as the library has models for them; it throws where
    /// it has none. Chinese, Japanese and Korean are told by their letters.
    /// </summary>
    private static readonly Lingua.Language[] Known =
    [
        Lingua.Language.Albanian,
        Lingua.Language.Bokmal,
        Lingua.Language.Bulgarian,
        Lingua.Language.Croatian,
        Lingua.Language.Czech,
        Lingua.Language.Danish,
        Lingua.Language.Dutch,
        Lingua.Language.English,
        Lingua.Language.Estonian,
        Lingua.Language.Finnish,
        Lingua.Language.French,
        Lingua.Language.German,
        Lingua.Language.Greek,
        Lingua.Language.Hungarian,
        Lingua.Language.Icelandic,
        Lingua.Language.Italian,
        Lingua.Language.Latvian,
        Lingua.Language.Lithuanian,
        Lingua.Language.Macedonian,
        Lingua.Language.Polish,
        Lingua.Language.Portuguese,
        Lingua.Language.Romanian,
        Lingua.Language.Russian,
        Lingua.Language.Serbian,
        Lingua.Language.Slovak,
        Lingua.Language.Slovene,
        Lingua.Language.Somali,
        Lingua.Language.Spanish,
        Lingua.Language.Swedish,
        Lingua.Language.Turkish,
        Lingua.Language.Ukrainian,
    ];

    /// <summary>How much one common word raises the probability of its language.</summary>
    private const double WeightOfWord = 3;

    private readonly Lazy<LanguageDetector> detector = new(() =>
        LanguageDetectorBuilder
            .FromLanguages(Known)
            .WithLowAccuracyMode()
            .WithLanguageModelsDirectory(Path.Combine(AppContext.BaseDirectory, "LanguageModels"))
            .Build()
    );

    /// <param name="claimed">The language the source states, BCP 47; null where it states none.</param>
    /// <returns>Primary tag of BCP 47; empty where it is not known.</returns>
    public string Detect(string text, string? claimed)
    {
        var claim = PrimaryOf(claimed);
        var plain = Said(text);
        var letters = plain.Count(char.IsLetter);
        if (letters == 0)
        {
            return claim;
        }

        var (looks, sureness) = Looks(plain);
        var contradicts = letters >= LettersToContradict && sureness >= Certain;
        var isNarrower = claim == AnyKurdish && looks == Sorani;
        return contradicts || isNarrower || (claim.Length == 0 && sureness >= SureEnough) ? looks : claim;
    }

    private (string Language, double Sureness) Looks(string text)
    {
        if (ArabicLetters.LanguageOf(text) is { } language)
        {
            return (language, language.Length > 0 ? 1 : 0);
        }

        if (EastAsianLetters.LanguageOf(text) is { } eastern)
        {
            return (eastern, 1);
        }

        // Letters and common words are independent evidence, so their weights are multiplied.
        var words = CommonWords.CountIn(text);
        var weighed = detector
            .Value.ComputeLanguageConfidenceValues(text)
            .Where(pair => pair.Key != Lingua.Language.Unknown)
            .Select(pair => (Code: CodeOf(pair.Key), pair.Value))
            .Select(pair => (pair.Code, Weight: pair.Value * Math.Pow(WeightOfWord, words.GetValueOrDefault(pair.Code))))
            .ToList();
        var sum = weighed.Sum(pair => pair.Weight);
        return sum == 0 ? ("", 0) : (weighed.MaxBy(pair => pair.Weight).Code, weighed.Max(pair => pair.Weight) / sum);
    }

    private static string CodeOf(Lingua.Language language) => language.IsoCode6391().ToString().ToLowerInvariant();

    /// <summary>Addresses, mentions and hashtags are in no language.</summary>
    private static string Said(string text) =>
        PostPieces
            .Of(text.Length > MaxExamined ? text[..MaxExamined] : text)
            .Where(piece => piece.Kind == PieceKind.Text)
            .Aggregate(new StringBuilder(), (all, piece) => all.Append(piece.Text))
            .ToString();

    /// <summary>“en-GB” is English; “und” states nothing.</summary>
    private static string PrimaryOf(string? tag)
    {
        var primary = (tag ?? "").Split('-', '_')[0].ToLowerInvariant();
        return
            primary.Length is 2 or 3
            && primary.All(char.IsAsciiLetter)
            && primary is not ("und" or "mul" or "zxx" or "qme" or "art")
            ? primary
            : "";
    }
}
