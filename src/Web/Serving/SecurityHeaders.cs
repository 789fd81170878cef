using Concord.Foundation.Pages;
using Concord.Visits;
using Concord.Web.Desk;

namespace Concord.Web.Serving;

/// <summary>
/// Security headers of every response: only our own style, pictures and fonts; no script, or our own files where a page
/// declares one or visits are counted; no frames, no content sniffing, no referrer.
/// </summary>
internal sealed class SecurityHeaders(
    RequestDelegate next,
    SiteStyle style,
    SiteAddress site,
    VisitsOptions visits,
    DeskHeaders desk
)
{
    private const string WithScript = "; script-src 'self'";

    // connect-src: the wall loads more posts, and Lighthouse requests robots.txt from within a page.
    private readonly string policy =
        $"default-src 'none'; style-src '{style.Hash}'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        + (visits.Counted ? WithScript : "");

    private static readonly PathString[] OfPrograms = ["/api", "/openapi"];

    // A proxy may terminate TLS, so the request itself does not show it.
    private readonly bool isPublicOverTls = site.Public?.StartsWith("https://", StringComparison.Ordinal) == true;

    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.IsHttps || isPublicOverTls)
        {
            http.Response.Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        if (OfPrograms.Any(start => http.Request.Path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase)))
        {
            // Public data may be read by pages of other sites.
            http.Response.Headers.AccessControlAllowOrigin = "*";
            http.Response.Headers.AccessControlExposeHeaders = "ETag";
        }

        if (DeskPipeline.IsDesk(http))
        {
            http.Response.OnStarting(() =>
            {
                desk.Add(http.Response.Headers);
                return Task.CompletedTask;
            });
            return next(http);
        }

        http.Response.OnStarting(AddAsync, http);
        return next(http);
    }

    /// <summary>Pictures and feeds are shown by feed readers in browsers, data by pages of other sites.</summary>
    private static bool MayBeEmbedded(HttpContext http) =>
        OfPrograms.Append("/media").Any(start => http.Request.Path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase))
        || http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == false;

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
        headers["Cross-Origin-Resource-Policy"] = MayBeEmbedded(http) ? "cross-origin" : "same-origin";
        // A cached response is evicted when it changes; with an Age header a browser would treat it as stale.
        headers.Remove("Age");
        return Task.CompletedTask;
    }
}
