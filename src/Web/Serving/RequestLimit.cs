using System.Globalization;
using System.Threading.RateLimiting;
using Concord.Foundation.Languages;
using Microsoft.AspNetCore.RateLimiting;

namespace Concord.Web.Serving;

/// <summary>
/// Lets a request pass where the limiter grants it, and answers 429 where not. The framework's own middleware never disposes
/// its limiters: their timers keep a stopped host in memory.
/// </summary>
internal sealed class RequestLimit(RequestDelegate next, PartitionedRateLimiter<HttpContext> limiter, LimitOptions options)
{
    /// <summary>Where the limiter does not say when to come back.</summary>
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(6);

    /// <summary>Refusals held back at once, of this node; further ones are sent at once, so that memory is bounded.</summary>
    private const int MaxHeld = 1000;

    private static int held;

    /// <param name="limiter">Disposed when the host has stopped.</param>
    public static void Use(IApplicationBuilder app, PartitionedRateLimiter<HttpContext> limiter)
    {
        var lifetime = app.ApplicationServices.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStopped.Register(limiter.Dispose);
        app.UseMiddleware<RequestLimit>(limiter);
    }

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
        {
            await next(http);
            return;
        }

        if (await AcquireAsync(http) is not { } lease)
        {
            return;
        }

        using (lease)
        {
            await (lease.IsAcquired ? next(http) : RejectAsync(http, lease));
        }
    }

    /// <returns>Null where the reader has gone.</returns>
    private async Task<RateLimitLease?> AcquireAsync(HttpContext http)
    {
        try
        {
            return await limiter.AcquireAsync(http, cancellationToken: http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>429 with the time to wait, in the reader's language.</summary>
    private async Task RejectAsync(HttpContext http, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : DefaultWait;
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "text/plain; charset=utf-8";
        await HoldAsync(http.RequestAborted);
        var text = http.RequestServices.GetRequiredService<Localizer>()["busy"];
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    private async Task HoldAsync(CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref held) <= MaxHeld)
        {
            await Task.Delay(options.RefusalDelayMilliseconds, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Interlocked.Decrement(ref held);
    }
}
