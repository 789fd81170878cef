using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Concord.Foundation.Languages;

/// <summary>The language of a response: the one in the address, else the best of Accept-Language.</summary>
public static class ReaderLanguage
{
    public static Language Of(HttpContext http, LanguageSet languages) =>
        languages.Find(http.GetRouteValue("lang") as string)
        ?? languages.Find(FirstSegment(http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? http.Request.Path))
        ?? Best(http.Request, languages);

    /// <summary>
    /// RFC 9110 section 12.5.4: the best of the site's languages by the reader's weights; the default when none fits.
    /// </summary>
    public static Language Best(HttpRequest request, LanguageSet languages)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage.Take(32).OrderByDescending(wish => wish.Quality ?? 1);
        foreach (var wish in wanted)
        {
            var tag = wish.Value.Value ?? "";
            var found = languages.Find(tag.ToLowerInvariant()) ?? languages.Find(Primary(tag));
            if (found is not null && wish.Quality != 0)
            {
                return found;
            }
        }

        return languages.Default;
    }

    // "ku" asks for Kurdish of either script; Sorani is the Kurdish that this site has.
    private static string Primary(string tag)
    {
        var primary = tag.Split('-')[0].ToLowerInvariant();
        return primary == "ku" ? "ckb" : primary;
    }

    private static string? FirstSegment(string? path) =>
        path?.Split('/', 3, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
}
