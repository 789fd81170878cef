namespace Concord.Web.Serving;

/// <summary>The site as a whole: <c>Concord</c>.</summary>
internal sealed class SiteOptions
{
    public const string Section = "Concord";

    /// <summary>True shows in the footer that this is not the coalition's own site.</summary>
    public bool IsDemonstration { get; set; } = true;
}
