namespace Concord.Foundation.Pages;

/// <summary>What a page tells the layout about itself.</summary>
public sealed record PageHead
{
    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>The page's address below the language, without query: <c>/news/slug</c>; empty for the home page.</summary>
    public required string Path { get; init; }

    /// <summary>The query that belongs to the page's canonical address, with its question mark; usually empty.</summary>
    public string Query { get; init; } = "";

    /// <summary>Codes of the languages this page exists in; null means all.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Names of the style sheets it needs beside <c>base</c>.</summary>
    public IReadOnlyList<string> Styles { get; init; } = [];

    /// <summary>Objects to be written as JSON-LD.</summary>
    public IReadOnlyList<object> LinkedData { get; init; } = [];

    /// <summary>Address of a 1200 × 630 picture for link previews, from the root of the site; null for the site's own.</summary>
    public string? SharePicture { get; init; }

    public string? SharePictureAlt { get; init; }

    /// <summary><c>website</c> or <c>article</c> (Open Graph).</summary>
    public string Type { get; init; } = "website";

    public DateTime? PublishedAt { get; init; }

    public DateTime? ModifiedAt { get; init; }

    /// <summary>True keeps the page out of search engines: result lists, notices of withdrawal.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Which entry of the main navigation is current.</summary>
    public string? Section { get; init; }
}
