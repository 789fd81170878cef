using Concord.Foundation.Storage;

namespace Concord.Newsroom.Records;

/// <summary>
/// A record that somebody changed in the workspace, such as a member or a figure. What readers see is in the table of its
/// kind; this is how far its next revision has come.
/// </summary>
internal sealed class SiteRecord : IVersioned
{
    public required Guid Id { get; init; }

    /// <summary>As audit events name it: <c>member</c>.</summary>
    public required string Kind { get; init; }

    public required string Slug { get; init; }

    /// <summary>Number of the revision that was made public last; null while none was.</summary>
    public int? PublicRevision { get; set; }

    /// <summary>Number of the revision whose clearance was requested.</summary>
    public int? ClearanceRequestedFor { get; set; }

    /// <summary>Number of the newest cleared revision.</summary>
    public int? ClearedRevision { get; set; }

    /// <summary>Number of the newest revision.</summary>
    public required int Newest { get; set; }

    public int Version { get; set; }

    /// <summary>How the journal names it.</summary>
    public string Subject => SubjectOf(Kind, Slug);

    public static string SubjectOf(string kind, string slug) => $"{kind}:{slug}";
}

/// <summary>A record at one time. Append-only.</summary>
internal sealed class RecordRevision
{
    public const int MaxContent = 100_000;

    public required Guid Id { get; init; }

    public required Guid RecordId { get; init; }

    /// <summary>1, 2, 3 … within the record.</summary>
    public required int Number { get; init; }

    /// <summary>YAML, as a content pack has the record.</summary>
    public required string Content { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>True for what the site had before somebody changed it in the workspace, such as from an import.</summary>
    public required bool IsFound { get; init; }
}
