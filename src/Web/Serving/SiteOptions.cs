namespace Concord.Web.Serving;

/// <summary>The site as a whole: <c>Concord</c>.</summary>
internal sealed class SiteOptions
{
    public const string Section = "Concord";

    /// <summary>True says in the foot of every page that this is not the coalition's own site.</summary>
    public bool IsDemonstration { get; set; } = true;
}
