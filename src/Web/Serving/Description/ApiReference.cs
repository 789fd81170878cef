using Microsoft.OpenApi;

namespace Concord.Web.Serving.Description;

/// <summary>The OpenAPI document as the page for developers shows it.</summary>
internal sealed record ApiReference(string Introduction, IReadOnlyList<ApiAnswer> Answers, IReadOnlyList<ApiObject> Objects)
{
    public static ApiReference Of(OpenApiDocument document) =>
        new(
            document.Info.Description ?? "",
            [.. document.Paths.SelectMany(path => (path.Value.Operations ?? []).Select(one => AnswerOf(path.Key, one.Value)))],
            [
                .. (document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
                    .Where(schema => schema.Value.Properties is { Count: > 0 })
                    .OrderBy(schema => schema.Key, StringComparer.Ordinal)
                    .Select(schema => new ApiObject(schema.Key, [.. schema.Value.Properties!.Select(FieldOf)])),
            ]
        );

    private static ApiAnswer AnswerOf(string path, OpenApiOperation operation)
    {
        var parameters = operation.Parameters ?? [];
        var good = operation.Responses?.GetValueOrDefault("200")?.Content?.FirstOrDefault().Value?.Schema;
        var example = parameters.FirstOrDefault(one => one is { In: ParameterLocation.Query, Example: not null });
        return new ApiAnswer(
            path,
            operation.Summary ?? "",
            [
                .. parameters.Select(one => new ApiField(
                    one.Name ?? "",
                    TypeOf(one.Schema),
                    one.Description ?? (one.In == ParameterLocation.Path ? "Part of the address." : "")
                )),
            ],
            good is null ? null : TypeOf(good),
            path.Contains('{', StringComparison.Ordinal) ? null
                : example is null ? path
                : $"{path}?{example.Name}={example.Example}"
        );
    }

    private static ApiField FieldOf(KeyValuePair<string, IOpenApiSchema> property) =>
        new(property.Key, TypeOf(property.Value), property.Value.Description ?? "");

    private static string TypeOf(IOpenApiSchema? schema) =>
        schema switch
        {
            null => "",
            OpenApiSchemaReference { Reference.Id: { } id } => id,
            { Enum: { Count: > 0 } values } => string.Join(" | ", values.Select(value => value.ToString())),
            { Items: { } items } => $"[{TypeOf(items)}]",
            { AdditionalProperties: { } values } => $"{{ … : {TypeOf(values)} }}",
            { OneOf: { Count: > 0 } forms } => string.Join(" | ", forms.Select(TypeOf)),
            _ => Simple(schema),
        };

    private static string Simple(IOpenApiSchema schema)
    {
        var type = schema.Type ?? JsonSchemaType.String;
        // The library's schema allows a number as text as well; the API never sends one.
        var name =
            type.HasFlag(JsonSchemaType.Integer) ? "integer"
            : type.HasFlag(JsonSchemaType.Number) ? "number"
            : type.HasFlag(JsonSchemaType.Boolean) ? "boolean"
            : type.HasFlag(JsonSchemaType.Object) ? "object"
            : schema.Format is "date" or "date-time" ? schema.Format
            : "string";
        return type.HasFlag(JsonSchemaType.Null) ? $"{name} | null" : name;
    }
}

/// <summary>One endpoint.</summary>
/// <param name="Gives">The object in the response.</param>
/// <param name="Example">Address that can be opened; null where a part of it has to be filled in.</param>
internal sealed record ApiAnswer(string Path, string Summary, IReadOnlyList<ApiField> Parameters, string? Gives, string? Example);

/// <summary>One kind of object in the responses.</summary>
internal sealed record ApiObject(string Name, IReadOnlyList<ApiField> Fields);

internal sealed record ApiField(string Name, string Type, string Description);
