namespace Concord.Newsroom.Places;

/// <summary>The two rivers along which most places of the texts lie, to a tenth of a degree: by them readers find their way.</summary>
internal static class Rivers
{
    private static readonly (double Latitude, double Longitude)[] Euphrates =
    [
        (37.5, 38.5),
        (37.0, 38.0),
        (36.8, 38.0),
        (36.2, 38.1),
        (35.9, 38.5),
        (35.9, 39.0),
        (35.3, 40.1),
        (35.0, 40.5),
        (34.4, 41.0),
        (34.4, 42.0),
        (34.1, 42.4),
        (33.6, 42.8),
        (33.4, 43.3),
        (33.3, 43.8),
        (32.8, 44.3),
        (32.5, 44.2),
        (31.3, 45.3),
        (31.0, 46.3),
        (31.0, 47.4),
        (30.5, 47.8),
        (30.0, 48.5),
    ];

    private static readonly (double Latitude, double Longitude)[] Tigris =
    [
        (37.9, 40.2),
        (37.7, 41.1),
        (37.3, 42.2),
        (36.7, 42.7),
        (36.3, 43.1),
        (35.8, 43.3),
        (34.9, 43.5),
        (34.6, 43.7),
        (34.2, 43.9),
        (33.3, 44.4),
        (32.5, 45.8),
        (31.8, 47.2),
        (31.0, 47.4),
    ];

    public static IReadOnlyList<IReadOnlyList<(double Latitude, double Longitude)>> All { get; } = [Euphrates, Tigris];
}
