namespace Concord.Newsroom.Feeds;

/// <summary>The newest items of a list in one language, independent of the format.</summary>
internal sealed record Feed
{
    /// <summary>Name of the format in addresses: <c>atom</c>, <c>rss</c> or <c>json</c>.</summary>
    public required string Format { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Language { get; init; }

    /// <summary>The author: the coalition's name in the feed's language.</summary>
    public required string Author { get; init; }

    /// <summary>Absolute address of the list as a page.</summary>
    public required string Page { get; init; }

    /// <summary>Absolute address of the feed itself.</summary>
    public required string Self { get; init; }

    public required Uri Icon { get; init; }

    public required IReadOnlyList<FeedItem> Items { get; init; }

    /// <summary>UTC; when something in it last changed.</summary>
    public DateTime UpdatedAt =>
        Items.Count > 0 ? Items.Max(item => item.UpdatedAt) : new DateTime(2014, 9, 10, 0, 0, 0, DateTimeKind.Utc);
}

/// <param name="Id">Permanent, even if the site moves.</param>
/// <param name="Address">Absolute address.</param>
/// <param name="Kind">In the feed's language.</param>
/// <param name="Note">In the feed's language: what it is a summary of; null where it is the full text.</param>
/// <param name="OriginalUrl">Address of the full text, where there is one elsewhere.</param>
/// <param name="PublishedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
internal sealed record FeedItem(
    Guid Id,
    string Address,
    string Title,
    string Summary,
    string Kind,
    string? Note,
    string? OriginalUrl,
    DateTime PublishedAt,
    DateTime UpdatedAt
)
{
    /// <summary>The summary, with the note where there is one.</summary>
    public string Text => Note is null ? Summary : $"{Summary} {Note}";

    public string Urn => $"urn:uuid:{Id:D}";
}
