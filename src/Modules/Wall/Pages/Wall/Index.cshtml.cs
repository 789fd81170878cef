using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Wall.Reading;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Wall.Pages.Wall;

/// <summary>
/// The wall, newest first, filtered as the reader chooses; a further page begins after the last post of the previous one.
/// </summary>
[CachedResponse("member", "language", "hashtag", "effort", "order", "after")]
[UsesScript]
internal sealed class IndexModel(
    FindPosts find,
    RenderPosts show,
    ReadWallFilters choices,
    CacheTags tags,
    Localizer localizer,
    SiteClock clock
) : PageModel
{
    private const int PageSize = 12;

    public WallFilter Filter { get; private set; } = WallFilter.None;

    public WallChoices Choices { get; private set; } = null!;

    public IReadOnlyList<RenderedPost> Pinned { get; private set; } = [];

    public IReadOnlyList<RenderedPost> Posts { get; private set; } = [];

    /// <summary>In other languages than the page's, and not translated.</summary>
    public IReadOnlyList<RenderedPost> Others { get; private set; } = [];

    /// <summary>Address of the next page; null at the end.</summary>
    public string? More { get; private set; }

    /// <summary>True on a further page: there are newer posts than it shows.</summary>
    public bool IsFurther { get; private set; }

    public string Newest => $"/{localizer.Language.Code}/wall{Filter.QueryAfter(place: null)}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!WallFilter.TryReadAfter(Request.Query, out var after))
        {
            return NotFound();
        }

        tags.Add("wall", "members", "documents", "pictures");
        Filter = WallFilter.Read(Request.Query);
        IsFurther = after is not null;
        var now = clock.Now;
        var today = DateOnly.FromDateTime(now);
        if (!IsFurther)
        {
            Pinned = await show.RunAsync(await find.PinnedAsync(Filter, cancellation), today, cancellation);
        }

        var reader = Filter.IsByTime ? null : localizer.Language.Code;
        var page = await find.PageAsync(Filter, reader, after, PageSize, cancellation);
        Posts = await show.RunAsync(page.First, today, cancellation);
        Others = await show.RunAsync(page.Others, today, cancellation);
        More = page.Next is { } next ? $"/{localizer.Language.Code}/wall{Filter.QueryAfter(next)}" : null;
        Choices = await choices.RunAsync(now, cancellation);
        new PageHead
        {
            Title = localizer["wall.title"],
            Description = localizer["wall.description"],
            Path = "/wall",
            Query = Filter.QueryAfter(place: null),
            OwnQuery = Filter.QueryAfter(after),
            IsHidden = IsFurther || !Filter.IsEmpty,
            Section = "wall",
        }.PutInto(ViewData);
        return Page();
    }
}
