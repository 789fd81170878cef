namespace Concord.Newsletters.Deliveries;

/// <summary>One message to one reader. The queue is this table: what is in it outlives the program.</summary>
internal sealed class Delivery
{
    public required Guid Id { get; init; }

    public required DeliveryKind Kind { get; init; }

    public required Guid SubscriberId { get; init; }

    /// <summary>The newsletter; null for messages about the subscription itself.</summary>
    public Guid? IssueId { get; init; }

    public required DeliveryState State { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; not sent before.</summary>
    public required DateTime DueAt { get; set; }

    /// <summary>How often the server put it off.</summary>
    public int Attempts { get; set; }

    /// <summary>The process that is about to send it.</summary>
    public Guid? LeasedBy { get; set; }

    /// <summary>UTC; until then no other process takes it.</summary>
    public DateTime? LeasedUntil { get; set; }

    /// <summary>The last answer of the server as codes, such as <c>550 5.1.1</c>.</summary>
    public string? Status { get; set; }

    /// <summary>UTC; when its state became final.</summary>
    public DateTime? SettledAt { get; set; }
}

internal enum DeliveryKind
{
    Issue,

    /// <summary>The link to confirm an address.</summary>
    Confirmation,

    /// <summary>Somebody asked for a subscription that there is already.</summary>
    AlreadySubscribed,
}

internal enum DeliveryState
{
    Queued,

    /// <summary>The server is being given the content: from here on it may have accepted it.</summary>
    Sending,
    Sent,

    /// <summary>Refused for good, or put off for too long.</summary>
    Failed,

    /// <summary>The program or the connection ended while the server had the content. It is not sent again by itself.</summary>
    Unknown,

    /// <summary>Its texts were withdrawn before it was sent.</summary>
    Dropped,
}
