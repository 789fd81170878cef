using System.Net;
using Microsoft.Extensions.Configuration;

namespace Concord.Foundation.OutboundHttp;

/// <summary>How the site fetches from elsewhere: <c>Concord:OutboundHttp</c>.</summary>
/// <param name="TrustedNetworks">Networks that may be asked although they are not public, such as a server of the operator's own.</param>
/// <param name="UserAgent">What the site calls itself.</param>
/// <param name="Time">For one answer as a whole, redirects included.</param>
/// <param name="MostBytes">Of one answer, unpacked, where the caller does not allow less.</param>
public sealed record OutboundHttpOptions(IReadOnlyList<IPNetwork> TrustedNetworks, string UserAgent, TimeSpan Time, int MaxBytes)
{
    private const int Mebibyte = 1024 * 1024;

    /// <exception cref="InvalidOperationException">A value makes no sense; the message names the setting.</exception>
    public static OutboundHttpOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Concord:OutboundHttp");
        var seconds = section.GetValue("Seconds", defaultValue: 30);
        var megabytes = section.GetValue("MostMegabytes", defaultValue: 50);
        if (seconds is < 1 or > 600 || megabytes is < 1 or > 500)
        {
            throw new InvalidOperationException(
                "Concord:OutboundHttp:Seconds has to be between 1 and 600, Concord:OutboundHttp:MostMegabytes between 1 and 500."
            );
        }

        return new OutboundHttpOptions(
            [.. section.GetSection("TrustedNetworks").Get<string[]>()?.Select(NetworkOf) ?? []],
            section.GetValue<string>("UserAgent") is { Length: > 0 } name ? name : "Concord",
            TimeSpan.FromSeconds(seconds),
            megabytes * Mebibyte
        );
    }

    private static IPNetwork NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network)
            ? network
            : throw new InvalidOperationException(
                $"Concord:OutboundHttp:TrustedNetworks: “{text}” is no network; write it as 10.1.2.0/24 or, for one machine, 10.1.2.3/32."
            );
}
