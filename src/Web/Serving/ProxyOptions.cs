using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Concord.Web.Serving;

/// <summary>
/// Proxies in front of the site: <c>Concord:Proxies</c>. Only what they say about the address and scheme of a reader is
/// believed; where none is named, nobody is.
/// </summary>
internal sealed class ProxyOptions : IValidatableObject
{
    public const string Section = "Concord:Proxies";

    /// <summary>Addresses and networks: <c>10.0.0.5</c>, <c>10.0.0.0/24</c>.</summary>
    public string[] Addresses { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Addresses
            .Where(address => NetworkOf(address) is null)
            .Select(address => new ValidationResult(
                $"{Section}:Addresses has “{address}”; give an address such as 10.0.0.5 or a network such as 10.0.0.0/24."
            ));

    public void Apply(ForwardedHeadersOptions options)
    {
        // To the framework, an empty list of known proxies means that everybody is one.
        options.ForwardedHeaders =
            Addresses.Length > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in Addresses.Select(NetworkOf).OfType<System.Net.IPNetwork>())
        {
            options.KnownIPNetworks.Add(network);
        }
    }

    private static System.Net.IPNetwork? NetworkOf(string text) =>
        System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
