using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Concord.Foundation.Api;

/// <summary>How every read endpoint of the API is put on the map: GET and HEAD, kept, described, its query checked.</summary>
public static class ApiEndpoints
{
    public const string Root = "/api/v1";

    /// <param name="path">Below <see cref="Root"/>, with its slash.</param>
    /// <param name="group">Heading under which the description shows it.</param>
    /// <param name="summary">English; what it answers.</param>
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
