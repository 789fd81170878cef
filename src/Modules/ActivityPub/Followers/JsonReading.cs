using System.Text.Json;

namespace Concord.ActivityPub.Followers;

/// <summary>Reads JSON of others, in which anything may be missing or of another kind.</summary>
internal static class JsonReading
{
    /// <returns>An undefined element where there is no such property.</returns>
    public static JsonElement Part(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var part) ? part : default;

    /// <returns>Null where it is no text.</returns>
    public static string? Line(this JsonElement json, string name) => json.Part(name).Line();

    public static string? Line(this JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString() : null;

    /// <summary>The id of what is given whole or by its id.</summary>
    public static string? IdOf(this JsonElement json) => json.Line() ?? json.Line("id");
}
