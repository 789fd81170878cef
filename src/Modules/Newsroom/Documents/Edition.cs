using System.Text.Json.Serialization;
using Concord.Foundation.Storage;

namespace Concord.Newsroom.Documents;

/// <summary>
/// A document in one language. Its state is derived from its statuses and stored, so that lists need no history.
/// </summary>
internal sealed class Edition : IVersioned
{
    public required Guid Id { get; init; }

    public Guid DocumentId { get; init; }

    public Document Document { get; init; } = null!;

    public required string Language { get; init; }

    /// <summary>The document's kind and time, repeated for the index of the lists.</summary>
    public required string Kind { get; set; }

    public required DateTime PublishedAt { get; set; }

    public required EditionState State { get; set; }

    /// <summary>Slug of the document that replaces it, where it moved.</summary>
    public string? MovedTo { get; set; }

    /// <summary>Number of the released revision that readers see; null while nothing was released.</summary>
    public int? PublicRevision { get; set; }

    /// <summary>Number of the revision whose clearance was requested.</summary>
    public int? ClearanceRequestedFor { get; set; }

    /// <summary>Number of the newest cleared revision.</summary>
    public int? ClearedRevision { get; set; }

    /// <summary>
    /// <see cref="EditionContent.Digest"/> of the text that was last imported. Where the newest revision has another one, an
    /// editor changed it and an import leaves it alone. Null where it never was imported.
    /// </summary>
    public string? ImportedDigest { get; set; }

    public int Version { get; set; }

    public List<Revision> Revisions { get; } = [];

    public List<ReleasedText> Releases { get; } = [];

    public List<Status> Statuses { get; } = [];
}

internal enum EditionState
{
    /// <summary>Never released, or no longer public.</summary>
    Draft,

    /// <summary>Released.</summary>
    Live,

    /// <summary>Live, with a dated notice of what was corrected.</summary>
    Corrected,

    /// <summary>Withdrawn; a notice replaces the text.</summary>
    Withdrawn,

    /// <summary>Removed: 410.</summary>
    Removed,

    /// <summary>Readers are redirected to another document: 308.</summary>
    Moved,
}

/// <summary>The text of an edition at one time. Append-only.</summary>
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

    /// <summary>JSON of <see cref="OriginalText"/>; null where it is the full text.</summary>
    public string? Original { get; init; }

    /// <summary>The revision it was translated from; null where it is an original.</summary>
    public Guid? SourceRevisionId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary><see cref="EditionContent.Digest"/> of its text.</summary>
    public required string Digest { get; init; }
}

/// <summary>
/// The canonical text of a released revision: computed values are resolved at the release and never change afterwards. It is
/// what readers see, and what is hashed. Append-only.
/// </summary>
internal sealed class ReleasedText
{
    public required Guid Id { get; init; }

    public Guid EditionId { get; init; }

    /// <summary>Number of the revision.</summary>
    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    /// <summary>Markdown without computed values.</summary>
    public required string Body { get; init; }

    public string? Items { get; init; }

    /// <summary>JSON of <see cref="OriginalText"/>; null where it is the full text.</summary>
    public string? Original { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ReleasedAt { get; init; }

    /// <summary><see cref="EditionContent.Digest"/> of this text.</summary>
    public required string Digest { get; init; }
}

/// <summary>One change of an edition's state. Append-only.</summary>
internal sealed class Status
{
    public required Guid Id { get; init; }

    public Guid EditionId { get; init; }

    /// <summary>1, 2, 3 … within the edition, in the order in which they were written.</summary>
    public required int Number { get; init; }

    public required EditionState State { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Number of the revision that was public with it; 0 where none was.</summary>
    public required int Revision { get; init; }

    public required string Actor { get; init; }

    /// <summary>For readers, in the edition's language: what was corrected, or why it was withdrawn.</summary>
    public string? Notice { get; init; }

    /// <summary>Slug of the document that replaces it, where it moved.</summary>
    public string? MovedTo { get; init; }

    /// <summary>
    /// Number of the first status that this one undoes, with all up to itself; null for one that undoes nothing. Undone
    /// statuses stay on record and count no longer.
    /// </summary>
    public int? Undoes { get; init; }

    /// <summary>Those that count: neither undone nor the mark of an undoing.</summary>
    public static IReadOnlyList<Status> Effective(IReadOnlyCollection<Status> statuses) =>
        [
            .. statuses.Where(status =>
                status.Undoes is null && !statuses.Any(other => other.Undoes <= status.Number && other.Number > status.Number)
            ),
        ];

    /// <summary>
    /// The state derived from all statuses: that of the latest, whoever wrote it. A corrected text that is revised stays
    /// corrected, since its notice remains.
    /// </summary>
    public static (EditionState State, string? MovedTo) Derive(IReadOnlyCollection<Status> statuses)
    {
        var (state, movedTo) = (EditionState.Draft, (string?)null);
        foreach (var status in Effective(statuses).OrderBy(status => status.At).ThenBy(status => status.Number))
        {
            movedTo = status.MovedTo;
            state = (state, status.State) is (EditionState.Corrected, EditionState.Live) ? state : status.State;
        }

        return (state, movedTo);
    }
}

/// <summary>One item of coverage by others in a digest.</summary>
/// <param name="Outlet">Who published it.</param>
/// <param name="Date">As far as it is known; <c>2020-10-22</c> or <c>2020-10</c>.</param>
/// <param name="Url">Where it was published; null where it is not public.</param>
internal sealed record DigestItem(
    string Outlet,
    string? Date,
    string Title,
    string Text,
    // Left out where it is null, so that the digests of earlier texts stay the same.
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url = null
);
