using Concord.Foundation.Pages;

namespace Concord.Members.Sections;

/// <summary>On the page of a line of effort: its working group and today's co-leads.</summary>
internal sealed class EffortSection(MemberLedger ledger) : IPageSection
{
    public SectionPage Page => SectionPage.Effort;

    public int Order => 10;

    public IReadOnlyList<string> Tags => ["members"];

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var groups = (await ledger.GroupsAsync(query.Today, cancellation)).Where(group => group.Effort == query.Subject).ToList();
        return groups.Count == 0
            ? null
            : new PageSection(
                SectionPlace.Body,
                "/Pages/Members/_Groups.cshtml",
                new GroupList(groups, await ledger.OnAsync(query.Today, cancellation))
            );
    }
}

/// <summary>Working groups with the names of their co-leads.</summary>
internal sealed record GroupList(IReadOnlyList<GroupOnDate> Groups, LedgerOnDate Ledger)
{
    /// <summary>True for the page of all groups, whose title says what they are.</summary>
    public bool IsWhole { get; init; }

    public string NameOf(string slug, string language) =>
        Ledger.Members.FirstOrDefault(member => member.Slug == slug)?.Names.GetValueOrDefault(language) ?? slug;
}
