namespace Concord.Newsroom.Documents;

/// <summary>
/// A document in one language, and how it stands now. How it stands is repeated from the newest <see cref="Status"/>
/// in the same save, so that lists need no history.
/// </summary>
internal sealed class Edition
{
    public required Guid Id { get; init; }

    public Guid DocumentId { get; init; }

    public Document Document { get; init; } = null!;

    public required string Language { get; init; }

    /// <summary>The document's kind and time again, for the index that lists use.</summary>
    public required string Kind { get; set; }

    public required DateTime PublishedAt { get; set; }

    public required EditionState EditionState { get; set; }

    /// <summary>Slug of the document that took its place, where it moved.</summary>
    public string? MovedTo { get; set; }

    /// <summary>Number of the revision readers see; null while nothing was released.</summary>
    public int? PublicRevision { get; set; }

    public List<Revision> Revisions { get; } = [];

    public List<Status> Statuses { get; } = [];
}

/// <summary>What became of an edition.</summary>
internal enum EditionState
{
    /// <summary>Not released.</summary>
    Draft,

    /// <summary>Released: readers see its public revision.</summary>
    Live,

    /// <summary>Live, with a dated notice of what was put right.</summary>
    Corrected,

    /// <summary>The text is taken back; a notice stands in its place.</summary>
    Withdrawn,

    /// <summary>Removed: 410.</summary>
    Gone,

    /// <summary>Readers are sent on to another document: 308.</summary>
    Moved,
}

/// <summary>The words of an edition at one time. Never changed once written.</summary>
internal sealed class Revision
{
    public required Guid Id { get; init; }

    public Guid EditionId { get; init; }

    /// <summary>1, 2, 3 … within the edition.</summary>
    public required int Number { get; init; }

    public required string Title { get; init; }

    /// <summary>One or two sentences: the standfirst, and the text of lists.</summary>
    public required string Summary { get; init; }

    /// <summary>Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>Digests: the items, as JSON of <see cref="DigestItem"/>.</summary>
    public string? Items { get; init; }

    /// <summary>The revision it was translated from; null where it was written in its own language.</summary>
    public Guid? SourceRevisionId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>Digest of the file it was imported from.</summary>
    public required string SourceDigest { get; init; }
}

/// <summary>One change of how an edition stands. Append-only.</summary>
internal sealed class Status
{
    public required Guid Id { get; init; }

    public Guid EditionId { get; init; }

    public required EditionState EditionState { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Number of the revision that became public with it.</summary>
    public required int Revision { get; init; }

    public required string Actor { get; init; }

    /// <summary>For readers, in the edition's language: what was wrong, or why it was withdrawn.</summary>
    public string? Notice { get; init; }
}

/// <summary>One piece of others' coverage in a digest.</summary>
/// <param name="Outlet">Who published it.</param>
/// <param name="Date">When, as far as it is known; <c>2020-10-22</c> or <c>2020-10</c>.</param>
internal sealed record DigestItem(string Outlet, string? Date, string Title, string Text);
