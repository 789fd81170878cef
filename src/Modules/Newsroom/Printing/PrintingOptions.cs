using System.ComponentModel.DataAnnotations;
using Concord.Foundation;

namespace Concord.Newsroom.Printing;

/// <summary>How statements are printed to PDF: <c>Concord:Printing</c>.</summary>
internal sealed class PrintingOptions
{
    public const string Section = "Concord:Printing";

    /// <summary>False on a node that only serves pages.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The program; its path, or its name where it is on the path of the site.</summary>
    public string Chromium { get; set; } = "chromium";

    /// <summary>Where the program opens the pages of this node; empty for the first address without TLS that the node listens on.</summary>
    [HttpAddress]
    public string? PageAddress { get; set; }

    /// <summary>How often the node looks for statements that are to be printed.</summary>
    [Range(1, 3600)]
    public int CheckSeconds { get; set; } = 15;
}
