using System.Globalization;

namespace Concord.Web.Serving.Cache;

/// <summary>What an operator says about keeping answers.</summary>
/// <param name="MemoryMegabytes">The most that kept answers may take on this node; 0 keeps none: each is made anew.</param>
/// <param name="MaxAgeSeconds">How long browsers may show a page without asking again.</param>
/// <param name="SharedMaxAgeSeconds">How long a content delivery network may.</param>
internal sealed record CacheSettings(int MemoryMegabytes, int MaxAgeSeconds, int SharedMaxAgeSeconds)
{
    public static CacheSettings From(IConfiguration configuration) =>
        new(
            Math.Max(0, configuration.GetValue("Concord:Cache:MemoryMegabytes", 64)),
            Math.Max(0, configuration.GetValue("Concord:Cache:MaxAgeSeconds", 60)),
            Math.Max(0, configuration.GetValue("Concord:Cache:SharedMaxAgeSeconds", 60))
        );

    public bool IsEnabled => MemoryMegabytes > 0;

    /// <summary>A text that was withdrawn must be gone soon; a network whose source is away may go on for a day.</summary>
    public string CacheControl =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"public, max-age={MaxAgeSeconds}, s-maxage={SharedMaxAgeSeconds}, stale-while-revalidate=60, stale-if-error=86400"
        );
}
