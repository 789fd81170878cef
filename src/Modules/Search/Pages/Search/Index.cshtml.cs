using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Search.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Search.Pages.Search;

/// <summary>The words of a reader, and where they stand on this site in the reader's language.</summary>
internal sealed class IndexModel(FindDocuments find, Words words) : PageModel
{
    public Question Question { get; private set; } = null!;

    /// <summary>Null where nothing was asked, or the index is being made ready.</summary>
    public Findings? Findings { get; private set; }

    public bool IsPreparing => !Question.IsEmpty && Findings is null;

    public string AddressOn(int page) => $"/{words.Language.Code}/search{Question.QueryOn(page)}";

    public string AddressOf(string spelling) =>
        $"/{words.Language.Code}/search{new Question(spelling, Question.Chosen).QueryOn(1)}";

    public IActionResult OnGet()
    {
        Question = Question.Read(Request.Query);
        if (Paging.Read(Request.Query["page"]) is not { } page)
        {
            return NotFound();
        }

        if (!Question.IsEmpty)
        {
            Findings = find.Run(Question, words.Language, page);
            if (Findings is { Paging.Exists: false })
            {
                return NotFound();
            }

            if (Findings is null)
            {
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                Response.Headers.RetryAfter = "5";
            }
        }

        Response.Headers.CacheControl = "no-store";
        new PageHead
        {
            Title = words["search.title"],
            Description = words["search.description"],
            Path = "/search",
            IsHidden = !Question.IsEmpty,
            Section = "search",
        }.PutInto(ViewData);
        return Page();
    }
}
