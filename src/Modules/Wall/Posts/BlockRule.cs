namespace Concord.Wall.Posts;

/// <summary>A word or link that sends every post with it to review.</summary>
internal sealed class BlockRule
{
    public required BlockRuleKind Kind { get; init; }

    /// <summary>
    /// Normalized: words as by <see cref="Text.Plain.Fold"/>; a host, or a host with the beginning of a path.
    /// </summary>
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
