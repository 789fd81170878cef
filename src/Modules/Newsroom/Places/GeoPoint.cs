using System.Globalization;

namespace Concord.Newsroom.Places;

/// <summary>A point on the globe, as people write it: <c>35.95, 39.01</c>, north and east positive.</summary>
/// <param name="Latitude">Ten-thousandths of a degree, about eleven metres.</param>
/// <param name="Longitude">Ten-thousandths of a degree.</param>
internal readonly record struct GeoPoint(int Latitude, int Longitude)
{
    private const int PerDegree = 10_000;

    public double Y => (double)Latitude / PerDegree;

    public double X => (double)Longitude / PerDegree;

    /// <returns>Null where the text is not a latitude and a longitude in degrees.</returns>
    public static GeoPoint? Read(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries) is [var north, var east]
        && Degrees(north, 90) is { } latitude
        && Degrees(east, 180) is { } longitude
            ? new GeoPoint(latitude, longitude)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Y:0.####}, {X:0.####}");

    private static int? Degrees(string text, int most) =>
        text.Length <= 12
        && decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var degrees
        )
        && Math.Abs(degrees) <= most
            ? (int)Math.Round(degrees * PerDegree)
            : null;
}
