using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Http.Extensions;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// Drops query keys that a cached page does not list, and preview tokens that are not valid, so that links with tracking
/// parameters (<c>fbclid</c>) are answered from the cache, and nobody can make the site render a page again by inventing keys.
/// </summary>
internal sealed class UnlistedQueryKeys(RequestDelegate next, PreviewLinks previews)
{
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (
            request.QueryString.HasValue
            && http.GetEndpoint()?.Metadata.GetMetadata<CachedResponseAttribute>() is { RejectsOtherKeys: false } cached
            && request.Query.Keys.Any(key => !IsListed(cached, key, request))
        )
        {
            var listed = request.Query.Where(pair => IsListed(cached, pair.Key, request));
            request.QueryString = new QueryBuilder(listed).ToQueryString();
        }

        return next(http);
    }

    /// <summary>A preview is for whoever has the link, and never cached.</summary>
    private bool IsListed(CachedResponseAttribute cached, string key, HttpRequest request) =>
        cached.QueryKeys.Contains(key, StringComparer.Ordinal)
        || (key == PreviewLinks.QueryKey && previews.AudienceOf(request) != Audience.Public);
}
