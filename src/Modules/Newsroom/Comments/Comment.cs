using Concord.Foundation.Storage;

namespace Concord.Newsroom.Comments;

/// <summary>A remark of the team about a passage of a text, or about all of it; or an answer to one.</summary>
internal sealed class Comment : IVersioned
{
    public const int MaxText = 4000;
    public const int MaxPassage = 600;

    public required Guid Id { get; init; }

    public required Guid EditionId { get; init; }

    /// <summary>The comment it answers; null for one that begins a discussion.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Number of the revision that its author read.</summary>
    public required int Revision { get; init; }

    /// <summary>The words it is about; empty for the whole text.</summary>
    public required string Passage { get; init; }

    public required string Text { get; init; }

    /// <summary>Ids of the accounts it names, as the journal writes them, separated by spaces.</summary>
    public required string Mentions { get; init; }

    public required string Author { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>UTC; null while it is open. Answers have the state of what they answer.</summary>
    public DateTime? ResolvedAt { get; set; }

    public string? ResolvedBy { get; set; }

    public int Version { get; set; }
}
