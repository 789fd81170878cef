namespace Concord.Wall.Moderation;

/// <summary>A source to be added.</summary>
/// <param name="Address">What people would open, or the feed itself; null for a source whose posts are entered by
/// hand.</param>
/// <param name="Kind">Null detects it from the address.</param>
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

/// <summary>A post to be entered by hand.</summary>
/// <param name="At">UTC; null for now.</param>
/// <param name="Language">BCP 47; null detects it from the text.</param>
public sealed record NewPost(
    string Source,
    string Text,
    string? Language,
    DateTime? At,
    string? Link,
    byte[]? Picture,
    string? Alt
);
