using System.Globalization;

namespace Concord.Newsroom.Desk;

/// <summary>A time of day in a named zone, as forms send it.</summary>
internal static class LocalTime
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <param name="text"><c>2020-10-23T09:00</c>.</param>
    /// <param name="zone">A name of the tz database: <c>Asia/Baghdad</c>.</param>
    /// <returns>
    /// Null where the text is not a time, the zone is not known, or the clock does not show this time on that day; the first of
    /// both where it shows it twice.
    /// </returns>
    public static DateTime? ToUtc(string? text, string? zone)
    {
        if (
            !DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || !TimeZoneInfo.TryFindSystemTimeZoneById(zone ?? "", out var found)
            || found.IsInvalidTime(local)
        )
        {
            return null;
        }

        var offset = found.IsAmbiguousTime(local) ? found.GetAmbiguousTimeOffsets(local).Max() : found.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).UtcDateTime;
    }
}
