using System.ComponentModel.DataAnnotations;

namespace Concord.Newsroom;

/// <summary>How texts are released: <c>Concord:Newsroom</c>.</summary>
public sealed class NewsroomOptions
{
    public const string Section = "Concord:Newsroom";

    /// <summary>True releases only revisions that were cleared.</summary>
    public bool RequireClearance { get; set; }

    /// <summary>Time zones that a release can be scheduled in, by their names in the tz database; the first is offered first.</summary>
    public IList<string> TimeZones { get; } = [];

    /// <summary>Those of the settings, else a few of a coalition for Iraq and Syria.</summary>
    internal IReadOnlyList<string> OfferedTimeZones =>
        TimeZones.Count > 0
            ? [.. TimeZones]
            : ["Asia/Baghdad", "Asia/Damascus", "UTC", "Europe/London", "Europe/Paris", "America/New_York", "Asia/Riyadh"];

    /// <summary>Seconds between two looks for due release sets.</summary>
    [Range(1, 3600)]
    public int ReleaseCheckSeconds { get; set; } = 5;
}
