namespace Concord.FeedReading;

/// <summary>One entry of a feed.</summary>
/// <param name="Id">Unique in this feed; never empty.</param>
public sealed record FeedItem(string Id)
{
    /// <summary>The id that the feed gave, where several of its items have the same one; else null.</summary>
    public string? SharedId { get; init; }

    /// <summary>False where the feed gave no id and one was derived from link, title, date and text.</summary>
    public bool HasOwnId { get; init; } = true;

    /// <summary>The id of an item of which the feed's own id is not unique.</summary>
    /// <param name="difference">Its link, where each has its own.</param>
    public static string SeparateId(string id, string difference) => $"{id} {difference}";

    /// <summary>Plain text; null where it has none, as short posts often do.</summary>
    public string? Title { get; init; }

    /// <summary>Http or https; absolute where the base address is known.</summary>
    public string? Link { get; init; }

    /// <summary>When it was published, else when it was changed; null where neither is given in a readable form.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>When it was last changed, where that is given.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>BCP 47, from the item, an enclosing element or the feed.</summary>
    public string? Language { get; init; }

    /// <summary>A name, else an e-mail address; null where nobody is named.</summary>
    public string? Author { get; init; }

    /// <summary>The content, else the summary, as plain text: blocks end in a line break, links keep their text.</summary>
    public string Text { get; init; } = "";

    /// <summary>The same as HTML, not sanitized; null where it was plain text.</summary>
    public string? Html { get; init; }

    /// <summary>Categories and hashtags, without duplicates and without <c>#</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>True where the feed rates its files as not for everybody (Media RSS).</summary>
    public bool IsSensitive { get; init; }

    /// <summary>
    /// Pictures, audio and video of the item, without duplicates; of one picture in several sizes the default, else the
    /// largest.
    /// </summary>
    public IReadOnlyList<FeedMedia> Media { get; init; } = [];
}

/// <summary>A file of an item.</summary>
/// <param name="Address">Absolute where the base address is known.</param>
/// <param name="Type">Media type as given, or <c>image/*</c> where only that is known; null where nothing is.</param>
/// <param name="Bytes">Length as given.</param>
/// <param name="Description">Plain text: what it shows.</param>
public sealed record FeedMedia(string Address, string? Type, long? Bytes, string? Description);
