namespace Concord.Newsroom.Places;

/// <summary>
/// The part of the globe that a map shows, in a projection with true distances along the meridians and, at the middle of the
/// map, along the parallels. Good for the size of some countries.
/// </summary>
internal sealed class MapFrame
{
    public const int Width = 360;
    public const int Height = 250;

    /// <summary>A single place is shown with what lies within some hours of it.</summary>
    private const double LeastSpan = 2.5;

    /// <summary>Room at each side for names, as a part of the span.</summary>
    private const double Margin = .22;

    private const double KilometresPerDegree = 111.2;

    private readonly double middleX;
    private readonly double middleY;
    private readonly double shrink;

    /// <summary>Degrees of latitude in one unit of the drawing.</summary>
    private readonly double unit;

    /// <param name="points">At least one.</param>
    public MapFrame(IReadOnlyCollection<GeoPoint> points)
    {
        var (south, north) = (points.Min(point => point.Y), points.Max(point => point.Y));
        var (west, east) = (points.Min(point => point.X), points.Max(point => point.X));
        (middleX, middleY) = ((west + east) / 2, (south + north) / 2);
        shrink = Math.Max(.2, Math.Cos(double.DegreesToRadians(middleY)));
        var across = Math.Max(LeastSpan, (east - west) * shrink) * (1 + (2 * Margin));
        var down = Math.Max(LeastSpan, north - south) * (1 + (2 * Margin));
        unit = Math.Max(across / Width, down / Height);
    }

    /// <summary>Kilometres in one unit of the drawing.</summary>
    public double Kilometres => unit * KilometresPerDegree;

    public (double X, double Y) Project(double latitude, double longitude) =>
        ((Width / 2d) + ((longitude - middleX) * shrink / unit), (Height / 2d) - ((latitude - middleY) / unit));

    /// <summary>The part of a polygon within the map (Sutherland and Hodgman, 1974).</summary>
    public static IReadOnlyList<(double X, double Y)> Clip(IReadOnlyList<(double X, double Y)> polygon)
    {
        // A little more than the map, so that no edge of the cut shows.
        const double Rim = 4;
        polygon = Cut(polygon, point => point.X + Rim);
        polygon = Cut(polygon, point => Width + Rim - point.X);
        polygon = Cut(polygon, point => point.Y + Rim);
        return Cut(polygon, point => Height + Rim - point.Y);
    }

    /// <param name="inside">The distance from the edge, negative outside.</param>
    private static List<(double X, double Y)> Cut(
        IReadOnlyList<(double X, double Y)> polygon,
        Func<(double X, double Y), double> inside
    )
    {
        var cut = new List<(double X, double Y)>();
        for (var place = 0; place < polygon.Count; place++)
        {
            var (from, to) = (polygon[place], polygon[(place + 1) % polygon.Count]);
            var (here, there) = (inside(from), inside(to));
            if (here >= 0)
            {
                cut.Add(from);
            }

            if (here < 0 != there < 0)
            {
                var part = here / (here - there);
                cut.Add((from.X + ((to.X - from.X) * part), from.Y + ((to.Y - from.Y) * part)));
            }
        }

        return cut;
    }
}
