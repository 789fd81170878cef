using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Members.Sections;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Members.Pages.Groups;

/// <summary>The working groups with today's co-leads.</summary>
[CachedResponse]
internal sealed class IndexModel(MemberLedger ledger, CacheTags tags, Localizer localizer, SiteClock clock) : PageModel
{
    public GroupList Groups { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tags.Add("members");
        var today = clock.Today;
        Groups = new GroupList(await ledger.GroupsAsync(today, cancellation), await ledger.OnAsync(today, cancellation))
        {
            IsWhole = true,
        };
        new PageHead
        {
            Title = localizer["groups.heading"],
            Description = localizer["groups.lead"],
            Path = "/working-groups",
            Section = "working-groups",
        }.PutInto(ViewData);
    }
}
