using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Kinds;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>The board of documents and languages. Its filters are in the address.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class DocumentsModel(DocumentBoard board, KindCatalogue kinds, LanguageSet languages, Localizer localizer)
    : PageModel
{
    private const int MaxQuery = 100;

    public IReadOnlyList<BoardRow> Rows { get; private set; } = [];

    public PagingLinks? Paging { get; private set; }

    public int Total { get; private set; }

    public BoardFilter Filter { get; private set; } = new(null, null, null, null);

    public bool IsFiltered => Filter != new BoardFilter(null, null, null, null);

    public IReadOnlyCollection<string> KindNames => kinds.Names;

    public IReadOnlyList<Language> Languages => languages.All;

    public async Task<IActionResult> OnGetAsync(
        string? kind,
        string? q,
        string? state,
        string? language,
        CancellationToken cancellation
    )
    {
        var query = q?.Trim();
        Filter = new BoardFilter(
            kinds.Names.FirstOrDefault(name => name == kind),
            query is { Length: > 0 and <= MaxQuery } ? query : null,
            Enum.TryParse<BoardState>(state, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : null,
            languages.Find(language ?? "")?.Code
        );
        if (Foundation.Pages.Paging.Read(Request.Query["page"]) is not { } number)
        {
            return NotFound();
        }

        var (paging, rows) = await board.ReadAsync(Filter, number, cancellation);
        (Rows, Total) = (rows, paging.Total);
        Paging = paging.Pages > 1 ? new PagingLinks(paging, AddressOn) : null;
        return paging.Exists ? Page() : NotFound();
    }

    private string AddressOn(int number)
    {
        var query = new QueryBuilder();
        foreach (
            var (key, value) in ((string, string?)[])
                [
                    ("kind", Filter.Kind),
                    ("q", Filter.Query),
                    ("state", Filter.State?.ToString().ToLowerInvariant()),
                    ("language", Filter.Language),
                    ("page", number == 1 ? null : $"{number}"),
                ]
        )
        {
            if (value is not null)
            {
                query.Add(key, value);
            }
        }

        return $"/desk/{localizer.Language.Code}/documents{query}";
    }
}
