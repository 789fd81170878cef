using Concord.Foundation.Pages;
using Concord.Visits;

namespace Concord.Web.Serving;

/// <summary>
/// What every answer says to a browser: nothing but our own style, pictures and faces; no script at all, or files of ours
/// where a page says it has one or visits are counted; no frame, no guessing of types, no address handed to other sites.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, SiteStyle style, SiteAddress site, VisitsOptions visits)
{
    private const string WithScript = "; script-src 'self'";

    // connect-src: the wall loads more of itself; and Lighthouse asks for robots.txt from within a page.
    private readonly string policy =
        $"default-src 'none'; style-src '{style.Hash}'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        + (visits.Counted ? WithScript : "");

    private static readonly PathString[] OfPrograms = ["/api", "/openapi"];

    // A proxy may end TLS, and then the request itself knows nothing of it.
    private readonly bool isPublicOverTls = site.Public?.StartsWith("https://", StringComparison.Ordinal) == true;

    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.IsHttps || isPublicOverTls)
        {
            http.Response.Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        if (OfPrograms.Any(start => http.Request.Path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase)))
        {
            // What is public to everybody, and the same for everybody, pages of other sites may read too.
            http.Response.Headers.AccessControlAllowOrigin = "*";
            http.Response.Headers.AccessControlExposeHeaders = "ETag";
        }

        http.Response.OnStarting(AddAsync, http);
        return next(http);
    }

    private Task AddAsync(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        var hasScript = !visits.Counted && http.GetEndpoint()?.Metadata.GetMetadata<UsesScriptAttribute>() is not null;
        headers.TryAdd("Content-Security-Policy", hasScript ? policy + WithScript : policy);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // A kept answer is dropped when it changes, so how long ago it was made says nothing; a browser would think it old.
        headers.Remove("Age");
        return Task.CompletedTask;
    }
}
