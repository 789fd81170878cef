using Concord.Foundation.Pages;
using Concord.Visits;

namespace Concord.Web.Serving;

/// <summary>
/// The Content-Security-Policy of a public response: only our own style, pictures and fonts; no script but the one a page
/// declares, or the one that counts visits; no frames.
/// </summary>
internal sealed class ContentPolicy(SiteStyle sheets, VisitsOptions visits, PreviewLinks previews)
{
    public string Of(HttpContext http)
    {
        var parts = http.RequestServices.GetRequiredService<PageStyle>().Parts;
        var style = sheets.With(parts).Hash;
        var media = parts.HasFlag(StyleParts.Recordings) ? " media-src 'self';" : "";
        // The workspace shows a preview in a frame, at the widths of a phone and of a desk.
        var frames = previews.AudienceOf(http.Request).Kind == AudienceKind.Preview ? "'self'" : "'none'";
        // connect-src: the wall loads more posts, and Lighthouse requests robots.txt from within a page.
        var policy =
            $"default-src 'none'; style-src '{style}'; img-src 'self';{media} font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {frames}";
        string?[] sources =
        [
            visits.Counted ? "'self'" : null,
            http.GetEndpoint()?.Metadata.GetMetadata<UsesScriptAttribute>()?.Source,
        ];
        var scripts = string.Join(' ', sources.OfType<string>().Distinct(StringComparer.Ordinal));
        return scripts.Length == 0 ? policy : $"{policy}; script-src {scripts}";
    }
}
