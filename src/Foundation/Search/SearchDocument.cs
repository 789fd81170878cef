namespace Concord.Foundation.Search;

/// <summary>What a module offers to be found.</summary>
public interface ISearchSource
{
    /// <summary>How many documents <see cref="AllAsync"/> will give, for a bar of progress.</summary>
    Task<int> CountAsync(CancellationToken cancellation);

    /// <summary>Everything that the public may find now or at a moment already set.</summary>
    IAsyncEnumerable<SearchDocument> AllAsync(CancellationToken cancellation);

    /// <summary>The same, of one tag of the journal; null where the tag says nothing to this source.</summary>
    Task<IReadOnlyList<SearchDocument>?> OfTagAsync(string tag, CancellationToken cancellation);
}

/// <summary>One thing to be found, in one language.</summary>
public sealed record SearchDocument
{
    /// <summary>Tag of the journal records that change it: <c>document:slug</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>Code of its language.</summary>
    public required string Language { get; init; }

    /// <summary>Address on this site, from the first slash.</summary>
    public required string Address { get; init; }

    public required string Title { get; init; }

    /// <summary>A sentence or two; may be empty.</summary>
    public required string Summary { get; init; }

    /// <summary>The whole text without any markup; may be empty.</summary>
    public required string Text { get; init; }

    /// <summary>The day it speaks from; null where it has none.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>UTC; it must not be found before.</summary>
    public required DateTime VisibleFrom { get; init; }

    /// <summary>What a search can be narrowed to, with names in its language.</summary>
    public required IReadOnlyList<SearchFacet> Facets { get; init; }
}

/// <param name="Name"><c>kind</c>, <c>place</c>, <c>effort</c> or <c>year</c>.</param>
/// <param name="Value">As it stands in addresses.</param>
/// <param name="Label">In the document's language.</param>
public sealed record SearchFacet(string Name, string Value, string Label);
