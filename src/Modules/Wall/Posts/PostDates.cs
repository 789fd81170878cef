namespace Concord.Wall.Posts;

/// <summary>Which dates of sources are believed.</summary>
internal static class PostDates
{
    /// <summary>Earlier dates are mistakes of programs.</summary>
    public const int MinYear = 1990;

    private static readonly TimeSpan MaxClockError = TimeSpan.FromMinutes(10);

    /// <param name="now">UTC.</param>
    /// <returns>When the post was published, UTC; null where that is not known or lies in the future.</returns>
    public static DateTime? Believed(DateTimeOffset? given, DateTime now) =>
        given is { } at && at.UtcDateTime <= now + MaxClockError && at.Year >= MinYear ? at.UtcDateTime : null;
}
