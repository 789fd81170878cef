using System.Text.Json.Serialization;

namespace Concord.Newsroom.WordPress;

/// <summary>What an export holds, what became of it, and what could not be taken as it was.</summary>
public sealed record WordPressReport
{
    /// <summary>Title of the old site.</summary>
    public required string Site { get; init; }

    /// <summary>Its address.</summary>
    public required string Address { get; init; }

    /// <summary>Version of the format.</summary>
    public required string Version { get; init; }

    public required bool IsDryRun { get; init; }

    public required int Items { get; init; }

    public required int Authors { get; init; }

    public required int Categories { get; init; }

    public required int Tags { get; init; }

    /// <summary>Items by type: <c>post</c>, <c>page</c>, <c>attachment</c> …</summary>
    public required IReadOnlyDictionary<string, int> Kinds { get; init; }

    /// <summary>Items by state: <c>publish</c>, <c>draft</c> …</summary>
    public required IReadOnlyDictionary<string, int> States { get; init; }

    /// <summary>Posts and pages by language.</summary>
    public required IReadOnlyDictionary<string, int> Languages { get; init; }

    /// <summary>What became of the items: <c>added</c>, <c>changed</c>, <c>unchanged</c>, <c>left-out</c>.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    /// <summary>Problems by name: <c>unknown-shortcode</c>.</summary>
    public required IReadOnlyDictionary<string, int> Problems { get; init; }

    /// <summary>Problems with their places, at most <see cref="WordPressTally.MaxListed"/>.</summary>
    public required IReadOnlyList<WordPressProblem> Listed { get; init; }
}

/// <param name="Problem">Its name: <c>unknown-shortcode</c>.</param>
/// <param name="Line">Line of the export on which the item begins.</param>
/// <param name="Item">Id of the item; null where it has none.</param>
public sealed record WordPressProblem(
    string Problem,
    int Line,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Item,
    string Title,
    string Detail
);
