using Concord.Foundation.Pages;

namespace Concord.Members.Sections;

/// <summary>What the coalition is, with today's number of members.</summary>
internal sealed class AboutSection(MemberLedger ledger) : IPageSection
{
    public SectionPage Page => SectionPage.Home;

    public int Order => 20;

    public IReadOnlyList<string> Tags => ["members"];

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation) =>
        new(SectionPlace.Body, "/Pages/Members/_About.cshtml", await ledger.OnAsync(query.Today, cancellation));
}
