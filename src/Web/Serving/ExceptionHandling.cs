namespace Concord.Web.Serving;

internal static class ExceptionHandling
{
    /// <summary>A database that cannot be reached is temporary: 503 with Retry-After.</summary>
    public static ExceptionHandlerOptions Options { get; } =
        new()
        {
            ExceptionHandlingPath = "/error/500",
            StatusCodeSelector = failure =>
                failure is BadHttpRequestException bad ? bad.StatusCode
                : DatabaseUnavailable.Is(failure) ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError,
        };
}
