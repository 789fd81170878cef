using Concord.Foundation.Storage;

namespace Concord.Newsroom.Embargo;

/// <summary>A person who may read a document's scheduled texts before their release, by a personal link.</summary>
internal sealed class EarlyReader : IVersioned
{
    public const int MaxName = 100;

    public required Guid Id { get; init; }

    public required Guid DocumentId { get; init; }

    /// <summary>Of the person and the organisation, as colleagues know them.</summary>
    public required string Name { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC of the first time the link was opened; null before it.</summary>
    public DateTime? OpenedAt { get; set; }

    /// <summary>UTC; null where the link was not revoked.</summary>
    public DateTime? RevokedAt { get; set; }

    public int Version { get; set; }
}
