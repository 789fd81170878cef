using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Search;
using Microsoft.AspNetCore.Html;

namespace Concord.Search.Query;

/// <summary>One page of results.</summary>
/// <param name="Choices">Available filters of all results, by name of facet.</param>
/// <param name="Spelling">Where the words themselves were not found: how they may be meant.</param>
internal sealed record SearchResults(
    IReadOnlyList<SearchResult> Items,
    Paging Paging,
    IReadOnlyDictionary<string, IReadOnlyList<CountedFacet>> Choices,
    string? Spelling
)
{
    /// <summary>True where nothing has the words themselves, and the results have similar ones.</summary>
    public bool IsSimilar { get; init; }

    /// <summary>Where little was found: results in other languages, of documents that are not among the results.</summary>
    public IReadOnlyList<SearchResult> Elsewhere { get; init; } = [];
}

/// <param name="Tag">The same for every language of a document.</param>
/// <param name="Name">The title without marks.</param>
/// <param name="Passage">Null where only the title matches.</param>
internal sealed record SearchResult(
    Language Language,
    string Tag,
    string Address,
    string Name,
    IHtmlContent Title,
    IHtmlContent? Passage,
    string Summary,
    DateOnly? Day,
    IReadOnlyList<SearchFacet> Facets
)
{
    /// <summary>The address below its language: one tag may cover several pages.</summary>
    public string Place => Address[(Language.Code.Length + 1)..];
}

internal sealed record CountedFacet(string Value, string Label, int Count);
