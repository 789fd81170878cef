using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Search.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Search.Pages.Search;

/// <summary>Search results in the reader's language.</summary>
internal sealed class IndexModel(SearchDocuments find, Localizer localizer) : PageModel
{
    private const int MaxChoices = 40;

    public SearchQuery SearchQuery { get; private set; } = null!;

    /// <summary>Null where nothing was searched, or the index is not ready.</summary>
    public SearchResults? SearchResults { get; private set; }

    /// <summary>By name; those with something to choose between, or chosen.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<CountedFacet> Choices)> Filters =>
        SearchResults is not { Choices: var counted }
            ? []
            :
            [
                .. SearchQuery
                    .Facets.Where(counted.ContainsKey)
                    .Where(name => counted[name].Count > 1 || SearchQuery.Chosen.ContainsKey(name))
                    .Select(name => (name, Choices(name, counted[name]))),
            ];

    private IReadOnlyList<CountedFacet> Choices(string name, IReadOnlyList<CountedFacet> counted) =>
        [.. counted.Where((choice, i) => i < MaxChoices || choice.Value == SearchQuery.Chosen.GetValueOrDefault(name))];

    public bool IsPreparing => !SearchQuery.IsEmpty && SearchResults is null;

    public string AddressOn(int page) => $"/{localizer.Language.Code}/search{SearchQuery.QueryOn(page)}";

    public string AddressOf(string spelling) =>
        $"/{localizer.Language.Code}/search{new SearchQuery(spelling, SearchQuery.Chosen).QueryOn(1)}";

    public IActionResult OnGet()
    {
        SearchQuery = SearchQuery.Read(Request.Query);
        if (Paging.Read(Request.Query["page"]) is not { } page)
        {
            return NotFound();
        }

        if (!SearchQuery.IsEmpty)
        {
            SearchResults = find.Run(SearchQuery, localizer.Language, page);
            if (SearchResults is { Paging.Exists: false })
            {
                return NotFound();
            }

            if (SearchResults is null)
            {
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                Response.Headers.RetryAfter = "5";
            }
        }

        Response.Headers.CacheControl = "no-store";
        new PageHead
        {
            Title = localizer["search.title"],
            Description = localizer["search.description"],
            Path = "/search",
            IsHidden = !SearchQuery.IsEmpty,
            Section = "search",
        }.PutInto(ViewData);
        return Page();
    }
}
