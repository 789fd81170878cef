using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Concord.Members.Map;

/// <summary>
/// The members on a map of the world (SVG 1.1). The geometry is Natural Earth's, by way of world-atlas; which lands are drawn
/// separately says nothing about any claim.
/// </summary>
internal sealed class WorldMap
{
    private const string Style =
        ".o{fill:#d9d6cb}.m{fill:#0b5563;stroke:#fbfaf6;stroke-width:.5}"
        + "@media(prefers-color-scheme:dark){.o{fill:#2b363e}.m{fill:#7fc6d0;stroke:#10171d}}";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly World world;

    public WorldMap()
    {
        using var stream = typeof(WorldMap).Assembly.GetManifestResourceStream("Concord.Members.Map.world.json")!;
        world = JsonSerializer.Deserialize<World>(stream, Json)!;
    }

    public int Width => world.Width;

    public int Height => world.Height;

    /// <param name="codes">Codes of the members; institutions have none and are not drawn.</param>
    public string Draw(IEnumerable<string> codes)
    {
        var members = codes.ToHashSet(StringComparer.Ordinal);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 {world.Top} {world.Width} {world.Height}\"><style>{Style}</style><path class=\"o\" d=\"{world.Rest}\"/>"
        );
        foreach (var (code, shape) in world.Members)
        {
            var kind = members.Contains(code) ? "m" : "o";
            svg.Append(
                shape.D is { } outline
                    ? $"<path class=\"{kind}\" d=\"{outline}\"/>"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"<circle class=\"{kind}\" cx=\"{shape.X}\" cy=\"{shape.Y}\" r=\"2.6\"/>"
                    )
            );
        }

        return svg.Append("</svg>").ToString();
    }

    private sealed record World(int Width, int Top, int Height, string Rest, IReadOnlyDictionary<string, Shape> Members);

    /// <param name="D">Outline; null where the land is too small to be seen and is drawn as a dot at X, Y.</param>
    private sealed record Shape(string? D, double X, double Y);
}
