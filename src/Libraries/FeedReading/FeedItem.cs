namespace Concord.FeedReading;

/// <summary>One entry of a feed.</summary>
/// <param name="Id">Its identity in this feed; never empty.</param>
public sealed record FeedItem(string Id)
{
    /// <summary>False where the feed gave no id and one was made of link, title, date and text.</summary>
    public bool HasOwnId { get; init; } = true;

    /// <summary>Plain text; null where it has none, as short posts often do.</summary>
    public string? Title { get; init; }

    /// <summary>Absolute wherever anything tells where the feed is from; only http and https.</summary>
    public string? Link { get; init; }

    /// <summary>When it was published, or else changed; null where nothing was said that could be understood.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>When it was changed last, where that is said.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>BCP 47, as given with the item, around it or for the feed.</summary>
    public string? Language { get; init; }

    /// <summary>A name, or else an address of mail; null where nobody is named.</summary>
    public string? Author { get; init; }

    /// <summary>The content, or else the summary, as plain text: blocks end in a line break, links keep their words.</summary>
    public string Text { get; init; } = "";

    /// <summary>The same as it came, to be sanitised before it is shown; null where it came as plain text.</summary>
    public string? Html { get; init; }

    /// <summary>Categories and hashtags, each once, without <c>#</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Pictures, sound and films that belong to it, each once.</summary>
    public IReadOnlyList<FeedMedia> Media { get; init; } = [];
}

/// <summary>A file that belongs to an item.</summary>
/// <param name="Address">Absolute wherever anything tells where the feed is from.</param>
/// <param name="Type">Media type as given, or <c>image/*</c> where only that is known; null where nothing is.</param>
/// <param name="Bytes">Length as given.</param>
/// <param name="Description">Plain text: what it shows.</param>
public sealed record FeedMedia(string Address, string? Type, long? Bytes, string? Description);
