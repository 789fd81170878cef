using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Concord.Foundation.Security;

/// <summary>How often one network may send a form in a time; on every node by itself.</summary>
/// <param name="permits">In each <paramref name="window"/>.</param>
public abstract class NetworkLimit(int permits, TimeSpan window, ClientKeys keys) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetFixedWindowLimiter(
            network,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }
        )
    );

    public bool Allows(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(keys.Of(http));
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        limiter.Dispose();
        GC.SuppressFinalize(this);
    }
}
