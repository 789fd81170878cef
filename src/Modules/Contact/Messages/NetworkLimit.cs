using System.Threading.RateLimiting;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Http;

namespace Concord.Contact.Messages;

/// <summary>How many messages one network may send; on every node by itself.</summary>
internal sealed class NetworkLimit(ContactOptions options, ClientKeys keys) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetFixedWindowLimiter(
            network,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = options.PerNetwork, Window = Window }
        )
    );

    public bool Allows(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(keys.Of(http));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
