using Concord.Foundation.Pages;
using Microsoft.AspNetCore.HostFiltering;

namespace Concord.Web.Serving;

/// <summary>Which hosts the site answers to: where its public address is known, that one and those that are named.</summary>
internal static partial class HostRules
{
    /// <summary>For health checks on the same machine.</summary>
    private static readonly string[] Local = ["localhost", "127.0.0.1", "[::1]"];

    public static void Apply(HostFilteringOptions filter, SiteAddress site, SiteOptions options)
    {
        if (site.Public is { } address)
        {
            filter.AllowedHosts = [new Uri(address).IdnHost, .. Local, .. options.FurtherHosts];
            filter.IncludeFailureMessage = false;
        }
    }

    /// <summary>Without a public address, links in feeds and share pictures lead to whatever host a request names.</summary>
    public static void WarnWithoutPublicAddress(IServiceProvider services, IEnumerable<string> addresses)
    {
        var isExposed = addresses.Any(address => !IsLoopback(address));
        if (services.GetRequiredService<SiteAddress>().Public is null && isExposed)
        {
            NoPublicAddress(services.GetRequiredService<ILoggerFactory>().CreateLogger("Concord.Web"));
        }
    }

    private static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "The public address is not set: absolute links use the host that each request names, and any host is answered. Set Concord__PublicAddress, such as https://example.org."
    )]
    private static partial void NoPublicAddress(ILogger log);
}
