using Microsoft.AspNetCore.Http.Features;

namespace Concord.Web.Serving.Cache;

/// <summary>Buffers a response until it is complete, so that headers can be made of its content.</summary>
internal static class BufferedResponse
{
    /// <returns>The content; nothing of it was sent.</returns>
    public static async Task<MemoryStream> HoldAsync(HttpContext http, RequestDelegate next)
    {
        var outer = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var content = new MemoryStream();
        var inner = new StreamResponseBodyFeature(content, outer);
        http.Features.Set<IHttpResponseBodyFeature>(inner);
        try
        {
            await next(http);
            await inner.CompleteAsync();
        }
        finally
        {
            http.Features.Set(outer);
        }

        return content;
    }
}
