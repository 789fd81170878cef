using System.Text.RegularExpressions;
using Concord.Foundation.Storage;
using Concord.Wall.Text;

namespace Concord.Modules.Tests.Wall.Text;

public sealed partial class LanguageOfTextTests
{
    private static readonly PostLanguageDetector Languages = new();

    [Theory]
    [InlineData("en", "The ministers met online and agreed on what comes next for the region.")]
    [InlineData("fr", "Les ministres se sont réunis en ligne et ont convenu de la suite.")]
    [InlineData("ar", "اجتمع الوزراء عبر الإنترنت واتفقوا على ما سيأتي بعد ذلك في المنطقة.")]
    [InlineData("ckb", "وەزیرەکان لە ڕێگەی ئینتەرنێتەوە کۆبوونەوە و لەسەر هەنگاوی داهاتوو ڕێککەوتن.")]
    [InlineData("fa", "وزیران به صورت آنلاین دیدار کردند و درباره گام بعدی توافق کردند.")]
    [InlineData("tr", "Bakanlar çevrimiçi olarak bir araya geldi ve sonraki adımlar üzerinde anlaştı.")]
    [InlineData("de", "Die Minister trafen sich online und einigten sich auf die nächsten Schritte.")]
    [InlineData("es", "Los ministros se reunieron en línea y acordaron los próximos pasos para la región.")]
    [InlineData("it", "I ministri si sono riuniti in rete e hanno concordato i prossimi passi per la regione.")]
    [InlineData("nl", "De ministers kwamen online bijeen en werden het eens over de volgende stappen.")]
    [InlineData("uk", "Міністри зустрілися онлайн і домовилися про подальші кроки для регіону.")]
    [InlineData("el", "Οι υπουργοί συναντήθηκαν διαδικτυακά και συμφώνησαν για τα επόμενα βήματα.")]
    [InlineData("pt", "Os ministros reuniram-se em linha e concordaram com os próximos passos para a região.")]
    [InlineData("pl", "Ministrowie spotkali się online i uzgodnili kolejne kroki dla regionu.")]
    [InlineData("sv", "Ministrarna möttes på nätet och enades om nästa steg för regionen.")]
    [InlineData("da", "Ministrene mødtes på nettet og blev enige om de næste skridt for regionen.")]
    [InlineData("ur", "وزراء نے آن لائن ملاقات کی اور خطے کے لیے اگلے اقدامات پر اتفاق کیا۔")]
    [InlineData("ps", "وزیرانو پر لیکه سره ولیدل او د سیمې لپاره یې په راتلونکو ګامونو هوکړه وکړه.")]
    [InlineData("ja", "閣僚はオンラインで会合を開き、次の段階について合意しました。")]
    public void The_detected_language_precedes_the_declared_one(string language, string text)
    {
        Languages.Detect(text, claimed: null).ShouldBe(language);
        Languages.Detect(text, claimed: "en-GB").ShouldBe(language);
        Languages.Detect($"{text} #ThisGenerationLearns https://example.org/en/news @OIRSpox", claimed: "und").ShouldBe(language);
    }

    [Fact]
    public void Arabic_that_names_a_Kurdish_town_is_Arabic() =>
        Languages
            .Detect("زار الوزير مدينة سرێکانی اليوم والتقى بأهلها وتحدث معهم عن الماء والكهرباء", claimed: null)
            .ShouldBe("ar");

    [Theory]
    [InlineData("Merci !", "fr-FR", "fr")]
    [InlineData("🇬🇧🇮🇶 https://example.org", "AR", "ar")]
    [InlineData("🇬🇧🇮🇶", null, "")]
    [InlineData("", null, "")]
    [InlineData("Ok", "klingon-x", "")]
    [InlineData("سوپاس بۆ هەمووان", "ku", "ckb")]
    [InlineData("Spas ji we re", "ku", "ku")]
    [InlineData("زار الوزير مدينة سرێکانی اليوم والتقى بأهلها وتحدث معهم عن الماء والكهرباء", "ar", "ar")]
    public void Where_the_text_is_ambiguous_the_declared_language_is_used(string text, string? claimed, string language) =>
        Languages.Detect(text, claimed).ShouldBe(language);

    /// <summary>Sentences that a person wrote, in four languages, of about the length of a post.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("fr")]
    [InlineData("ckb")]
    public void Nearly_all_sentences_of_the_demonstration_are_detected_correctly(string language)
    {
        var sentences = Directory
            .EnumerateFiles(HomeDirectory.Shipped("content/documents"), $"{language}.md", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadAllText(file).Split("\n---\n", 2)[1].Split('.', '!', '?', '؟', '\n'))
            .Select(sentence => Markup().Replace(sentence, "").Trim())
            .Where(sentence => sentence.Count(char.IsLetter) is >= 40 and <= 240 && !sentence.StartsWith('#'))
            .ToList();

        var wrong = sentences.Where(sentence => Languages.Detect(sentence, claimed: null) != language).ToList();
        var contradicted = sentences.Where(sentence => Languages.Detect(sentence, language) != language).ToList();

        sentences.Count.ShouldBeGreaterThan(70);
        wrong.Count.ShouldBeLessThanOrEqualTo(sentences.Count / 50, string.Join('\n', wrong));
        contradicted.Count.ShouldBeLessThanOrEqualTo(sentences.Count / 100, string.Join('\n', contradicted));
    }

    [GeneratedRegex(@"\]\([^)]*\)|[\[*`]|^- ", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Markup();
}
