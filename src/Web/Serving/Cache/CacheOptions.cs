using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Concord.Web.Serving.Cache;

/// <summary>How responses are cached: <c>Concord:Cache</c>.</summary>
internal sealed class CacheOptions
{
    public const string Section = "Concord:Cache";

    /// <summary>The most memory that cached responses take on this node; 0 caches nothing.</summary>
    [Range(0, 65536)]
    public int MemoryMegabytes { get; set; } = 64;

    /// <summary>How long browsers may show a page without asking again.</summary>
    [Range(0, 86400)]
    public int MaxAgeSeconds { get; set; } = 60;

    /// <summary>How long a content delivery network may.</summary>
    [Range(0, 86400)]
    public int SharedMaxAgeSeconds { get; set; } = 60;

    public bool IsEnabled => MemoryMegabytes > 0;

    /// <summary>A withdrawn text must be gone soon; a network whose origin is down may go on for a day.</summary>
    public string CacheControl =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"public, max-age={MaxAgeSeconds}, s-maxage={SharedMaxAgeSeconds}, stale-while-revalidate=60, stale-if-error=86400"
        );
}
