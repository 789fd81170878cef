using Concord.Wall.Sources;

namespace Concord.Wall.Posts;

/// <summary>
/// State of polling a source. It changes with every poll and is operational; what an operator has to know is in the journal.
/// </summary>
internal sealed class PollState
{
    public required string Source { get; init; }

    public string? EntityTag { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? LastModified { get; set; }

    public string? Newest { get; set; }

    public string? Account { get; set; }

    /// <summary>Next poll, UTC.</summary>
    public required DateTime NextAt { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? TriedAt { get; set; }

    /// <summary>Last successful poll, UTC.</summary>
    public DateTime? GoodAt { get; set; }

    /// <summary>Consecutive failures.</summary>
    public int Failures { get; set; }

    /// <summary>A sentence; null where all is well.</summary>
    public string? Error { get; set; }

    public SyncCursor Cursor =>
        new(EntityTag, LastModified is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, Newest, Account);
}
