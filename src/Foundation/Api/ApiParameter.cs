using Concord.Foundation.Languages;

namespace Concord.Foundation.Api;

/// <summary>
/// One parameter of the query of a read endpoint: said once, for reading it, for the key of kept answers and for the
/// description at <c>/openapi/v1.json</c>.
/// </summary>
/// <param name="Description">English; what it narrows the answer to.</param>
/// <param name="Format">In the words of OpenAPI: <c>date</c>, <c>int32</c>, <c>boolean</c>; null for plain text.</param>
/// <param name="Example">A value that finds something in the demonstration content.</param>
public sealed record ApiParameter(string Name, string Description, string? Format = null, string? Example = null)
{
    /// <summary>The most letters a value may have.</summary>
    public const int MaxLength = 200;

    /// <summary>How many items a page has when nobody says.</summary>
    public const int DefaultLimit = 100;

    public const int MaxLimit = 500;

    /// <summary>The only values there are; empty where any text will do.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <param name="description">What it does to the texts of the answer.</param>
    public static ApiParameter Language(LanguageSet languages, string description) =>
        new("lang", description, Example: "en") { Allowed = [.. languages.All.Select(language => language.Code)] };

    public static ApiParameter Truth(string name, string description) =>
        new(name, description, "boolean", "true") { Allowed = ["true", "false"] };

    public static ApiParameter Limit { get; } =
        new("limit", $"How many items at most, 1 to {MaxLimit}; {DefaultLimit} when it is not given.", "int32", "20");

    public static ApiParameter Cursor { get; } =
        new("cursor", "Where to go on: taken as it is from “next” of the answer before. Nothing is missed or given twice.");
}

/// <summary>Metadata of an endpoint: the parameters its query may have, and no others.</summary>
public sealed record ApiQuery(IReadOnlyList<ApiParameter> Parameters);

/// <summary>One page of a long answer.</summary>
/// <param name="Next">Whole address of the next page; null on the last.</param>
public sealed record ApiPage<T>(IReadOnlyList<T> Items, string? Next);
