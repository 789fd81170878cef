using Concord.Newsletters.Subscribers;

namespace Concord.Newsletters.Issues;

/// <summary>When newsletters are due. Pure, in UTC.</summary>
internal static class IssueTimes
{
    /// <summary>
    /// The time up to which documents belong into newsletters that are due: for texts that are sent at once, those that have
    /// been public for the delay; otherwise the last daily or weekly hour.
    /// </summary>
    /// <param name="now">UTC.</param>
    public static DateTime DueThrough(Rhythm rhythm, DateTime now, NewslettersOptions options)
    {
        if (rhythm == Rhythm.AtOnce)
        {
            return now.AddMinutes(-options.DelayMinutes);
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.Zone);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone));
        // Eight days back there was one of every weekday, whatever the hour and the clock change.
        for (var back = 0; back <= 8; back++)
        {
            var candidate = day.AddDays(-back);
            if (rhythm == Rhythm.Weekly && candidate.DayOfWeek != options.WeekDay)
            {
                continue;
            }

            var at = HourOn(candidate, options.Hour, zone);
            if (at <= now)
            {
                return at;
            }
        }

        throw new InvalidOperationException("A week without its weekday.");
    }

    /// <summary>In the hour that a change of the clock leaves out, the hour after it.</summary>
    private static DateTime HourOn(DateOnly day, int hour, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(new TimeOnly(hour, 0));
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(30);
        }

        return TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }
}
