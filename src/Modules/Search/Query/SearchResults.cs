using Concord.Foundation.Pages;
using Concord.Foundation.Search;
using Microsoft.AspNetCore.Html;

namespace Concord.Search.Query;

/// <summary>What was found, one page of it.</summary>
/// <param name="Choices">What the whole of it can be narrowed to, by name of facet.</param>
/// <param name="Spelling">Where nothing was found: the question in a spelling that may find something.</param>
internal sealed record SearchResults(
    IReadOnlyList<SearchResult> Items,
    Paging Paging,
    IReadOnlyDictionary<string, IReadOnlyList<CountedFacet>> Choices,
    string? Spelling
);

/// <param name="Name">The title without marks.</param>
/// <param name="Passage">Null where the words stand in the title alone.</param>
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
