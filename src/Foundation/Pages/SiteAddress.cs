using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Concord.Foundation.Pages;

/// <summary>Absolute addresses, for feeds, canonical links and everything that leaves the site.</summary>
/// <param name="Public">Scheme and host for readers, without a slash at the end. Null uses those of the request.</param>
public sealed record SiteAddress(string? Public)
{
    public static SiteAddress From(IConfiguration configuration) =>
        new(configuration["Concord:PublicAddress"] is { Length: > 0 } address ? address.TrimEnd('/') : null);

    /// <param name="path">From the first slash.</param>
    public string Of(HttpRequest request, string path) => $"{Public ?? $"{request.Scheme}://{request.Host}"}{path}";
}
