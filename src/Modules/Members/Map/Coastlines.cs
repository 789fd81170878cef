namespace Concord.Members.Map;

/// <summary>The coasts of the world (Natural Earth, 1:110 million, to a quarter of a degree). No boundary is among them.</summary>
public static class Coastlines
{
    /// <summary>Closed rings around land, in degrees, north and east positive.</summary>
    public static IReadOnlyList<IReadOnlyList<(double Latitude, double Longitude)>> Rings { get; } =
    [.. Resource.Lines("land.txt").Select(Read)];

    private static List<(double Latitude, double Longitude)> Read(string ring) =>
        [
            .. ring.Split(' ')
                .Select(point => point.Split(','))
                .Select(parts => (Resource.Number(parts[1]), Resource.Number(parts[0]))),
        ];
}
