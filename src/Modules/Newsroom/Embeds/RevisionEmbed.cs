namespace Concord.Newsroom.Embeds;

/// <summary>An embed in the text of a revision. Append-only, as revisions are.</summary>
internal sealed class RevisionEmbed
{
    public required Guid RevisionId { get; init; }

    /// <summary>Of the embed in the text, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>One of <see cref="Foundation.Text.TextEmbed.Schemes"/>.</summary>
    public required string Scheme { get; init; }

    public required string Target { get; init; }
}
