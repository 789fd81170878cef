namespace Concord.Wall.Posts;

/// <summary>A word or a link that no post goes live with unless a person says so.</summary>
internal sealed class BlockRule
{
    public required BlockRuleKind Kind { get; init; }

    /// <summary>Folded: a word or several as <see cref="Text.Plain.Fold"/> gives them; a host, or a host with the beginning of a path.</summary>
    public required string Value { get; init; }

    public required string Reason { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Since { get; init; }
}

internal enum BlockRuleKind
{
    Word,
    Link,
}
