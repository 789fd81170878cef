using System.Security.Cryptography;
using System.Text;

namespace Concord.FeedReading;

/// <summary>Derives an id for an item without one: its link, else a digest of its content; stable between readings.</summary>
internal static class MadeId
{
    public static string Of(string? link, string? title, DateTimeOffset? date, string text) =>
        link ?? $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{title}\n{date:O}\n{text}")))}";
}
