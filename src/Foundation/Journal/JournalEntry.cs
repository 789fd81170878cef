namespace Concord.Foundation.Journal;

/// <summary>One row of the journal as stored. Never updated, never deleted.</summary>
public sealed record JournalEntry
{
    /// <summary>1, 2, 3 … without a gap.</summary>
    public required long Seq { get; init; }

    /// <summary>UTC, to the millisecond.</summary>
    public required DateTime At { get; init; }

    public required string Actor { get; init; }

    public required string Module { get; init; }

    /// <summary>The event's type name, for example <c>EditionReleased</c>.</summary>
    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public string? Reason { get; init; }

    /// <summary>Cache tags, separated by spaces.</summary>
    public required string Tags { get; init; }

    /// <summary>The event's own properties as JSON, exactly the text that was hashed.</summary>
    public required string Data { get; init; }

    /// <summary>
    /// JSON array of <see cref="ChangedRow"/>: every audited row of the save that this entry ends; null where there is none.
    /// </summary>
    public string? Rows { get; init; }

    /// <summary>Hash of the previous entry; 64 zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 over all of the above, lower-case hexadecimal: see <see cref="JournalChain"/>.</summary>
    public required string Hash { get; init; }
}

/// <summary>The end of the chain: shows when the newest entries were cut off.</summary>
internal sealed class JournalHead
{
    public int Id { get; set; }

    public long Seq { get; set; }

    public required string Hash { get; set; }
}
