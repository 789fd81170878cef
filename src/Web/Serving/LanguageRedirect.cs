using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concord.Web.Serving;

/// <summary>
/// Redirects <c>/</c> to the language that the browser asks for, and <c>/?p=12</c> to what had this address on the site that
/// this one replaces. Nothing is stored.
/// </summary>
internal static class LanguageRedirect
{
    public static async Task<RedirectHttpResult> OpenAsync(HttpContext http, LanguageSet languages, IOldAddresses old)
    {
        if (
            http.Request.QueryString.HasValue
            && await old.FindAsync(http.Request.Path, http.Request.Query, http.RequestAborted) is { } address
        )
        {
            return TypedResults.Redirect(address, permanent: true, preserveMethod: true);
        }

        http.Response.Headers.Vary = "Accept-Language";
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Redirect($"/{ReaderLanguage.Best(http.Request, languages).Code}");
    }
}
