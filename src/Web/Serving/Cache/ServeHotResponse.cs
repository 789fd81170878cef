namespace Concord.Web.Serving.Cache;

/// <summary>Answers with what is ready, before routing; everything unusual goes on to those who know it.</summary>
internal sealed class ServeHotResponse(RequestDelegate next, HotResponses ready)
{
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        var headers = request.Headers;
        var isPlain = HttpMethods.IsGet(request.Method) && !request.QueryString.HasValue && headers.IfModifiedSince.Count == 0;
        return
            isPlain && ready.Find(HotResponseKey.Of(request)) is { } answer && IsOrdinary(headers.IfNoneMatch.ToString(), answer)
            ? answer.SendAsync(http)
            : next(http);
    }

    private static bool IsOrdinary(string ifNoneMatch, HotResponse answer) =>
        ifNoneMatch.Length == 0 || ifNoneMatch == answer.Tag;
}
