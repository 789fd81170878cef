namespace Concord.Web.Serving;

/// <summary>What an operator says about the site as a whole.</summary>
/// <param name="IsDemonstration">True says in the foot of every page that this is not the coalition's own site.</param>
internal sealed record SiteSettings(bool IsDemonstration)
{
    public static SiteSettings From(IConfiguration configuration) =>
        new(configuration.GetValue("Concord:IsDemonstration", defaultValue: true));
}
