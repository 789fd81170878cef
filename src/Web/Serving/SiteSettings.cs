namespace Concord.Web.Serving;

/// <summary>What an operator says about the site as a whole.</summary>
/// <param name="IsDemonstration">True says in the foot of every page that this is not the coalition's own site.</param>
/// <param name="PublicAddress">Scheme and host that readers use, where it differs from what requests say; no slash at the end.</param>
internal sealed record SiteSettings(bool IsDemonstration, string? PublicAddress)
{
    public static SiteSettings From(IConfiguration configuration) =>
        new(
            configuration.GetValue("Concord:IsDemonstration", defaultValue: true),
            configuration["Concord:PublicAddress"] is { Length: > 0 } address ? address.TrimEnd('/') : null
        );

    public string AddressOf(HttpRequest request, string path) => $"{PublicAddress ?? $"{request.Scheme}://{request.Host}"}{path}";
}
