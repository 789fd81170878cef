namespace Concord.Wall.Moderation;

/// <summary>A source that an operator enters.</summary>
/// <param name="Address">What people would open, or the feed itself; null for a source whose posts are entered by hand.</param>
/// <param name="Kind">Null lets the address tell.</param>
/// <param name="IsInternal">A server of the operator's own network (Concord:OutboundHttp:TrustedNetworks).</param>
/// <param name="Secret">Name of a secret in the settings.</param>
public sealed record NewSource(
    string Slug,
    string? Address,
    string? Kind,
    string? Member,
    string? Name,
    string? Effort,
    string? Secret,
    bool IsTrusted,
    bool IsInternal = false
);

/// <summary>A post that an operator enters.</summary>
/// <param name="At">UTC; null for now.</param>
/// <param name="Language">BCP 47; null lets the text tell.</param>
public sealed record NewPost(
    string Source,
    string Text,
    string? Language,
    DateTime? At,
    string? Link,
    byte[]? Picture,
    string? Alt
);
