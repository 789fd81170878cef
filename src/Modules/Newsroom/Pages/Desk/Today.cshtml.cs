using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Newsroom.Desk;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>The first page of the workspace.</summary>
[Authorize(DeskPolicies.SignedIn)]
internal sealed class TodayModel(DeskToday today, IEnumerable<IWaitingWork> modules, TimeProvider time, Localizer localizer)
    : PageModel
{
    /// <summary>Null for a person who may not read drafts.</summary>
    public TodayLists? Lists { get; private set; }

    /// <summary>What waits on pages of other modules.</summary>
    public IReadOnlyList<WaitingWork> Elsewhere { get; private set; } = [];

    public DateOnly Day => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Lists = User.May(DeskPolicies.Read) ? await today.ReadAsync(User, localizer.Language, cancellation) : null;
        foreach (var module in modules.Where(module => module is not TodayWork))
        {
            Elsewhere = [.. Elsewhere, .. await module.OfAsync(User, cancellation)];
        }
    }
}
