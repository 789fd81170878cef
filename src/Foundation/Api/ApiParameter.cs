using Concord.Foundation.Languages;

namespace Concord.Foundation.Api;

/// <summary>
/// One query parameter of a read endpoint, defined once for reading it, for the cache key and for the description at
/// <c>/openapi/v1.json</c>.
/// </summary>
/// <param name="Description">English; what it filters by.</param>
/// <param name="Format">As in OpenAPI: <c>date</c>, <c>int32</c>, <c>boolean</c>; null for plain text.</param>
/// <param name="Example">A value that finds something in the demonstration content.</param>
public sealed record ApiParameter(string Name, string Description, string? Format = null, string? Example = null)
{
    /// <summary>The most characters of a value.</summary>
    public const int MaxLength = 200;

    /// <summary>Items on a page by default.</summary>
    public const int DefaultLimit = 100;

    public const int MaxLimit = 500;

    /// <summary>The only valid values; empty where any text is valid.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <param name="description">What it does to the texts of the answer.</param>
    public static ApiParameter Language(LanguageSet languages, string description) =>
        new("lang", description, Example: "en") { Allowed = [.. languages.All.Select(language => language.Code)] };

    public static ApiParameter Truth(string name, string description) =>
        new(name, description, "boolean", "true") { Allowed = ["true", "false"] };

    public static ApiParameter Limit { get; } =
        new("limit", $"How many items at most, 1 to {MaxLimit}; {DefaultLimit} when it is not given.", "int32", "20");

    public static ApiParameter Cursor { get; } =
        new("cursor", "The value of “next” in the previous response. Paging misses and repeats nothing.");
}

/// <summary>Metadata of an endpoint: the only parameters its query may have.</summary>
public sealed record ApiQuery(IReadOnlyList<ApiParameter> Parameters);

/// <summary>One page of a list.</summary>
/// <param name="Next">Whole address of the next page; null on the last.</param>
public sealed record ApiPage<T>(IReadOnlyList<T> Items, string? Next);
