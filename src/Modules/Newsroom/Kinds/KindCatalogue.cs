using System.Text.Json;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Kinds;

/// <summary>A kind of document. What differs between kinds is configuration, not a class.</summary>
internal sealed record Kind
{
    /// <summary>Address below the language, with <c>{slug}</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The lists that contain it: <c>news</c>, <c>statements</c>; none for pages of their own.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>The topic by which other documents refer to it; its page lists them.</summary>
    public TopicScheme? Gathers { get; init; }

    /// <summary>True where a document must name who makes it.</summary>
    public bool NeedsSpeaker { get; init; }

    /// <summary>True where an edition consists of items of coverage by others.</summary>
    public bool NeedsItems { get; init; }

    /// <summary>True where there is a file to download.</summary>
    public bool NeedsFile { get; init; }
}

/// <summary>The kinds of <c>kinds.json</c>, by name.</summary>
internal sealed class KindCatalogue
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Dictionary<string, Kind> kinds;

    public KindCatalogue()
    {
        using var stream = typeof(KindCatalogue).Assembly.GetManifestResourceStream("Concord.Newsroom.Kinds.kinds.json")!;
        kinds = JsonSerializer.Deserialize<Dictionary<string, Kind>>(stream, Json)!;
    }

    public IReadOnlyCollection<string> Names => kinds.Keys;

    /// <summary>The address patterns, below the language.</summary>
    public IEnumerable<string> Addresses => kinds.Values.Select(kind => kind.Address).Distinct(StringComparer.Ordinal);

    public Kind this[string name] => kinds[name];

    /// <summary>The kinds that a list contains.</summary>
    public IReadOnlyList<string> In(string list) =>
        [.. kinds.Where(kind => kind.Value.Lists.Contains(list)).Select(kind => kind.Key)];

    /// <summary>The kind whose page lists what refers to it by <paramref name="scheme"/>.</summary>
    public string Gathering(TopicScheme scheme) => kinds.First(kind => kind.Value.Gathers == scheme).Key;

    /// <summary>Address with its language: <c>/en/news/slug</c>.</summary>
    public string AddressOf(string language, string kind, string slug) =>
        $"/{language}{kinds[kind].Address.Replace("{slug}", slug, StringComparison.Ordinal)}";
}
