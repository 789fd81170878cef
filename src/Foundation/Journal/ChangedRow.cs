using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concord.Foundation.Journal;

/// <summary>An audited row as a save left it.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its primary key as a JSON array.</param>
/// <param name="Digest">SHA-256 of its canonical form, lower-case hexadecimal; null where the row was deleted.</param>
public sealed record ChangedRow(
    [property: JsonPropertyName("t")] string Table,
    [property: JsonPropertyName("k")] string Key,
    [property: JsonPropertyName("d")] string? Digest
)
{
    internal static string Serialize(IReadOnlyCollection<ChangedRow> rows) => JsonSerializer.Serialize(rows);

    /// <exception cref="JsonException">The text is not what <see cref="Serialize"/> writes.</exception>
    internal static IReadOnlyList<ChangedRow> Parse(string rows) => JsonSerializer.Deserialize<List<ChangedRow>>(rows) ?? [];
}
