using Concord.Wall.Sources;

namespace Concord.Wall.Posts;

/// <summary>
/// State of polling a source. It changes with every poll and is operational; what an operator has to know is in the journal.
/// </summary>
internal sealed class PollState
{
    /// <summary>Characters of <see cref="Faults"/>.</summary>
    public const int MaxFaults = 2000;

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

    /// <summary>How many posts or parts of posts the last poll could not read; null before the first poll.</summary>
    public int? FaultCount { get; set; }

    /// <summary>The first of them, a line each; null where there are none.</summary>
    public string? Faults { get; set; }

    public SyncCursor Cursor =>
        new(EntityTag, LastModified is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, Newest, Account);
}
