using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Web.Serving;

/// <summary>
/// Answers 405 with the allowed methods where a page has no handler for a method; the framework would render the page.
/// </summary>
internal sealed class AllowedMethods(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not { } page)
        {
            return next(http);
        }

        var allowed = page
            .HandlerMethods.Select(handler => handler.HttpMethod.ToUpperInvariant())
            .SelectMany(method => method == HttpMethods.Get ? [method, HttpMethods.Head] : (string[])[method])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        // The error page has no handlers of its own.
        if (allowed.Count == 0 || allowed.Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = string.Join(", ", allowed);
        return Task.CompletedTask;
    }
}
