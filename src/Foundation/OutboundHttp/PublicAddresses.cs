using System.Net;
using System.Net.Sockets;

namespace Concord.Foundation.OutboundHttp;

/// <summary>
/// Which addresses are on the public internet: all but those in the registries of special-purpose addresses (IANA, IPv4 and
/// IPv6): loopback, private networks, cloud metadata, documentation, multicast.
/// </summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] Special4 =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            // The host agent of a cloud, though its range is not reserved.
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special6 =
    [
        // Tunnels too, since they embed an IPv4 address.
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return Contains(address.MapToIPv4());
        }

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !Array.Exists(Special4, network => network.Contains(address));
        }

        // A translated address embeds the IPv4 address at its end (RFC 6052).
        return Translated.Contains(address)
            ? Contains(new IPAddress(address.GetAddressBytes()[12..]))
            : Global6.Contains(address) && !Array.Exists(Special6, network => network.Contains(address));
    }
}
