namespace Concord.Newsroom.Pictures;

/// <summary>A picture that the text of a revision names. Append-only, as revisions are.</summary>
internal sealed class RevisionPicture
{
    public required Guid RevisionId { get; init; }

    /// <summary>Name of the picture.</summary>
    public required string Picture { get; init; }

    /// <summary>True where the text brings an alternative text of its own wherever it names the picture.</summary>
    public required bool HasAlt { get; init; }
}
