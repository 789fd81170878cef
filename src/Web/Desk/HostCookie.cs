namespace Concord.Web.Desk;

/// <summary>
/// A cookie of the prefix <c>__Host-</c>, always Secure. Browsers keep such a cookie over TLS and on localhost alone; the
/// check of the framework would refuse localhost too.
/// </summary>
internal sealed class HostCookie : CookieBuilder
{
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        (options.Secure, options.Path, options.Domain, options.HttpOnly) = (true, "/", null, true);
        return options;
    }
}
