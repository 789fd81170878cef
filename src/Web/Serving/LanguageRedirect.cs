using Concord.Foundation.Languages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concord.Web.Serving;

/// <summary>Redirects <c>/</c> to the language that the browser asks for. Nothing is stored.</summary>
internal static class LanguageRedirect
{
    public static RedirectHttpResult Open(HttpContext http, LanguageSet languages)
    {
        http.Response.Headers.Vary = "Accept-Language";
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Redirect($"/{ReaderLanguage.Best(http.Request, languages).Code}");
    }
}
