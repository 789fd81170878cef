using Concord.Foundation.Storage;

namespace Concord.Newsroom.Documents;

/// <summary>Editions that become public in one transaction at one time.</summary>
internal sealed class ReleaseSet : IVersioned
{
    public required Guid Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime DueAt { get; set; }

    /// <summary>As it was entered: <c>2020-10-23T09:00</c>; null where it was entered as UTC.</summary>
    public string? LocalDue { get; init; }

    /// <summary>The zone it was entered in, a name of the tz database; null where it was entered as UTC.</summary>
    public string? Zone { get; init; }

    public required string ScheduledBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ScheduledAt { get; init; }

    /// <summary>When it was executed, UTC; null while it is scheduled.</summary>
    public DateTime? ExecutedAt { get; set; }

    /// <summary>When it was cancelled, UTC.</summary>
    public DateTime? CancelledAt { get; set; }

    public int Version { get; set; }

    public List<ReleaseItem> Items { get; } = [];
}

/// <summary>One edition of a release set.</summary>
internal sealed class ReleaseItem
{
    public Guid ReleaseSetId { get; init; }

    public required Guid EditionId { get; init; }

    /// <summary>Number of the revision that is released.</summary>
    public required int Revision { get; init; }
}
