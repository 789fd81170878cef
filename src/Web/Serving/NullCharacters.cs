namespace Concord.Web.Serving;

/// <summary>
/// Answers 400 to a query with the character U+0000: PostgreSQL cannot compare it with anything, and nobody types it. The
/// framework refuses it in paths and forms.
/// </summary>
internal sealed class NullCharacters(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) != true)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
