using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Concord.Foundation.Pages;

/// <summary>Whole addresses, for feeds, canonical links and whatever leaves the site.</summary>
/// <param name="Public">
/// Scheme and host that readers use, where it differs from what requests say; no slash at the end. Null where not set:
/// then the request's own host is taken.
/// </param>
public sealed record SiteAddress(string? Public)
{
    public static SiteAddress From(IConfiguration configuration) =>
        new(configuration["Concord:PublicAddress"] is { Length: > 0 } address ? address.TrimEnd('/') : null);

    /// <param name="path">From the first slash.</param>
    public string Of(HttpRequest request, string path) => $"{Public ?? $"{request.Scheme}://{request.Host}"}{path}";
}
