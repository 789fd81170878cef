using Concord.Foundation.Pages;
using Concord.Foundation.Security;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// Which requests no cache may answer or keep: those of signed-in people, those with credentials or a preview token, and
/// those that ask for it. Query keys that the page does not list are dropped before.
/// </summary>
internal static class CacheBypass
{
    public static bool Applies(HttpRequest request, CachedResponseAttribute cached) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        || request.Headers.Authorization.Count > 0
        || SignInCookies.IsIn(request)
        || AsksForNoStore(request)
        || request.Query.Keys.Any(key => !cached.QueryKeys.Contains(key, StringComparer.Ordinal));

    private static bool AsksForNoStore(HttpRequest request) =>
        request.Headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase);
}
