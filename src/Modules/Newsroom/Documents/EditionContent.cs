using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Concord.Newsroom.Documents;

/// <summary>The text of an edition, imported or written by an editor.</summary>
/// <param name="Summary">One or two sentences.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Original">The text it is a summary of; null where it is the full text.</param>
internal sealed record EditionContent(
    string Title,
    string Summary,
    string Body,
    IReadOnlyList<DigestItem> Items,
    OriginalText? Original = null
)
{
    public const int MaxTitle = 120;
    public const int MaxSummary = 300;
    public const int MaxBody = 1_000_000;

    /// <summary>As a text is stored: without space around it, with plain line ends, its letters composed (NFC).</summary>
    public static string Clean(string text) => text.ReplaceLineEndings("\n").Trim().Normalize(NormalizationForm.FormC);

    /// <summary>SHA-256 of the text, lower-case hexadecimal.</summary>
    public string Digest => DigestOf(this);

    /// <summary>As a revision stores them.</summary>
    public string? ItemsJson => Items.Count > 0 ? JsonSerializer.Serialize(Items) : null;

    public static IReadOnlyList<DigestItem> ReadItems(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<List<DigestItem>>(json) ?? [];

    // Members are written in this order, and what a text does not have is left out, so that digests stay the same when a
    // later version knows more members.
    private static string DigestOf(EditionContent content)
    {
        var members = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["Title"] = content.Title,
            ["Summary"] = content.Summary,
            ["Body"] = content.Body,
            ["Items"] = content.Items,
        };
        if (content.Original is { } original)
        {
            members.Add("Original", original);
        }

        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(members)));
    }
}
