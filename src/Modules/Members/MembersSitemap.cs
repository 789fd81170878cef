using Concord.Foundation.Languages;
using Concord.Foundation.Pages;

namespace Concord.Members;

/// <summary>The pages of today's members.</summary>
internal sealed class MembersSitemap(MemberLedger ledger, LanguageSet languages, SiteClock clock) : ISitemapSource
{
    public string Name => "members";

    public IReadOnlyList<string> Tags => ["members"];

    public async Task<int> CountAsync(CancellationToken cancellation) => (await TodayAsync(cancellation)).Count;

    public async Task<IReadOnlyList<SitemapPage>> ReadAsync(int skip, int take, CancellationToken cancellation) =>
        [
            .. (await TodayAsync(cancellation))
                .Members.Skip(skip)
                .Take(take)
                .Select(member => new SitemapPage(
                    languages.All.ToDictionary(language => language.Code, language => $"/{language.Code}/members/{member.Slug}"),
                    ChangedAt: null
                )),
        ];

    private Task<LedgerOnDate> TodayAsync(CancellationToken cancellation) => ledger.OnAsync(clock.Today, cancellation);
}
