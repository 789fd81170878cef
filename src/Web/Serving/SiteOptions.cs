using System.ComponentModel.DataAnnotations;

namespace Concord.Web.Serving;

/// <summary>The site as a whole: <c>Concord</c>.</summary>
internal sealed class SiteOptions
{
    public const string Section = "Concord";

    /// <summary>The content pack that an empty database is filled with; empty means the one that is shipped.</summary>
    public string? ContentDirectory { get; set; }

    /// <summary>Hosts besides that of the public address that are answered, such as that of a health check.</summary>
    public IList<string> FurtherHosts { get; } = [];

    /// <summary>Where weaknesses are reported, for security.txt: mailto:… or https:…; empty publishes none.</summary>
    [RegularExpression("^(mailto:[^@\\s]+@[^@\\s]+|https://\\S+)$")]
    public string? SecurityContact { get; set; }

    /// <summary>Where readers report faults of the site: mailto:… or https:…; empty shows no link.</summary>
    [RegularExpression("^(mailto:[^@\\s?]+@[^@\\s?]+|https://\\S+)$")]
    public string? FaultContact { get; set; }

    /// <summary>True makes one account per role, with work in progress, on a demonstration where nobody has an account yet.</summary>
    public bool DemoAccounts { get; set; }

    /// <summary>How long running requests may take at a stop before they are aborted.</summary>
    [Range(0, 600)]
    public int StopSeconds { get; set; } = 15;
}
