namespace Concord.Foundation.Pages;

/// <summary>
/// For whom something is rendered. The same code renders for every audience; only what is visible differs. Caches hold
/// responses for <see cref="Public"/> alone.
/// </summary>
/// <param name="Kind">What sort of audience it is.</param>
/// <param name="Revision">The revision that a preview link shows; null otherwise.</param>
/// <param name="IssuedAt">UTC; when the preview link was made.</param>
public sealed record Audience(AudienceKind Kind, Guid? Revision = null, DateTime IssuedAt = default)
{
    /// <summary>Everybody: released texts only.</summary>
    public static readonly Audience Public = new(AudienceKind.Public);

    /// <summary>A person who may read drafts.</summary>
    public static readonly Audience Staff = new(AudienceKind.Staff);

    /// <summary>Whoever has a preview link: one revision, released or not.</summary>
    public static Audience Preview(Guid revision, DateTime issuedAt) => new(AudienceKind.Preview, revision, issuedAt);
}

public enum AudienceKind
{
    Public,
    Staff,
    Preview,
}
