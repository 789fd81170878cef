using System.Collections.Concurrent;
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

    // By the source of the page's script: few, as they are declared on endpoints.
    private readonly ConcurrentDictionary<string, string> policies = new(StringComparer.Ordinal);

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

    private string PolicyOf(HttpContext http)
    {
        var source = http.GetEndpoint()?.Metadata.GetMetadata<UsesScriptAttribute>()?.Source;
        var own = policies.GetOrAdd(source ?? "", WithScript);
        // The workspace shows a preview in a frame, at the widths of a phone and of a desk.
        return http.Request.QueryString.HasValue && previews.AudienceOf(http.Request).Kind == AudienceKind.Preview
            ? own.Replace("frame-ancestors 'none'", "frame-ancestors 'self'", StringComparison.Ordinal)
            : own;
    }

    private string WithScript(string source)
    {
        string[] sources = [visits.Counted ? "'self'" : "", source];
        var named = string.Join(' ', sources.Where(one => one.Length > 0).Distinct(StringComparer.Ordinal));
        return named.Length == 0 ? policy : $"{policy}; script-src {named}";
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
