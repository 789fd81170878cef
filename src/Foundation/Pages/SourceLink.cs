using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Concord.Foundation.Pages;

/// <summary>The name of a source, as a link where it is published.</summary>
public static class SourceLink
{
    /// <param name="url">Http or https; null where there is none. The other site is not told where readers come from.</param>
    public static IHtmlContent Of(string name, string? url, HtmlEncoder encoder) =>
        new HtmlString(
            url is null
                ? $"<bdi>{encoder.Encode(name)}</bdi>"
                : $"<a href=\"{encoder.Encode(url)}\" rel=\"noreferrer external\"><bdi>{encoder.Encode(name)}</bdi></a>"
        );
}
