using Concord.Foundation.Languages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Accounts.SignIn;

/// <summary>Where a request to the workspace goes that needs a sign-in or another role.</summary>
internal static class SignInRedirect
{
    /// <summary>Name of the query key that holds the page to go on to.</summary>
    public const string NextKey = "next";

    /// <summary>Name of the query key that says that a sign-in at an issuer did not work.</summary>
    public const string FailedKey = "failed";

    private const string Desk = "/desk/";

    /// <summary>What a browser could read as another folder or another site.</summary>
    private static readonly string[] Refused = ["\\", "//", ".."];

    public static Task ToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        // What a form posted cannot be repeated after the sign-in; its page can be opened again.
        context.Response.Redirect(SignInPath(context.HttpContext, $"{request.Path}{request.QueryString}"));
        return Task.CompletedTask;
    }

    /// <summary>The sign-in page, which says that the sign-in at an issuer did not work.</summary>
    /// <param name="language">Null takes the site's first language.</param>
    public static string FailedPath(HttpContext http, string? language)
    {
        language ??= http.RequestServices.GetRequiredService<LanguageSet>().Default.Code;
        return $"{Desk}{language}/sign-in{QueryString.Create(FailedKey, "issuer")}";
    }

    public static Task DenyAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <returns>The page to go on to after a sign-in: one of the workspace, never another site.</returns>
    public static string NextOf(HttpRequest request, string language)
    {
        var next = request.Query[NextKey].ToString();
        return
            next.StartsWith(Desk, StringComparison.Ordinal)
            && !Refused.Any(part => next.Contains(part, StringComparison.Ordinal))
            && next.All(sign => !char.IsControl(sign))
            ? next
            : $"{Desk}{language}";
    }

    private static string SignInPath(HttpContext http, string next)
    {
        var languages = http.RequestServices.GetRequiredService<LanguageSet>();
        var language = http.GetRouteValue("lang") as string ?? languages.Default.Code;
        return $"{Desk}{language}/sign-in{QueryString.Create(NextKey, next)}";
    }
}
