using System.Text.Json.Nodes;
using Concord.Foundation.Api;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Concord.Web.Serving.Description;

/// <summary><c>/openapi/v1.json</c>: the OpenAPI document of the read API, generated from its endpoints.</summary>
internal static class ApiDescription
{
    public const string Name = "v1";

    public const string Address = "/openapi/v1.json";

    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(
            Name,
            options =>
            {
                options.ShouldInclude = endpoint =>
                    endpoint.ActionDescriptor.EndpointMetadata.OfType<ApiQuery>().Any()
                    && HttpMethods.IsGet(endpoint.HttpMethod ?? "");
                options.AddOperationTransformer(AddParameters);
                options.AddDocumentTransformer(Introduce);
            }
        );

    public static void MapApiDescription(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapOpenApi("/openapi/{documentName:regex(^v1$)}.json").WithMetadata(new CachedResponseAttribute());

    private static Task AddParameters(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        operation.Parameters ??= [];
        foreach (var parameter in context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiQuery>().Single().Parameters)
        {
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = parameter.Name,
                    In = ParameterLocation.Query,
                    Description = parameter.Description,
                    Example = ExampleOf(parameter),
                    Schema = SchemaOf(parameter),
                }
            );
        }

        return Task.CompletedTask;
    }

    private static JsonNode? ExampleOf(ApiParameter parameter) =>
        parameter is { Format: "int32" or "boolean", Example: { } plain } ? JsonNode.Parse(plain) : parameter.Example;

    private static OpenApiSchema SchemaOf(ApiParameter parameter) =>
        parameter.Format switch
        {
            "int32" => new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = "1",
                Maximum = $"{ApiParameter.MaxLimit}",
                Default = ApiParameter.DefaultLimit,
            },
            "boolean" => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            var format => new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Format = format,
                MaxLength = format is null && parameter.Allowed.Count == 0 ? ApiParameter.MaxLength : null,
                Enum = parameter.Allowed.Count > 0 ? [.. parameter.Allowed.Select(value => (JsonNode)value)] : null,
            },
        };

    private static Task Introduce(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellation
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = NameOf(context.ApplicationServices.GetRequiredService<LanguageSet>()),
            Version = Name,
            Description =
                "What the site publishes, for machines: read only, without a key. Lists are paged: “next” is the whole address "
                + "of the next page, and it is null on the last. Times are UTC. Responses carry an ETag; send it back as "
                + "If-None-Match. Errors are application/problem+json with a line for each invalid parameter. Scripts of other "
                + "sites may request everything.",
        };
        // Server addresses are relative, so that the document is the same on every host.
        document.Servers = [new OpenApiServer { Url = "/" }];
        return Task.CompletedTask;
    }

    /// <summary>The site's name in English, the language of the document, where the site has it.</summary>
    private static string NameOf(LanguageSet languages) =>
        languages.TextsOf(languages.Find("en") ?? languages.Default).Find("site.name") ?? "Concord";
}
