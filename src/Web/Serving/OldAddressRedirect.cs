using Concord.Foundation.Pages;

namespace Concord.Web.Serving;

/// <summary>
/// Where there is no page, a reader who follows a link to the site that this one replaces is led on. Placed behind the error
/// pages, so that it comes first.
/// </summary>
internal sealed class OldAddressRedirect(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (
            http.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound }
            && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            && await http
                .RequestServices.GetRequiredService<IOldAddresses>()
                .FindAsync(http.Request.Path, http.Request.Query, http.RequestAborted)
                is { } address
        )
        {
            http.Response.Redirect(address, permanent: true, preserveMethod: true);
        }
    }
}
