using Concord.Foundation.Pages;
using Concord.Web.Desk;

namespace Concord.Web.Serving;

/// <summary>Security headers of every response; of the workspace, by <see cref="DeskHeaders"/>.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, SiteAddress site, ContentPolicy policy, DeskHeaders desk)
{
    private static readonly PathString[] OfPrograms = ["/api", "/openapi"];

    // A proxy may terminate TLS, so the request itself does not show it.
    private readonly bool isPublicOverTls = site.Public?.StartsWith("https://", StringComparison.Ordinal) == true;

    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.IsHttps || isPublicOverTls)
        {
            http.Response.Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        if (IsOfPrograms(http.Request.Path))
        {
            // Public data may be read by pages of other sites.
            http.Response.Headers.AccessControlAllowOrigin = "*";
            http.Response.Headers.AccessControlExposeHeaders = "ETag";
        }

        if (DeskPipeline.IsDesk(http))
        {
            http.Response.OnStarting(() =>
            {
                desk.Add(http);
                return Task.CompletedTask;
            });
            return next(http);
        }

        http.Response.OnStarting(AddAsync, http);
        return next(http);
    }

    private static bool IsOfPrograms(PathString path)
    {
        foreach (var start in OfPrograms)
        {
            if (path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Pictures and feeds are shown by feed readers in browsers, data by pages of other sites.</summary>
    private static bool MayBeEmbedded(HttpContext http) =>
        http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == false
        || IsOfPrograms(http.Request.Path)
        || http.Request.Path.StartsWithSegments("/media", StringComparison.OrdinalIgnoreCase);

    private Task AddAsync(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        // A page has set its own. A response of status 304 would replace it in the browser's copy.
        if (headers.ContentSecurityPolicy.Count == 0 && http.Response.StatusCode != StatusCodes.Status304NotModified)
        {
            headers.ContentSecurityPolicy = policy.Of(http);
        }

        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = MayBeEmbedded(http) ? "cross-origin" : "same-origin";
        // A cached response is evicted when it changes; with an Age header a browser would treat it as stale.
        headers.Remove("Age");
        return Task.CompletedTask;
    }
}
