using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pages.News;

/// <summary>A list (news, or statements alone) in the reader's language, newest first, filtered.</summary>
[CachedResponse("kind", "issuer", "member", "effort", "place", "year", "page")]
internal sealed class IndexModel(
    ConcordDb db,
    MemberLedger ledger,
    KindCatalogue kinds,
    CacheTags tags,
    Localizer localizer,
    SiteClock clock
) : PageModel
{
    private const int PageSize = 20;

    /// <summary><c>news</c> or <c>statements</c>: the address and the texts.</summary>
    [FromRoute(Name = "list")]
    public string List { get; set; } = "news";

    public NewsFilter Filter { get; private set; } = null!;

    public NewsChoices Choices { get; private set; } = null!;

    public HeadlineList Headlines { get; private set; } = null!;

    public Paging Paging { get; private set; } = null!;

    public string AddressOn(int page) => $"/{localizer.Language.Code}/{List}{Filter.QueryOn(page)}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (NewsFilter.Read(Request.Query) is not { } filter || Paging.Read(Request.Query["page"]) is not { } number)
        {
            return NotFound();
        }

        tags.Add("documents");
        Filter = filter;
        var now = clock.Now;
        var all = db.Set<Edition>()
            .AsNoTracking()
            .Where(EditionVisibility.Listed(now))
            .Where(edition => edition.Language == localizer.Language.Code);
        var listed = NewsFilter.Empty.Apply(all, db.Set<Topic>(), kinds, List);
        var found = filter.Apply(all, db.Set<Topic>(), kinds, List);
        Paging = new Paging(number, PageSize, await found.CountAsync(cancellation));
        if (!Paging.Exists)
        {
            return NotFound();
        }

        var newest = found.OrderByDescending(edition => edition.PublishedAt).ThenBy(edition => edition.DocumentId);
        Headlines = await HeadlineList.ReadAsync(
            db,
            newest.Skip(Paging.Skip).Take(Paging.Size),
            localizer.Language,
            cancellation
        );
        var today = await ledger.OnAsync(DateOnly.FromDateTime(now), cancellation);
        Choices = await NewsChoices.ReadAsync(db, listed, all, today, kinds, localizer, cancellation);
        Head().PutInto(ViewData);
        return Page();
    }

    private PageHead Head() =>
        new()
        {
            Title = localizer[$"{List}.title"],
            Description = localizer[$"{List}.description"],
            Path = $"/{List}",
            Query = Filter.QueryOn(1),
            OwnQuery = Filter.QueryOn(Paging.Number),
            IsHidden = !Filter.IsEmpty,
            Section = List,
        };
}
