using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// Which responses are cached, under what key, and for how long: until one of their tags is evicted. Nothing expires by
/// time, so that the site goes on with what it has while the database is down.
/// </summary>
internal sealed class OutputCachePolicy(CacheEvictions evictions, SiteAddress site, CacheOptions options) : IOutputCachePolicy
{
    private static readonly TimeSpan UntilEvicted = TimeSpan.FromDays(365);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var cached = http.GetEndpoint()?.Metadata.GetMetadata<CachedResponseAttribute>();
        context.EnableOutputCaching = cached is not null && options.IsEnabled && !CacheBypass.Applies(http.Request, cached);
        if (!context.EnableOutputCaching)
        {
            return default;
        }

        context.AllowCacheLookup = true;
        context.AllowCacheStorage = true;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = UntilEvicted;
        context.CacheVaryByRules.QueryKeys = new StringValues([.. cached!.QueryKeys]);
        context.CacheVaryByRules.HeaderNames = "Accept-Encoding";
        // Without a public address the links of a page carry the host that the request named.
        context.CacheVaryByRules.VaryByHost = site.Public is null;
        context.Tags.Add(CacheEvictions.Everything);
        http.Features.Set(new StartedAt(evictions.Now));
        return default;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => default;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        foreach (var tag in http.RequestServices.GetRequiredService<CacheTags>().All)
        {
            context.Tags.Add(tag);
        }

        var headers = http.Response.Headers;
        context.AllowCacheStorage =
            http.Response.StatusCode == StatusCodes.Status200OK
            && StringValues.IsNullOrEmpty(headers.SetCookie)
            && !headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase)
            && evictions.StillCurrent(context.Tags, http.Features.GetRequiredFeature<StartedAt>().Time);
        return default;
    }

    private sealed record StartedAt(long Time);
}
