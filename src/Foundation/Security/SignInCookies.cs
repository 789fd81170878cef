using Microsoft.AspNetCore.Http;

namespace Concord.Foundation.Security;

/// <summary>The cookies by which signed-in people are known. Every cookie of the sign-in has this prefix.</summary>
public static class SignInCookies
{
    /// <summary>A browser takes a cookie of this prefix only with Secure, with Path=/ and without a Domain.</summary>
    public const string Prefix = "__Host-Concord";

    public static bool IsIn(HttpRequest request) =>
        request.Cookies.Keys.Any(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
}
