using System.ComponentModel.DataAnnotations;

namespace Concord.Contact;

/// <summary>Whether readers can write to the team: <c>Concord:Contact</c>.</summary>
public sealed class ContactOptions
{
    public const string Section = "Concord:Contact";

    /// <summary>False takes the page and every link to it away; messages that arrived stay in the workspace.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Mail address of the press office, shown to readers; empty shows none.</summary>
    public string PressAddress { get; set; } = "";

    /// <summary>Who is responsible for personal data, in a few lines: name, address, mail; empty shows none.</summary>
    public string DataController { get; set; } = "";

    /// <summary>Messages that one network may send in ten minutes.</summary>
    [Range(1, 1000)]
    public int PerNetwork { get; set; } = 5;

    /// <summary>Messages that all readers together may send in an hour; more are refused until the hour is over.</summary>
    [Range(1, 100_000)]
    public int PerHour { get; set; } = 300;

    /// <summary>Days after which a closed message is deleted.</summary>
    [Range(1, 365)]
    public int KeepDays { get; set; } = 30;
}
