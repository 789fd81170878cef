using System.Text.Json;
using Concord.FeedReading.Json;
using Concord.FeedReading.Text;
using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>Reads untrusted JSON: what is missing or of another type is treated as absent.</summary>
internal static class JsonParts
{
    /// <returns>Null where the response is not JSON.</returns>
    public static JsonElement? Json(this FetchResult answer) => LenientJson.Parse(answer.Content);

    /// <summary>A list; a single value counts as a list of one, as in JSON-LD.</summary>
    public static List<JsonElement> Items(this JsonElement element, string name) => element.Part(name).Items();

    public static List<JsonElement> Items(this JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => [.. element.EnumerateArray()],
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            _ => [element],
        };

    public static string? Text(this JsonElement element, string name) => element.Part(name).Text();

    public static string? Text(this JsonElement element) => LenientJson.TextOf(element);

    /// <summary>An id, which some servers write as a number; null where it is empty.</summary>
    public static string? Id(this JsonElement element, string name) => element.Part(name).Id();

    public static string? Id(this JsonElement id) =>
        id.ValueKind == JsonValueKind.Number ? id.GetRawText()
        : id.Text() is { Length: > 0 } text ? text
        : null;

    /// <summary>A date as text, or as Unix time; null where it cannot be read.</summary>
    public static DateTimeOffset? Date(this JsonElement element, string name) => FeedDate.Read(element.Id(name));

    public static bool IsTrue(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.True }
        || (element.Id(name) is { } text && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase)));

    /// <summary>One line of plain text; null where there is none.</summary>
    public static string? Line(this JsonElement element, string name) =>
        element.Text(name) is { } text && PlainText.OneLine(text) is { Length: > 0 } line ? line : null;

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
