using Concord.Wall.Ingestion;
using Microsoft.Extensions.Configuration;

namespace Concord.Wall;

/// <summary>How the wall asks its sources: <c>Concord:Wall</c>.</summary>
/// <param name="IsPolling">False on a node that only shows.</param>
/// <param name="Parallel">How many sources are asked at once.</param>
/// <param name="Secrets">What networks want to see, by the name that a source names.</param>
/// <param name="Shorteners">Hosts whose addresses are written out: the usual ones, and those of the settings.</param>
internal sealed record WallSettings(
    bool IsPolling,
    int Parallel,
    PollSchedule Plan,
    IReadOnlyDictionary<string, string> Secrets,
    IReadOnlySet<string> Shorteners
)
{
    /// <summary>File of the private key with which questions of ActivityPub are signed; null where they are not.</summary>
    public string? ActivityKey { get; init; }

    private static readonly string[] UsualShorteners =
    [
        "bit.ly",
        "buff.ly",
        "dlvr.it",
        "goo.gl",
        "ift.tt",
        "is.gd",
        "lnkd.in",
        "ow.ly",
        "rb.gy",
        "shorturl.at",
        "t.co",
        "t.ly",
        "tiny.cc",
        "tinyurl.com",
        "trib.al",
    ];

    /// <exception cref="InvalidOperationException">A value makes no sense; the message names the setting.</exception>
    public static WallSettings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Concord:Wall");
        var (minutes, hours) = (section.GetValue("EveryMinutes", 15), section.GetValue("LongestHours", 24));
        var parallel = section.GetValue("Parallel", 32);
        if (minutes is < 1 or > 1440 || hours is < 1 or > 168 || parallel is < 1 or > 500)
        {
            throw new InvalidOperationException(
                "Concord:Wall:EveryMinutes has to be between 1 and 1440, Concord:Wall:LongestHours between 1 and 168, Concord:Wall:Parallel between 1 and 500."
            );
        }

        return new WallSettings(
            section.GetValue("Polling", defaultValue: true),
            parallel,
            new PollSchedule(TimeSpan.FromMinutes(minutes), TimeSpan.FromHours(hours)),
            section
                .GetSection("Secrets")
                .GetChildren()
                .Where(secret => secret.Value is { Length: > 0 })
                .ToDictionary(secret => secret.Key, secret => secret.Value!, StringComparer.OrdinalIgnoreCase),
            UsualShorteners
                .Concat(section.GetSection("Shorteners").Get<string[]>() ?? [])
                .ToHashSet(StringComparer.OrdinalIgnoreCase)
        )
        {
            ActivityKey = section["ActivityKey"] is { Length: > 0 } file ? file : null,
        };
    }
}
