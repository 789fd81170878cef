namespace Concord.Web.Serving.Cache;

/// <summary>Answers with what is ready, before routing; everything unusual goes on to those who know it.</summary>
internal sealed class SendReady(RequestDelegate next, ReadyAnswers ready)
{
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        var headers = request.Headers;
        var isPlain = HttpMethods.IsGet(request.Method) && !request.QueryString.HasValue && headers.IfModifiedSince.Count == 0;
        return isPlain && ready.Find(AnswerKey.Of(request)) is { } answer && IsOrdinary(headers.IfNoneMatch.ToString(), answer)
            ? answer.SendAsync(http)
            : next(http);
    }

    private static bool IsOrdinary(string ifNoneMatch, ReadyAnswer answer) =>
        ifNoneMatch.Length == 0 || ifNoneMatch == answer.Tag;
}
