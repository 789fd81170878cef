using System.Security.Cryptography;
using Concord.Foundation.Pages;
using Microsoft.Net.Http.Headers;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// Gives every cacheable response an entity tag made of its content, and the Cache-Control for browsers and content delivery
/// networks. A response that bypasses the cache is marked no-store.
/// </summary>
internal sealed class EntityTags(RequestDelegate next, CacheOptions options)
{
    private readonly string cacheControl = options.CacheControl;

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<CachedResponseAttribute>() is not { } cached)
        {
            await next(http);
            return;
        }

        if (CacheBypass.Applies(http.Request, cached))
        {
            http.Response.OnStarting(() =>
            {
                http.Response.Headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
            await next(http);
            return;
        }

        using var content = await BufferedResponse.HoldAsync(http, next);
        if (http.Response.StatusCode == StatusCodes.Status200OK)
        {
            Tag(http.Response.Headers, content);
        }

        await http.Response.Body.WriteAsync(content.GetBuffer().AsMemory(0, (int)content.Length), http.RequestAborted);
    }

    private void Tag(IHeaderDictionary headers, MemoryStream content)
    {
        var hash = SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length));
        // Weak: the same content compressed in two ways is two byte strings.
        headers.ETag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash.AsSpan(0, 12))}\"", isWeak: true).ToString();
        headers.Vary = "Accept-Encoding";
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = cacheControl;
        }
    }
}
