using Concord.Foundation.Pages;
using Concord.Visits;
using Concord.Web.Desk;

namespace Concord.Web.Serving;

/// <summary>
/// Security headers of every response: only our own style, pictures and fonts; no script but the one a
/// page declares, or the one that counts visits; no frames, no content sniffing, no referrer.
/// </summary>
internal sealed class SecurityHeaders(
    RequestDelegate next,
    SiteStyle style,
    SiteAddress site,
    VisitsOptions visits,
    DeskHeaders desk,
    PreviewLinks previews
)
{
    // connect-src: the wall loads more posts, and Lighthouse requests robots.txt from within a page.
    private readonly string policy =
        $"default-src 'none'; style-src '{style.Hash}'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

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
                desk.Add(http);
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

    private string PolicyOf(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        string?[] sources = [visits.Counted ? "'self'" : null, endpoint?.Metadata.GetMetadata<UsesScriptAttribute>()?.Source];
        var named = string.Join(' ', sources.OfType<string>().Distinct(StringComparer.Ordinal));
        // The workspace shows a preview in a frame, at the widths of a phone and of a desk.
        var own =
            previews.AudienceOf(http.Request).Kind == AudienceKind.Preview
                ? policy.Replace("frame-ancestors 'none'", "frame-ancestors 'self'", StringComparison.Ordinal)
                : policy;
        return named.Length == 0 ? own : $"{own}; script-src {named}";
    }

    private Task AddAsync(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.TryAdd("Content-Security-Policy", PolicyOf(http));
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
