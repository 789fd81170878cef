using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Concord.Foundation.OutboundHttp;

/// <summary>How the site fetches from other servers: <c>Concord:OutboundHttp</c>.</summary>
public sealed class OutboundHttpOptions : IValidatableObject
{
    public const string Section = "Concord:OutboundHttp";

    private static readonly int[] WebPorts = [80, 443];

    /// <summary>What the site calls itself.</summary>
    [Required]
    public string UserAgent { get; set; } = "Concord";

    /// <summary>For one response as a whole, redirects included.</summary>
    [Range(1, 600)]
    public int Seconds { get; set; } = 30;

    /// <summary>Of one response, decompressed, where the caller does not allow less.</summary>
    [Range(1, 500)]
    public int MaxMegabytes { get; set; } = 50;

    /// <summary>Of one feed, decompressed.</summary>
    [Range(1, 500)]
    public int MaxFeedMegabytes { get; set; } = 8;

    /// <summary>Of all responses that are read at the same time; further requests wait.</summary>
    [Range(16, 65536)]
    public int MaxTotalMegabytes { get; set; } = 256;

    /// <summary>Ports that may be connected to besides 80 and 443.</summary>
    public int[] ExtraPorts { get; set; } = [];

    /// <summary>True connects to every port.</summary>
    public bool AnyPort { get; set; }

    /// <summary>Private networks that a source may be given access to. Nothing else reaches them.</summary>
    public string[] TrustedNetworks { get; set; } = [];

    /// <summary>Networks that count as public though they are not, on a closed network or in tests.</summary>
    public string[] PublicNetworks { get; set; } = [];

    internal TimeSpan Timeout => TimeSpan.FromSeconds(Seconds);

    internal int MaxBytes => MaxMegabytes * 1024 * 1024;

    public int MaxFeedBytes => MaxFeedMegabytes * 1024 * 1024;

    internal IReadOnlyList<IPNetwork> Trusted => [.. TrustedNetworks.Select(network => IPNetwork.Parse(network))];

    internal IReadOnlyList<IPNetwork> Public => [.. PublicNetworks.Select(network => IPNetwork.Parse(network))];

    internal bool AllowsPort(int port) => AnyPort || WebPorts.Contains(port) || ExtraPorts.Contains(port);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var text in TrustedNetworks.Concat(PublicNetworks).Where(text => !IPNetwork.TryParse(text, out _)))
        {
            yield return new ValidationResult(
                $"{Section}: “{text}” is not a network; write it as 10.1.2.0/24 or, for one machine, 10.1.2.3/32."
            );
        }
    }
}
