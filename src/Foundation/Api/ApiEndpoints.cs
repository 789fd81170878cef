using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Concord.Foundation.Api;

/// <summary>Maps the read endpoints of the API: GET and HEAD, cached, described, with a checked query.</summary>
public static class ApiEndpoints
{
    public const string Root = "/api/v1";

    /// <param name="path">Below <see cref="Root"/>, with its slash.</param>
    /// <param name="group">Heading in the description.</param>
    /// <param name="summary">English; what it returns.</param>
    public static RouteHandlerBuilder MapRead(
        this IEndpointRouteBuilder endpoints,
        string path,
        ApiQuery query,
        string group,
        string summary,
        Delegate answer
    ) =>
        endpoints
            .MapMethods(Root + path, [HttpMethods.Get, HttpMethods.Head], answer)
            .WithMetadata(
                new CachedResponseAttribute([.. query.Parameters.Select(parameter => parameter.Name)])
                {
                    RejectsOtherKeys = true,
                },
                query
            )
            .WithTags(group)
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status400BadRequest);
}
