using Concord.Foundation.Storage;

namespace Concord.Wall.Posts;

/// <summary>A source of posts: an account, a feed, or somebody whose posts are entered by hand.</summary>
internal sealed class WallSource : IVersioned
{
    /// <summary>The kind of a source that is not polled: its posts are entered by hand or come with a content pack.</summary>
    public const string ByHand = "hand";

    public required string Slug { get; init; }

    /// <summary>The protocol that reads it, as <see cref="Sources.IPostSource.Kind"/> names it, or <see cref="ByHand"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>Where it is polled; null for a source by hand.</summary>
    public string? Address { get; set; }

    /// <summary>Who speaks, where a post does not say: “British Museum”. Empty where the member's name is enough.</summary>
    public string Name { get; set; } = "";

    /// <summary>Slug of the member it speaks for; null for a partner that is not a member.</summary>
    public string? Member { get; set; }

    /// <summary>Slug of the line of effort that all its posts belong to.</summary>
    public string? Effort { get; set; }

    /// <summary>Its posts go live at once; those of others are reviewed.</summary>
    public bool IsTrusted { get; set; }

    /// <summary>It is a server of the operator's own network, and may be reached there.</summary>
    public bool IsInternal { get; set; }

    /// <summary>It is not polled; its posts stay.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Name of its secret in <c>Concord:Wall:Secrets</c>; never the secret itself.</summary>
    public string? Secret { get; set; }

    /// <summary>
    /// Where it moved by itself, to another host or from https to http; a person accepts that, or resumes the old address.
    /// Null where it did not.
    /// </summary>
    public string? ProposedAddress { get; set; }

    /// <summary>Of the content pack's description of it; null where an operator added it.</summary>
    public string? SourceDigest { get; set; }

    public int Version { get; set; }
}
