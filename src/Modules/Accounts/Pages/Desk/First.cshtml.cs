using Concord.Foundation;
using Concord.Foundation.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Accounts.Pages.Desk;

/// <summary>Creates the first administrator, by the link that the program prints when it starts.</summary>
[AllowAnonymous]
internal sealed class FirstModel(FirstAdministrator first, InvitePerson invite, Localizer localizer) : PageModel
{
    public bool IsValid { get; private set; }

    public string? Error { get; private set; }

    /// <summary>As it was typed.</summary>
    public string Name { get; private set; } = "";

    /// <summary>As it was typed.</summary>
    public string DisplayName { get; private set; } = "";

    public async Task OnGetAsync(string token, CancellationToken cancellation) => await LookAsync(token, cancellation);

    public async Task<IActionResult> OnPostAsync(string token, string? name, string? displayName, CancellationToken cancellation)
    {
        (Name, DisplayName) = (name ?? "", displayName ?? "");
        if (!await LookAsync(token, cancellation))
        {
            return Page();
        }

        var invitation = new Invitation(Name, DisplayName, FirstAdministrator.Roles);
        var result = await invite.RunAsync(invitation, Actor.System("first-administrator"), cancellation);
        if (result.Token is { } join)
        {
            return LocalRedirect(FirstAdministrator.JoinPath(localizer.Language.Code, join));
        }

        Error = AccountWording.Of(result, localizer);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LookAsync(string token, CancellationToken cancellation)
    {
        IsValid = await first.IsValidAsync(token, cancellation);
        if (!IsValid)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
        }

        return IsValid;
    }
}
