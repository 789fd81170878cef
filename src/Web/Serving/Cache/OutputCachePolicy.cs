using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// Which answers are kept, under what key, and for how long: until a topic of theirs is dropped. Nothing in here expires
/// by the clock, so that the site goes on with what it has while the database is away.
/// </summary>
internal sealed class OutputCachePolicy(CacheEvictions evictions, SiteAddress site, CacheSettings settings) : IOutputCachePolicy
{
    private static readonly TimeSpan UntilDropped = TimeSpan.FromDays(365);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var kept = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<CachedResponseAttribute>();
        context.EnableOutputCaching =
            kept is not null
            && settings.IsEnabled
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !(kept.RejectsOtherKeys && request.Query.Keys.Any(key => !kept.QueryKeys.Contains(key)));
        if (!context.EnableOutputCaching)
        {
            return default;
        }

        context.AllowCacheLookup = true;
        context.AllowCacheStorage = true;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = UntilDropped;
        context.CacheVaryByRules.QueryKeys = new StringValues([.. kept!.QueryKeys]);
        context.CacheVaryByRules.HeaderNames = "Accept-Encoding";
        // Without a public address the page's own links carry the host that the request named.
        context.CacheVaryByRules.VaryByHost = site.Public is null;
        context.Tags.Add(CacheEvictions.Everything);
        context.HttpContext.Features.Set(new Begun(evictions.Now));
        return default;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => default;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        foreach (var topic in http.RequestServices.GetRequiredService<CacheTags>().All)
        {
            context.Tags.Add(topic);
        }

        context.AllowCacheStorage =
            http.Response.StatusCode == StatusCodes.Status200OK
            && StringValues.IsNullOrEmpty(http.Response.Headers.SetCookie)
            && evictions.StillTrue(context.Tags, http.Features.GetRequiredFeature<Begun>().At);
        return default;
    }

    private sealed record Begun(long At);
}
