using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Members;

namespace Concord.Wall.Desk;

/// <summary>The members of today by their names in the language of the page, for a list to choose from.</summary>
internal sealed class MemberChoice(MemberLedger ledger, SiteClock clock, Localizer localizer)
{
    public async Task<IReadOnlyList<(string Slug, string Name)>> ReadAsync(CancellationToken cancellation)
    {
        var members = (await ledger.OnAsync(clock.Today, cancellation)).Members;
        return
        [
            .. members
                .Select(member => (member.Slug, Name: member.Names.GetValueOrDefault(localizer.Language.Code) ?? member.Slug))
                .OrderBy(member => member.Name, StringComparer.Create(localizer.Language.Culture, ignoreCase: true)),
        ];
    }
}
