using Microsoft.AspNetCore.Http.Features;

namespace Concord.Web.Serving.Cache;

/// <summary>Holds an answer back until all of it is there: then headers can be made of it, or it can be taken down.</summary>
internal static class BufferedResponse
{
    /// <returns>What the rest of the program wrote; nothing of it has gone out.</returns>
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
