namespace Concord.ActivityPub.Deliveries;

/// <summary>A message of an account, to one or many inboxes.</summary>
internal sealed class OutgoingActivity
{
    public const int MaxJson = 40_000;

    public required Guid Id { get; init; }

    public required string Language { get; init; }

    public required ActivityKind Kind { get; init; }

    /// <summary>The post it is about; null for an answer to a follower.</summary>
    public Guid? NoteId { get; init; }

    /// <summary>Encrypted where it is an answer, which names its follower.</summary>
    public required string Json { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }
}

internal enum ActivityKind
{
    Accept,
    Create,
    Update,
    Delete,
}

/// <summary>One message to one inbox. The queue is this table; a receiver knows a repetition by the id of the activity.</summary>
internal sealed class ActivityDelivery
{
    public required Guid Id { get; init; }

    public required Guid ActivityId { get; init; }

    public required string InboxHash { get; init; }

    /// <summary>Encrypted.</summary>
    public required string Inbox { get; init; }

    public required DeliveryState State { get; set; }

    /// <summary>UTC; not sent before.</summary>
    public required DateTime DueAt { get; set; }

    public int Attempts { get; set; }

    public Guid? LeasedBy { get; set; }

    /// <summary>UTC; until then no other process takes it.</summary>
    public DateTime? LeasedUntil { get; set; }

    /// <summary>The last answer: a code of HTTP, 0 for none.</summary>
    public int? Status { get; set; }

    /// <summary>UTC; when it was accepted or given up.</summary>
    public DateTime? SettledAt { get; set; }

    public static ActivityDelivery Of(Guid activity, string hash, string inbox, DateTime due) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            ActivityId = activity,
            InboxHash = hash,
            Inbox = inbox,
            State = DeliveryState.Queued,
            DueAt = due,
        };
}

internal enum DeliveryState
{
    Queued,
    Accepted,
    Failed,
}
