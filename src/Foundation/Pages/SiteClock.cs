namespace Concord.Foundation.Pages;

/// <summary>
/// The date that readers see as today: what is published, counted and current on it. A demonstration may stand on a fixed day;
/// security, schedules and the journal always use <see cref="TimeProvider"/>.
/// </summary>
public sealed class SiteClock(SiteClockOptions options, TimeProvider time)
{
    private readonly DateOnly? fixedDay = options.IsDemonstration ? options.SiteDate : null;

    /// <summary>UTC; the last second of the day where it is fixed, so that everything of that day is published.</summary>
    public DateTime Now => fixedDay?.ToDateTime(new TimeOnly(23, 59, 59), DateTimeKind.Utc) ?? time.GetUtcNow().UtcDateTime;

    /// <summary>UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now);

    /// <summary>The publication time of what is written now, UTC: on the fixed day in the order of writing.</summary>
    public DateTime PublicationTime
    {
        get
        {
            var now = time.GetUtcNow().UtcDateTime;
            return fixedDay?.ToDateTime(TimeOnly.FromDateTime(now), DateTimeKind.Utc) ?? now;
        }
    }
}

/// <summary>The date of the site: <c>Concord</c>.</summary>
public sealed class SiteClockOptions
{
    public const string Section = "Concord";

    /// <summary>True shows in the footer that this is not the coalition's own site, and makes the site date hold.</summary>
    public bool IsDemonstration { get; set; } = true;

    /// <summary>The day a demonstration stands on; null for the present day, as always on an operator's own site.</summary>
    public DateOnly? SiteDate { get; set; }
}
