using System.ComponentModel.DataAnnotations;

namespace Concord.ActivityPub;

/// <summary>The site's own accounts in the fediverse, one for each language: <c>Concord:ActivityPub</c>.</summary>
internal sealed class ActivityPubOptions
{
    public const string Section = "Concord:ActivityPub";

    /// <summary>True lets people on Mastodon and other servers follow the site. It needs <c>Concord:PublicAddress</c>.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Name of the accounts before the code of the language: <c>news</c> makes <c>@news_en@example.org</c>.</summary>
    [RegularExpression("[a-z0-9_]{1,30}", ErrorMessage = "Concord:ActivityPub:Name has to be 1 to 30 of a-z, 0-9 and _.")]
    public string Name { get; set; } = "news";

    /// <summary>False on a node that only serves pages.</summary>
    public bool Sending { get; set; } = true;

    /// <summary>Seconds that a text is public before followers are told: the time in which a release can be undone.</summary>
    [Range(0, 3600)]
    public int DelaySeconds { get; set; } = 60;

    /// <summary>How often the program looks for what changed.</summary>
    [Range(1, 3600)]
    public int CheckSeconds { get; set; } = 10;

    /// <summary>Servers that are told at the same time, for each node.</summary>
    [Range(1, 100)]
    public int Parallel { get; set; } = 8;

    /// <summary>Messages that one network may send in a minute.</summary>
    [Range(1, 100_000)]
    public int PerNetwork { get; set; } = 300;
}
