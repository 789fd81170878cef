using Concord.ActivityPub.Followers;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.ActivityPub.Pages.Desk;

/// <summary>How many people follow the site's accounts, and whether their servers take its messages.</summary>
[Authorize(DeskPolicies.Release)]
internal sealed class FediverseModel(FollowerNumbers numbers) : PageModel
{
    public IReadOnlyList<AccountNumbers> Accounts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Accounts = await numbers.ReadAsync(cancellation);
}
