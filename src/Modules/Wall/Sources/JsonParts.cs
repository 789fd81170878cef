using System.Text.Json;
using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>Reads untrusted JSON: what is missing or of another type is treated as absent.</summary>
internal static class JsonParts
{
    /// <returns>Null where the response is not JSON.</returns>
    public static JsonElement? Json(this FetchResult answer)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(answer.Content.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement Part(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var part) ? part : default;

    public static List<JsonElement> Items(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    public static string? Text(this JsonElement element, string name) => element.Part(name).Text();

    public static string? Text(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, which JSON can express and a string cannot hold.
            return null;
        }
    }

    /// <summary>Zero or more.</summary>
    public static int? Number(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value >= 0
            ? value
            : null;

    /// <returns>An http or https address; null for anything else.</returns>
    public static string? Web(this JsonElement element, string name) => WebOnly(element.Text(name));

    public static string? WebOnly(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var found) && found.Scheme is "http" or "https" ? address : null;
}
