namespace Concord.Web.Serving;

internal static class ExceptionHandling
{
    /// <summary>A database that is away is not our mistake and passes: 503, to be asked again.</summary>
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
