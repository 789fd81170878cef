using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Web.Pages;

/// <summary>The home page: the sections that modules offer, in their order.</summary>
[CachedResponse]
internal sealed class IndexModel(PageSections sections, Localizer localizer, SiteClock clock) : PageModel
{
    private IReadOnlyList<PageSection> Sections { get; set; } = [];

    /// <summary>Lead, latest and rail, in the order of a narrow screen.</summary>
    public IEnumerable<PageSection> Above =>
        Sections.Where(section => section.Place != SectionPlace.Body).OrderBy(section => section.Place);

    public IEnumerable<PageSection> Below => Sections.Where(section => section.Place == SectionPlace.Body);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var now = clock.Now;
        Sections = await sections.ComposeAsync(
            new SectionQuery(SectionPage.Home, "", localizer.Language, DateOnly.FromDateTime(now), now),
            cancellation
        );
        new PageHead
        {
            Title = localizer["site.name"],
            Description = localizer["site.description"],
            Path = "",
        }.PutInto(ViewData);
    }
}
