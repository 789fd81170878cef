using Concord.Foundation.Storage;

namespace Concord.SocialPosts.Posts;

/// <summary>One post for one account about one document. The queue is this table: what is in it outlives the program.</summary>
internal sealed class SocialPost : IVersioned
{
    public const int MaxAnswer = 400;

    public required Guid Id { get; init; }

    public required Guid DocumentId { get; init; }

    public required string Slug { get; init; }

    /// <summary>Name of the account in the settings.</summary>
    public required string Account { get; init; }

    public required SocialNetwork Network { get; init; }

    public required string Language { get; init; }

    /// <summary>With <see cref="Counting.PostText.LinkMark"/> where the document's address belongs.</summary>
    public required string Text { get; set; }

    /// <summary>Whether the document's picture goes with it.</summary>
    public required bool HasPicture { get; set; }

    /// <summary>Describes the picture; empty without one.</summary>
    public required string Alt { get; set; }

    public required SocialPostState State { get; set; }

    /// <summary>Counted up by every change that a form on a screen must not overwrite.</summary>
    public int Version { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Who wrote its present text, as the journal names people.</summary>
    public required string WrittenBy { get; set; }

    public string? ApprovedBy { get; set; }

    /// <summary>UTC; not sent before. Null until its document is public.</summary>
    public DateTime? DueAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>UTC; the first time that the network may have received it. Its time on networks that take one.</summary>
    public DateTime? FirstTriedAt { get; set; }

    /// <summary>Whether an attempt ended without an answer.</summary>
    public bool MayHaveArrived { get; set; }

    /// <summary>The process that is about to send it.</summary>
    public Guid? LeasedBy { get; set; }

    /// <summary>UTC; until then no other process takes it.</summary>
    public DateTime? LeasedUntil { get; set; }

    /// <summary>How the network names it.</summary>
    public string? RemoteId { get; set; }

    /// <summary>Of its public page.</summary>
    public string? RemoteUrl { get; set; }

    /// <summary>What the network last said, or why it was not sent.</summary>
    public string? Answer { get; set; }

    /// <summary>UTC; when it was sent, refused or deleted.</summary>
    public DateTime? SettledAt { get; set; }

    public string Subject => $"socialpost:{Id:N}";
}

internal enum SocialPostState
{
    /// <summary>Written; nobody approved it.</summary>
    Draft,

    /// <summary>Waits until its document is public.</summary>
    Approved,

    /// <summary>Its document is public; it is sent when it is due.</summary>
    Queued,

    /// <summary>The network is being given it: from here on it may be public.</summary>
    Sending,
    Sent,

    /// <summary>Refused by the network, or put off for too long.</summary>
    Failed,

    /// <summary>The network gave no answer, and would not notice a repetition. It is not sent again by itself.</summary>
    Unknown,

    /// <summary>It was sent, and deleted at the network later.</summary>
    Deleted,
}
