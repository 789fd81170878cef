using Concord.Foundation.Languages;
using Concord.Search.Text;
using Lucene.Net.Analysis;

namespace Concord.Search.Index;

/// <summary>
/// Names of the index fields. Every text is indexed twice, exact and folded, in fields of its language, so that one index
/// holds all languages.
/// </summary>
internal static class IndexField
{
    public const string Tag = "tag";
    public const string Language = "language";
    public const string Address = "address";
    public const string Title = "title";
    public const string Summary = "summary";
    public const string Text = "text";
    public const string Day = "day";
    public const string VisibleFrom = "visible-from";
    public const string Facet = "facet";

    /// <summary>Tag of a segment of the translation memory; a document has none, so that neither is found for the other.</summary>
    public const string MemoryTag = "memory-tag";

    /// <summary>Languages that a segment has.</summary>
    public const string MemoryLanguage = "memory-language";
    public const string MemoryDay = "memory-day";

    /// <summary>The parts of a document that are searched, with their boosts.</summary>
    public static readonly (string Part, float Worth)[] Parts = [(Title, 4), (Summary, 2), (Text, 1)];

    public static string Exact(string part, string language) => $"{part}.{language}.exact";

    public static string Folded(string part, string language) => $"{part}.{language}";

    /// <summary>The text of a segment in one language.</summary>
    public static string Memory(string language) => $"memory.{language}";

    /// <summary>Name and value of a facet as one term, followed by its label.</summary>
    public static string FacetTerm(string name, string value) => $"{name}\u001f{value}";
}

/// <summary>Chooses the analyser of each field by its language.</summary>
internal sealed class FieldAnalyser(LanguageSet languages) : AnalyzerWrapper(PER_FIELD_REUSE_STRATEGY)
{
    private readonly Dictionary<string, Analyzer> byEnding = languages.All.ToDictionary(
        language => $".{language.Code}",
        language => Analysers.Folded(language.Analyser),
        StringComparer.Ordinal
    );

    protected override Analyzer GetWrappedAnalyzer(string fieldName) =>
        fieldName.EndsWith(".exact", StringComparison.Ordinal) ? Analysers.Exact
        : byEnding.GetValueOrDefault(fieldName[Math.Max(0, fieldName.LastIndexOf('.'))..]) is { } folded ? folded
        : Analysers.Exact;
}
