using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Web.Serving;

/// <summary>A page that has nothing for a method says which it has; the framework would show it half made.</summary>
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
        // The error page has no handlers of its own: it stands in for whatever was asked.
        if (allowed.Count == 0 || allowed.Contains(http.Request.Method, StringComparer.OrdinalIgnoreCase))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = string.Join(", ", allowed);
        return Task.CompletedTask;
    }
}
