using Concord.Foundation.Pages;

namespace Concord.Web.Serving.Cache;

/// <summary>Takes down what goes out of the kept answers, for <see cref="SendReady"/>.</summary>
internal sealed class MakeReady(RequestDelegate next, ReadyAnswers ready)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (
            http.GetEndpoint()?.Metadata.GetMetadata<KeptAnswerAttribute>() is null
            || !HttpMethods.IsGet(request.Method)
            || request.QueryString.HasValue
        )
        {
            await next(http);
            return;
        }

        var (at, key) = (ready.Now, AnswerKey.Of(request));
        var endpoint = http.GetEndpoint();
        using var content = await HeldAnswer.HoldAsync(http, next);
        var body = content.ToArray();
        // From here on the headers are those that go out.
        await http.Response.StartAsync(http.RequestAborted);
        var headers = http.Response.Headers;
        var isKept = http.Response.StatusCode == StatusCodes.Status200OK && headers is { ETag.Count: 1, SetCookie.Count: 0 };
        if (isKept && body.Length <= ReadyAnswers.MostBytes)
        {
            var sent = headers.Where(header => header.Key is not ("Date" or "Content-Length" or "Transfer-Encoding"));
            ready.Put(new ReadyAnswer(key, at, endpoint, headers.ETag.ToString(), [.. sent], body));
        }

        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
