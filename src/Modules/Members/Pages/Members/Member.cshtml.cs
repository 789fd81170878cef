using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Members.Pages.Members;

/// <summary>One member: since when, what it co-leads, related documents.</summary>
[CachedResponse]
internal sealed class MemberModel(MemberLedger ledger, PageSections sections, Localizer localizer, SiteClock clock) : PageModel
{
    public MemberOnDate Member { get; private set; } = null!;

    public string Name { get; private set; } = "";

    /// <summary>Who attests its membership; null where no source is named.</summary>
    public string? Source { get; private set; }

    public LedgerOnDate Ledger { get; private set; } = null!;

    /// <summary>The working groups that it co-leads today.</summary>
    public IReadOnlyList<(GroupOnDate Group, CoLeadOnDate Lead)> Groups { get; private set; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<MemberChange> History { get; private set; } = [];

    /// <summary>The members before and after it in the list by name; null at an end, and for a member that left.</summary>
    public (MemberOnDate? Previous, MemberOnDate? Next) Neighbours { get; private set; }

    public IReadOnlyList<PageSection> Sections { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellation)
    {
        var now = clock.Now;
        var today = DateOnly.FromDateTime(now);
        Ledger = await ledger.OnAsync(today, cancellation);
        if (await ledger.FindAsync(slug, today, cancellation) is not { } member)
        {
            return NotFound();
        }

        Member = member;
        Name = NameOf(member);
        var byName = Ledger.Members.OrderBy(NameOf, StringComparer.Create(localizer.Language.Culture, ignoreCase: true)).ToList();
        var place = byName.FindIndex(one => one.Slug == slug);
        Neighbours = place < 0 ? default : (byName.ElementAtOrDefault(place - 1), byName.ElementAtOrDefault(place + 1));
        Source = member.Sources.GetValueOrDefault(localizer.Language.Code);
        Groups =
        [
            .. from @group in await ledger.GroupsAsync(today, cancellation)
            from lead in @group.CoLeads
            where lead.Member == slug
            select (@group, lead),
        ];
        History = await ledger.HistoryAsync(slug, localizer.Language, today, cancellation);
        Sections = await sections.ComposeAsync(
            new SectionQuery(SectionPage.Member, slug, localizer.Language, today, now),
            cancellation
        );
        new PageHead
        {
            Title = Name,
            Description = localizer.Fill(
                "member.description",
                ("name", Name),
                ("date", localizer.Date(member.AttestedBy, member.Known))
            ),
            Path = $"/members/{slug}",
            Section = "members",
            Trail = [(localizer["members.title"], "/members")],
        }.PutInto(ViewData);
        return Page();
    }

    public IHtmlContent Describe(MemberChange change) =>
        (change.Kind, change.Subject) switch
        {
            (MemberChangeKind.Renamed, var (former, present)) => localizer.Html(
                "member.change.renamed",
                ("former", former),
                ("present", present)
            ),
            (MemberChangeKind.BeganToLead, var (name, slug)) => localizer.Html(
                "member.change.leads",
                ("group", Link(name, slug))
            ),
            (MemberChangeKind.CeasedToLead, var (name, slug)) => localizer.Html("member.change.led", ("group", Link(name, slug))),
            (MemberChangeKind.Left, _) => localizer.Html("member.change.left"),
            _ => localizer.Html("member.change.attested"),
        };

    private LinkTo Link(string name, string slug) => new($"/{localizer.Language.Code}/working-groups/{slug}", name);

    public string NameOf(MemberOnDate member) => member.Names.GetValueOrDefault(localizer.Language.Code) ?? member.Slug;
}
