using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Concord.Foundation.Pages;

/// <summary>What a page passes to the layout.</summary>
public sealed record PageHead
{
    private const string Key = "Concord.PageHead";

    public required string Title { get; init; }

    /// <summary>One or two sentences for search engines and link previews.</summary>
    public string? Description { get; init; }

    /// <summary>The page's path below the language, without query: <c>/news/slug</c>; empty for the home page.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// The query that belongs to the page's address in every language, with its question mark; usually empty.
    /// </summary>
    public string Query { get; init; } = "";

    /// <summary>The query of this language's own address, where it differs: page 2 of a list may not exist in another.</summary>
    public string? OwnQuery { get; init; }

    /// <summary>Codes of the languages this page exists in; null means all.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>True keeps the page out of search engines.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Set where the page is one dated text.</summary>
    public ArticleHead? Article { get; init; }

    /// <summary>The ancestors of this page, without the home page.</summary>
    public IReadOnlyList<(string Name, string Path)> Trail { get; init; } = [];

    /// <summary>Path of the share picture; null where there is none.</summary>
    public string? ShareImage { get; init; }

    /// <summary>The current entry of the main navigation; null for none.</summary>
    public string? Section { get; init; }

    public bool ExistsIn(string language) => Languages is null || Languages.Contains(language, StringComparer.Ordinal);

    /// <summary>Passes this to the layout.</summary>
    public void PutInto(ViewDataDictionary data) => data[Key] = this;

    /// <exception cref="InvalidOperationException">The page did not set one.</exception>
    public static PageHead Of(ViewDataDictionary data) =>
        data[Key] as PageHead ?? throw new InvalidOperationException("The page must put a PageHead into its ViewData.");
}

/// <param name="PublishedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="SummaryOf">Who issued the text it is a summary of, when, and its address; null where it is the full text.</param>
public sealed record ArticleHead(DateTime PublishedAt, DateTime UpdatedAt, ArticleSource? SummaryOf = null);

/// <param name="Url">Absolute; null where it is not public.</param>
public sealed record ArticleSource(string Publisher, DateOnly PublishedOn, string? Url);
