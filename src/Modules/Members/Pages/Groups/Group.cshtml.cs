using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Members.Pages.Groups;

/// <summary>One working group: its line of effort, its co-leads and those before them.</summary>
[CachedResponse]
internal sealed class GroupModel(MemberLedger ledger, IEffortNames efforts, CacheTags tags, Localizer localizer, SiteClock clock)
    : PageModel
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    public GroupOnDate Group { get; private set; } = null!;

    public string Name { get; private set; } = "";

    /// <summary>Null where it works for several lines of effort, or its own has no page in this language.</summary>
    public EffortName? Effort { get; private set; }

    public string NameOf(string slug) => names.GetValueOrDefault(slug, slug);

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellation)
    {
        tags.Add("members", "documents");
        var today = clock.Today;
        if ((await ledger.GroupsAsync(today, cancellation)).FirstOrDefault(group => group.Slug == slug) is not { } group)
        {
            return NotFound();
        }

        Group = group;
        Name = group.Names.GetValueOrDefault(localizer.Language.Code) ?? group.Slug;
        foreach (var lead in group.CoLeads.Concat(group.FormerCoLeads))
        {
            names[lead.Member] =
                (await ledger.FindAsync(lead.Member, today, cancellation))?.Names.GetValueOrDefault(localizer.Language.Code)
                ?? lead.Member;
        }

        var pages = await efforts.ReadAsync(localizer.Language, clock.Now, cancellation);
        Effort = pages.FirstOrDefault(effort => effort.Slug == group.Effort);
        new PageHead
        {
            Title = Name,
            Description = localizer.Fill("groups.description", ("name", Name)),
            Path = $"/working-groups/{slug}",
            Section = "working-groups",
            Trail = [(localizer["groups.heading"], "/working-groups")],
        }.PutInto(ViewData);
        return Page();
    }
}
