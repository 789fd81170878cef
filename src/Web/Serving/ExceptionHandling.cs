using Concord.Foundation.Storage;

namespace Concord.Web.Serving;

internal static class ExceptionHandling
{
    /// <summary>A database that cannot be reached is temporary: 503 with Retry-After, and logged once for all requests.</summary>
    public static ExceptionHandlerOptions Options(DatabaseAvailability database) =>
        new()
        {
            ExceptionHandlingPath = "/error/500",
            SuppressDiagnosticsCallback = context => database.LogOutage(context.Exception),
            StatusCodeSelector = failure =>
                failure is BadHttpRequestException bad ? bad.StatusCode
                : database.IsOutage(failure) ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError,
        };
}
