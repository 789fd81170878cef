using System.Text.Json;

namespace Concord.Newsroom.Documents;

/// <summary>The text that an edition is a summary of. It stands elsewhere, and its words are those of its issuer.</summary>
/// <param name="IssuedBy">In the language of the edition.</param>
/// <param name="Url">Absolute address, http or https; null where it is not public.</param>
public sealed record OriginalText(string IssuedBy, DateOnly IssuedOn, string? Url)
{
    public const int MaxIssuer = 160;
    public const int MaxUrl = 500;

    /// <summary>As a revision stores it; null for null.</summary>
    internal static string? ToJson(OriginalText? original) => original is null ? null : JsonSerializer.Serialize(original);

    internal static OriginalText? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<OriginalText>(json);

    /// <summary>Whether readers can be sent to the address.</summary>
    public static bool IsWebAddress(string url) =>
        url.Length <= MaxUrl
        && Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.UserInfo.Length == 0;
}
