using Concord.Foundation.Pages;

namespace Concord.Web.Serving.Cache;

/// <summary>Takes down what goes out of the kept answers, for <see cref="ServeHotResponse"/>.</summary>
internal sealed class CaptureHotResponse(RequestDelegate next, HotResponses ready)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (
            http.GetEndpoint()?.Metadata.GetMetadata<CachedResponseAttribute>() is null
            || !HttpMethods.IsGet(request.Method)
            || request.QueryString.HasValue
        )
        {
            await next(http);
            return;
        }

        var (at, key) = (ready.Now, HotResponseKey.Of(request));
        var endpoint = http.GetEndpoint();
        using var content = await BufferedResponse.HoldAsync(http, next);
        var body = content.ToArray();
        // From here on the headers are those that go out.
        await http.Response.StartAsync(http.RequestAborted);
        var headers = http.Response.Headers;
        var isKept = http.Response.StatusCode == StatusCodes.Status200OK && headers is { ETag.Count: 1, SetCookie.Count: 0 };
        if (isKept && body.Length <= HotResponses.MaxBytes)
        {
            var sent = headers.Where(header => header.Key is not ("Date" or "Content-Length" or "Transfer-Encoding"));
            ready.Put(new HotResponse(key, at, endpoint, headers.ETag.ToString(), [.. sent], body));
        }

        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
