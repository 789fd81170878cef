using System.Text.Json;

namespace Concord.Foundation.OutboundHttp;

/// <summary>Reads JSON of other servers, in which anything may be missing or of another kind.</summary>
public static class JsonReading
{
    /// <returns>Null where the content is no JSON object.</returns>
    public static JsonElement? ReadObject(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var read = JsonDocument.Parse(content);
            return read.RootElement.ValueKind == JsonValueKind.Object ? read.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>An undefined element where there is no such property.</returns>
    public static JsonElement Part(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var part) ? part : default;

    /// <returns>Null where it is no text.</returns>
    public static string? TextOf(this JsonElement json, string name) => json.Part(name).TextOf();

    /// <returns>Null where it is no text.</returns>
    public static string? TextOf(this JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString() : null;
}
