using System.Text.Json;

namespace Concord.Newsroom.Kinds;

/// <summary>What sets one kind of document apart from another: a line of configuration, not a class.</summary>
internal sealed record Kind
{
    /// <summary>Address below the language, with <c>{slug}</c>.</summary>
    public required string Address { get; init; }

    /// <summary>True where a document must say who speaks.</summary>
    public bool NeedsSpeaker { get; init; }
}

/// <summary>The kinds of <c>kinds.json</c>, by name.</summary>
internal sealed class KindCatalogue
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Dictionary<string, Kind> kinds;

    public KindCatalogue()
    {
        using var stream = typeof(KindCatalogue).Assembly.GetManifestResourceStream("Concord.Newsroom.Kinds.kinds.json")!;
        kinds = JsonSerializer.Deserialize<Dictionary<string, Kind>>(stream, Json)!;
    }

    public IReadOnlyCollection<string> Names => kinds.Keys;

    public Kind this[string name] => kinds[name];

    /// <summary>Address with its language: <c>/en/news/slug</c>.</summary>
    public string AddressOf(string language, string kind, string slug) =>
        $"/{language}{kinds[kind].Address.Replace("{slug}", slug, StringComparison.Ordinal)}";
}
