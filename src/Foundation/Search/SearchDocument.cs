namespace Concord.Foundation.Search;

/// <summary>Offers a module's documents to the search index.</summary>
public interface ISearchSource
{
    /// <summary>Number of documents that <see cref="AllAsync"/> will return, for progress.</summary>
    Task<int> CountAsync(CancellationToken cancellation);

    /// <summary>Everything that the public may find now or at a time already set.</summary>
    IAsyncEnumerable<SearchDocument> AllAsync(CancellationToken cancellation);

    /// <summary>The documents of one cache tag; null where the tag means nothing to this source.</summary>
    Task<IReadOnlyList<SearchDocument>?> OfTagAsync(string tag, CancellationToken cancellation);
}

/// <summary>One search result, in one language.</summary>
public sealed record SearchDocument
{
    /// <summary>Cache tag of the audit events that change it: <c>document:slug</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>Code of its language.</summary>
    public required string Language { get; init; }

    /// <summary>Address on this site, from the first slash.</summary>
    public required string Address { get; init; }

    public required string Title { get; init; }

    /// <summary>A sentence or two; may be empty.</summary>
    public required string Summary { get; init; }

    /// <summary>The whole text without markup; may be empty.</summary>
    public required string Text { get; init; }

    /// <summary>Its date; null where it has none.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>UTC; not found before.</summary>
    public required DateTime VisibleFrom { get; init; }

    /// <summary>Its facets, with names in its language.</summary>
    public required IReadOnlyList<SearchFacet> Facets { get; init; }
}

/// <param name="Name"><c>kind</c>, <c>issuer</c>, <c>member</c>, <c>place</c>, <c>effort</c> or <c>year</c>.</param>
/// <param name="Value">As in addresses.</param>
/// <param name="Label">In the document's language.</param>
public sealed record SearchFacet(string Name, string Value, string Label);
