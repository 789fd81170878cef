using System.Security.Cryptography;
using Concord.Foundation.Pages;
using Microsoft.Net.Http.Headers;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// Gives every answer that may be kept an entity tag made of its content, and says to browsers and to a content delivery
/// network how long they may keep it. What may not be kept is asked for anew each time.
/// </summary>
internal sealed class EntityTags(RequestDelegate next, CacheSettings settings)
{
    private readonly string cacheControl = settings.CacheControl;

    public async Task InvokeAsync(HttpContext http)
    {
        if (
            http.GetEndpoint()?.Metadata.GetMetadata<CachedResponseAttribute>() is null
            || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        )
        {
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
        // Weak: the same content compressed in two ways is two rows of bytes.
        headers.ETag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash.AsSpan(0, 12))}\"", isWeak: true).ToString();
        headers.Vary = "Accept-Encoding";
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = cacheControl;
        }
    }
}
