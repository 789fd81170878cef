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

    /// <summary>The record's type name, for example <c>RevisionPublished</c>.</summary>
    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public string? Reason { get; init; }

    /// <summary>Cache tags touched, separated by spaces.</summary>
    public required string Tags { get; init; }

    /// <summary>The record's own properties as JSON, exactly the text that was hashed.</summary>
    public required string Data { get; init; }

    /// <summary>Hash of the entry before; 64 zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 over all of the above, lower-case hexadecimal: see <see cref="JournalChain"/>.</summary>
    public required string Hash { get; init; }
}

/// <summary>Where the chain ends: lets a check notice that the newest entries were cut off.</summary>
internal sealed class JournalHead
{
    public int Id { get; set; }

    public long Seq { get; set; }

    public required string Hash { get; set; }
}
