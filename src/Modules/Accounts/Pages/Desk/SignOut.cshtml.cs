using Concord.Accounts.Sessions;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Accounts.Pages.Desk;

/// <summary>Ends the session of this browser.</summary>
[Authorize(DeskPolicies.SignedIn)]
internal sealed class SignOutModel(PersonSessions sessions, Localizer localizer) : PageModel
{
    public IActionResult OnGet() => LocalRedirect($"/desk/{localizer.Language.Code}");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (SessionClaims.IdOf(User) is { } session)
        {
            await sessions.EndAsync(User.IdOf(), session, cancellation);
        }

        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return LocalRedirect($"/desk/{localizer.Language.Code}/sign-in");
    }
}
