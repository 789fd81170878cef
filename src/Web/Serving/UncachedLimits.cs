using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Concord.Foundation.Security;
using Microsoft.Extensions.FileProviders;

namespace Concord.Web.Serving;

/// <summary>How much uncached work one network may ask for: <c>Concord:Limits</c>.</summary>
internal sealed class LimitOptions
{
    public const string Section = "Concord:Limits";

    /// <summary>
    /// Searches, API calls, missing pages and whatever else is not answered from the cache. Many readers may share one
    /// address.
    /// </summary>
    [Range(10, 10_000_000)]
    public int UncachedPerMinute { get; set; } = 600;

    /// <summary>
    /// How long a refusal is held back: a sender that waits for its answer is slowed to a few requests a second for each of
    /// its connections.
    /// </summary>
    [Range(0, 10_000)]
    public int RefusalDelayMilliseconds { get; set; } = 1000;
}

/// <summary>Limits the uncached requests of one network; what the cache answers is not counted.</summary>
internal static class UncachedLimits
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(6);

    /// <summary>Requests of one network that wait for their turn.</summary>
    private const int MaxWaiting = 50;

    /// <summary>Placed behind the cache.</summary>
    public static void UseUncachedLimits(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<LimitOptions>();
        var keys = app.ApplicationServices.GetRequiredService<ClientKeys>();
        var files = app.ApplicationServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
        var part = Math.Max(1, options.UncachedPerMinute / 10);
        var perMinute = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            IsStaticFile(http, files)
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetTokenBucketLimiter(
                    keys.Of(http),
                    _ => new TokenBucketRateLimiterOptions
                    {
                        // Half a minute at once, so that a person is never slowed.
                        TokenLimit = part * 5,
                        TokensPerPeriod = part,
                        ReplenishmentPeriod = Period,
                        QueueLimit = 0,
                    }
                )
        );
        // Of these, one network occupies at most half of the processors; the other half answers the other readers.
        var atOnce = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            IsStaticFile(http, files)
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetConcurrencyLimiter(
                    keys.Of(http),
                    _ => new ConcurrencyLimiterOptions
                    {
                        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
                        QueueLimit = MaxWaiting,
                        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                    }
                )
        );
        RequestLimit.Use(app, perMinute);
        RequestLimit.Use(app, atOnce);
    }

    /// <summary>Endpoints that are not to be limited, such as pictures, say so themselves.</summary>
    private static bool IsStaticFile(HttpContext http, IFileProvider files) =>
        http.GetEndpoint() is null
        && http.Request.Path.Value is { } path
        && (path.EndsWith(".woff2", StringComparison.Ordinal) || path.EndsWith(".js", StringComparison.Ordinal))
        && files.GetFileInfo(path).Exists;
}
