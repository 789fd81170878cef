using Concord.Wall.Sources;

namespace Concord.Wall.Posts;

/// <summary>
/// How it goes with asking a source. Changes with every question, and is therefore not on the journal; what an operator has
/// to know of it is.
/// </summary>
internal sealed class PollState
{
    public required string Source { get; init; }

    public string? EntityTag { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? LastModified { get; set; }

    public string? Newest { get; set; }

    public string? Account { get; set; }

    /// <summary>When it is asked again, UTC.</summary>
    public required DateTime NextAt { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? TriedAt { get; set; }

    /// <summary>When it last answered as it should, UTC.</summary>
    public DateTime? GoodAt { get; set; }

    /// <summary>How many questions in a row failed.</summary>
    public int ExceptionHandling { get; set; }

    /// <summary>In words; null where all is well.</summary>
    public string? Error { get; set; }

    public SyncCursor Cursor =>
        new(EntityTag, LastModified is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, Newest, Account);
}
