namespace Concord.Newsroom.Documents;

/// <summary>A document pinned to the top of the home page for a time, in one language or in all.</summary>
internal sealed class LeadSlot
{
    public required Guid Id { get; init; }

    public required string Slug { get; init; }

    /// <summary>Null means every language in which the document exists.</summary>
    public string? Language { get; init; }

    /// <summary>UTC, inclusive.</summary>
    public required DateTime FromAt { get; init; }

    /// <summary>UTC, exclusive; null means until a later slot takes over.</summary>
    public DateTime? UntilAt { get; init; }
}
