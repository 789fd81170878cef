using System.Security.Cryptography;
using System.Text.Json;

namespace Concord.Newsroom.Documents;

/// <summary>The text of an edition, imported or written by an editor.</summary>
/// <param name="Summary">One or two sentences.</param>
/// <param name="Body">Markdown.</param>
internal sealed record EditionContent(string Title, string Summary, string Body, IReadOnlyList<DigestItem> Items)
{
    public const int MaxTitle = 120;
    public const int MaxSummary = 300;
    public const int MaxBody = 1_000_000;

    /// <summary>SHA-256 of the text, lower-case hexadecimal.</summary>
    public string Digest => DigestOf(this);

    /// <summary>As a revision stores them.</summary>
    public string? ItemsJson => Items.Count > 0 ? JsonSerializer.Serialize(Items) : null;

    public static IReadOnlyList<DigestItem> ReadItems(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<List<DigestItem>>(json) ?? [];

    private static string DigestOf(EditionContent content) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        content.Title,
                        content.Summary,
                        content.Body,
                        content.Items,
                    }
                )
            )
        );
}
