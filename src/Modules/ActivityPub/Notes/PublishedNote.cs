namespace Concord.ActivityPub.Notes;

/// <summary>A document in one language as a post of the account. One that is public again after a withdrawal is another post.</summary>
internal sealed class PublishedNote
{
    public required Guid Id { get; init; }

    public required Guid DocumentId { get; init; }

    public required string Language { get; init; }

    public required NoteState State { get; set; }

    /// <summary>UTC; followers are told then, if it is still public.</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>UTC; the document's own date.</summary>
    public required DateTime PublishedAt { get; set; }

    /// <summary>UTC; when it last changed for followers, or was deleted.</summary>
    public DateTime? ChangedAt { get; set; }

    /// <summary>Number of the text that followers know.</summary>
    public int Revision { get; set; }

    /// <summary>Hash of what followers know.</summary>
    public string Fingerprint { get; set; } = "";
}

internal enum NoteState
{
    /// <summary>Public for less than the delay: a release can still be undone.</summary>
    Pending,
    Public,

    /// <summary>Followers' servers were asked to delete it.</summary>
    Deleted,
}

/// <summary>How far the journal was looked through for changes in one language; there is none before the account's first round.</summary>
internal sealed class NoteCheck
{
    public required string Language { get; init; }

    /// <summary>Number of the last entry about documents.</summary>
    public required long Through { get; set; }
}
