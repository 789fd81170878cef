using Concord.Foundation.Pages;
using Concord.Web.Serving;

namespace Concord.Web.Desk;

/// <summary>
/// Headers of every response of the workspace, errors included: nothing is stored, nothing is indexed, only script files of
/// this site run, only the editor makes HTML of text (of what is pasted, in a document that runs no script), and no other
/// site may frame, open or embed it.
/// </summary>
internal sealed class DeskHeaders(DeskStyle desk, SiteStyle site)
{
    public void Add(HttpContext http)
    {
        var headers = http.Response.Headers;
        // The error page has the style of the public pages.
        var style = site.With(http.RequestServices.GetRequiredService<PageStyle>().Parts).Hash;
        var policy =
            $"default-src 'none'; style-src '{desk.Hash}' '{style}'; img-src 'self'; media-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard";
        headers.ContentSecurityPolicy = http.GetEndpoint()?.Metadata.GetMetadata<FramesOwnPagesAttribute>() is null
            ? policy
            : $"{policy}; frame-src 'self'";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        // Not no-referrer: a form would then be sent with "Origin: null".
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex";
    }
}
