using Concord.Foundation.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Newsroom.Api;

/// <summary><c>/api/v1/documents</c>: what is published, newest first, and each complete document.</summary>
internal static class DocumentsApi
{
    private const string Group = "Documents";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var filter = endpoints.ServiceProvider.GetRequiredService<DocumentFilter>();
        endpoints.MapRead(
            "/documents",
            filter.Query,
            Group,
            "Published documents with their editions, newest first.",
            (HttpRequest request, ListDocuments list, CancellationToken cancellation) => list.RunAsync(request, cancellation)
        );
        endpoints
            .MapRead(
                "/documents/{slug}",
                filter.LanguageOnly,
                Group,
                "One document whole, with its texts and notices. A document that moved answers 308.",
                (string slug, HttpRequest request, DocumentDetail whole, CancellationToken cancellation) =>
                    whole.RunAsync(slug, request, cancellation)
            )
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status410Gone);
    }
}
