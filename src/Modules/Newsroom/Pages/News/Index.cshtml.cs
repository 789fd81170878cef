using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pages.News;

/// <summary>Everything that was published in the reader's language, newest first.</summary>
internal sealed class IndexModel(ConcordDb db, Words words, TimeProvider time) : PageModel
{
    private const int PageSize = 20;

    [FromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    public HeadlineList List { get; private set; } = null!;

    public Paging Paging { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var editions = db.Set<Edition>()
            .Where(Visibility.Public(time.GetUtcNow().UtcDateTime))
            .Where(edition => edition.Language == words.Language.Code);
        var total = await editions.CountAsync(cancellation);
        if (Paging.Read(PageNumber) is not { } number || !(Paging = new Paging(number, PageSize, total)).Exists)
        {
            return NotFound();
        }

        var newest = editions.OrderByDescending(edition => edition.PublishedAt).ThenBy(edition => edition.DocumentId);
        List = await HeadlineList.ReadAsync(db, newest.Skip(Paging.Skip).Take(Paging.Size), words.Language, cancellation);
        Head().PutInto(ViewData);
        return Page();
    }

    private PageHead Head() =>
        new()
        {
            Title = words["news.title"],
            Description = words["news.description"],
            Path = "/news",
            Query = Paging.Number > 1 ? $"?page={Paging.Number}" : "",
            Section = "news",
        };
}
