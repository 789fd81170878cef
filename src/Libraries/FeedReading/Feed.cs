namespace Concord.FeedReading;

/// <summary>
/// The result of reading a feed. It is never null and reading never throws; faults are listed in <see cref="Problems"/>.
/// </summary>
/// <param name="Format"><see cref="FeedFormat.Unknown"/> where the bytes are no feed.</param>
/// <param name="Version">As the feed states it, such as <c>2.0</c>; null where it does not.</param>
public sealed record Feed(FeedFormat Format, string? Version)
{
    /// <summary>Name of the character encoding that was used, such as <c>utf-8</c>.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>Plain text.</summary>
    public string? Title { get; init; }

    /// <summary>Address of the site; absolute where the base address is known.</summary>
    public string? Link { get; init; }

    /// <summary>BCP 47, as given.</summary>
    public string? Language { get; init; }

    /// <summary>Address of the next page of the feed (RFC 5005, JSON Feed <c>next_url</c>).</summary>
    public string? Next { get; init; }

    /// <summary>In the order of the feed.</summary>
    public IReadOnlyList<FeedItem> Items { get; init; } = [];

    /// <summary>Ids of entries that the feed reports as deleted (RFC 6721).</summary>
    public IReadOnlyList<string> Deleted { get; init; } = [];

    /// <summary>In the order of the file; at most a hundred.</summary>
    public IReadOnlyList<FeedProblem> Problems { get; init; } = [];

    /// <summary>True where there is a feed, even one without items.</summary>
    public bool IsRead => Format != FeedFormat.Unknown;
}

/// <summary>The families of feeds.</summary>
public enum FeedFormat
{
    Unknown,

    /// <summary>RSS 0.9x, 1.0 (RDF) and 2.0.</summary>
    Rss,

    /// <summary>Atom 0.3 and 1.0.</summary>
    Atom,

    /// <summary>JSON Feed 1.0 and 1.1.</summary>
    Json,
}

/// <summary>A fault in the feed, and how it was handled.</summary>
/// <param name="Line">In the decoded text, from 1; 0 where it concerns the whole.</param>
/// <param name="Item">Index of the item it concerns, from 0; null for the feed itself.</param>
/// <param name="What">A sentence.</param>
public sealed record FeedProblem(int Line, int? Item, string What);

/// <summary>What is known of a feed besides its bytes.</summary>
/// <param name="Address">Where it was fetched; the base of relative links.</param>
/// <param name="ContentType">The header as sent. Only its charset is used; the kind of feed is detected from the
/// bytes.</param>
public sealed record FeedOrigin(Uri? Address = null, string? ContentType = null);
