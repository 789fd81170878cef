namespace Concord.Members.Map;

/// <summary>
/// The Equal Earth projection, in which areas keep their proportion (Šavrič, Patterson and Jenny, 2018).
/// </summary>
internal static class EqualEarth
{
    private const double A1 = 1.340264;
    private const double A2 = -0.081106;
    private const double A3 = 0.000893;
    private const double A4 = 0.003796;

    /// <param name="latitude">Degrees, north positive.</param>
    /// <param name="longitude">Degrees, east positive.</param>
    /// <returns>X to the east within ±2.71 and Y to the south within ±1.32, for a globe of radius 1.</returns>
    public static (double X, double Y) Project(double latitude, double longitude)
    {
        var theta = Math.Asin(Math.Sqrt(3) / 2 * Math.Sin(double.DegreesToRadians(latitude)));
        var squared = theta * theta;
        var sixth = squared * squared * squared;
        var x =
            2
            * Math.Sqrt(3)
            * double.DegreesToRadians(longitude)
            * Math.Cos(theta)
            / (3 * ((9 * A4 * sixth * squared) + (7 * A3 * sixth) + (3 * A2 * squared) + A1));
        var y = theta * ((A4 * sixth * squared) + (A3 * sixth) + (A2 * squared) + A1);
        return (x, -y);
    }
}
