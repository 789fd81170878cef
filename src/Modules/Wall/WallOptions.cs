using System.ComponentModel.DataAnnotations;
using Concord.Wall.Ingestion;

namespace Concord.Wall;

/// <summary>How the wall polls its sources: <c>Concord:Wall</c>.</summary>
internal sealed class WallOptions
{
    public const string Section = "Concord:Wall";

    private static readonly string[] CommonShorteners =
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

    /// <summary>False on a node that only serves pages.</summary>
    public bool Polling { get; set; } = true;

    /// <summary>How often a source is polled.</summary>
    [Range(1, 1440)]
    public int EveryMinutes { get; set; } = 15;

    /// <summary>The longest pause of a source that fails.</summary>
    [Range(1, 168)]
    public int MaxBackoffHours { get; set; } = 24;

    /// <summary>How many sources are polled at the same time.</summary>
    [Range(1, 500)]
    public int Parallel { get; set; } = 32;

    /// <summary>Access tokens by the name that a source gives.</summary>
    public Dictionary<string, string> Secrets { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Further hosts whose short links are expanded.</summary>
    public string[] Shorteners { get; set; } = [];

    /// <summary>File of the private key that signs ActivityPub requests; null signs none.</summary>
    public string? ActivityKey { get; set; }

    public PollSchedule Schedule => new(TimeSpan.FromMinutes(EveryMinutes), TimeSpan.FromHours(MaxBackoffHours));

    public string? SecretNamed(string name) => Secrets.GetValueOrDefault(name) is { Length: > 0 } secret ? secret : null;

    public bool IsShortener(string host) => CommonShorteners.Concat(Shorteners).Contains(host, StringComparer.OrdinalIgnoreCase);
}
