using Concord.Accounts.Sessions;
using Concord.Accounts.Users;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Accounts.Pages.Desk;

/// <summary>A person's own roles and sessions.</summary>
[Authorize(DeskPolicies.SignedIn)]
internal sealed class AccountModel(UserManager<Account> users, PersonSessions sessions) : PageModel
{
    public Account Person { get; private set; } = null!;

    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    public Guid? OwnSession => SessionClaims.IdOf(User);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var id = User.IdOf();
        Person = (await users.FindByIdAsync(id.ToString("D")))!;
        Sessions = await sessions.ListAsync(id, cancellation);
    }

    public async Task<IActionResult> OnPostEndSessionAsync(Guid session, CancellationToken cancellation)
    {
        await sessions.EndAsync(User.IdOf(), session, cancellation);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancellation)
    {
        await sessions.EndAllAsync(User.IdOf(), but: OwnSession, cancellation);
        return RedirectToPage();
    }
}
