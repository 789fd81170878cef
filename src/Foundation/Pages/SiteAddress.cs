using Microsoft.AspNetCore.Http;

namespace Concord.Foundation.Pages;

/// <summary>The address of the site as readers know it: <c>Concord</c>.</summary>
public sealed class SiteAddressOptions
{
    public const string Section = "Concord";

    /// <summary>Scheme and host; empty uses those of the request.</summary>
    [HttpAddress]
    public string? PublicAddress { get; set; }
}

/// <summary>Absolute addresses, for feeds, canonical links and everything that leaves the site.</summary>
/// <param name="Public">Scheme and host for readers, without a slash at the end. Null uses those of the request.</param>
public sealed record SiteAddress(string? Public)
{
    public static SiteAddress Of(SiteAddressOptions options) =>
        new(options.PublicAddress is { Length: > 0 } address ? address.TrimEnd('/') : null);

    /// <param name="path">From the first slash.</param>
    public string Of(HttpRequest request, string path) => $"{Public ?? $"{request.Scheme}://{request.Host}"}{path}";
}
