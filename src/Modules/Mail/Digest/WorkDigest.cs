using Concord.Foundation.Storage;

namespace Concord.Mail.Digest;

/// <summary>When a person wants to be told by mail what waits for them.</summary>
internal sealed class WorkDigest : IVersioned
{
    public const int MaxAddress = 254;
    public const int MaxZone = 64;

    public required Guid AccountId { get; init; }

    public required string Address { get; set; }

    /// <summary>UTC at which the person confirmed the address by a link sent to it; null while nobody did.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>UTC at which the link was sent last; null while it was not.</summary>
    public DateTime? LinkSentAt { get; set; }

    public required DigestDays Days { get; set; }

    /// <summary>0 to 23, in the zone.</summary>
    public required int Hour { get; set; }

    /// <summary>A name of the tz database.</summary>
    public required string Zone { get; set; }

    /// <summary>Code of the language.</summary>
    public required string Language { get; set; }

    /// <summary>The last day, in the zone, for which it was sent, or for which nothing waited; null before the first.</summary>
    public DateOnly? DoneFor { get; set; }

    public int Version { get; set; }
}

internal enum DigestDays
{
    Never,
    EveryDay,
    MondayToFriday,
    SundayToThursday,
}

/// <summary>When a digest is due: pure.</summary>
internal static class DigestSchedule
{
    /// <returns>The day, in the person's zone, for which it is due now; null where it is not.</returns>
    public static DateOnly? DueFor(WorkDigest digest, DateTimeOffset now)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(digest.Zone, out var zone))
        {
            return null;
        }

        var local = TimeZoneInfo.ConvertTime(now, zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        return local.Hour >= digest.Hour && IsOn(digest.Days, day.DayOfWeek) && !(digest.DoneFor >= day) ? day : null;
    }

    /// <returns>The last day for which nothing is sent any more, where a person chooses an hour that is past today.</returns>
    public static DateOnly? AlreadyPast(string zone, int hour, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return local.Hour >= hour ? DateOnly.FromDateTime(local.DateTime) : null;
    }

    private static bool IsOn(DigestDays days, DayOfWeek day) =>
        days switch
        {
            DigestDays.EveryDay => true,
            DigestDays.MondayToFriday => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
            DigestDays.SundayToThursday => day is not (DayOfWeek.Friday or DayOfWeek.Saturday),
            _ => false,
        };
}
