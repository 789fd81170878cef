using Concord.Foundation.Pages;
using Concord.Foundation.Search;
using Microsoft.AspNetCore.Html;

namespace Concord.Search.Query;

/// <summary>One page of results.</summary>
/// <param name="Choices">Available filters of all results, by name of facet.</param>
/// <param name="Spelling">Where nothing was found: the words in a spelling that may find something.</param>
internal sealed record SearchResults(
    IReadOnlyList<SearchResult> Items,
    Paging Paging,
    IReadOnlyDictionary<string, IReadOnlyList<CountedFacet>> Choices,
    string? Spelling
);

/// <param name="Name">The title without marks.</param>
/// <param name="Passage">Null where only the title matches.</param>
internal sealed record SearchResult(
    string Address,
    string Name,
    IHtmlContent Title,
    IHtmlContent? Passage,
    string Summary,
    DateOnly? Day,
    IReadOnlyList<SearchFacet> Facets
);

internal sealed record CountedFacet(string Value, string Label, int Count);
