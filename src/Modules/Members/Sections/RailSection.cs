using Concord.Foundation.Pages;

namespace Concord.Members.Sections;

/// <summary>The coalition in numbers, computed for the day.</summary>
internal sealed class RailSection(MemberLedger ledger) : IPageSection
{
    public int Order => 10;

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var today = await ledger.OnAsync(query.Today, cancellation);
        return today.Count == 0 ? null : new PageSection(SectionPlace.Rail, "/Pages/Members/_Rail.cshtml", today);
    }
}
