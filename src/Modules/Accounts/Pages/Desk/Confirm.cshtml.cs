using Concord.Accounts.Sessions;
using Concord.Accounts.SignIn;
using Concord.Accounts.Users;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Accounts.Pages.Desk;

/// <summary>A signed-in person proves again who they are before a dangerous act.</summary>
[Authorize(DeskPolicies.SignedIn)]
internal sealed class ConfirmModel(
    UserManager<Account> users,
    PasswordSignIn passwords,
    PasskeySignIn passkeys,
    PersonSessions sessions,
    ClientKeys clients,
    AccountsOptions accounts,
    Localizer localizer
) : PageModel
{
    public bool HasPasskey { get; private set; }

    public bool HasPassword { get; private set; }

    /// <summary>Issuers by which the person signs in.</summary>
    public IReadOnlyList<(string Key, string Name)> Issuers { get; private set; } = [];

    /// <summary>Key of the text that says why it was refused.</summary>
    public string? Error { get; private set; }

    public string Next => SignInRedirect.NextOf(Request, localizer.Language.Code);

    public Task OnGetAsync() => LookAsync();

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        Content(await passkeys.RequestOptionsAsync(), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken cancellation) =>
        await FinishAsync(await passkeys.CheckAsync(credential), "accounts.passkey-failed", cancellation);

    public async Task<IActionResult> OnPostPasswordAsync(string? password, string? code, CancellationToken cancellation)
    {
        var outcome = await passwords.CheckAsync(User.Identity!.Name!, password ?? "", code ?? "", clients.Of(HttpContext));
        return await FinishAsync(
            outcome.Account,
            outcome.IsLimited ? "accounts.sign-in.limited" : "accounts.confirm.refused",
            cancellation
        );
    }

    private async Task<IActionResult> FinishAsync(Account? account, string error, CancellationToken cancellation)
    {
        // Somebody else's passkey proves nothing about this person.
        if (account?.Id == User.IdOf())
        {
            await sessions.ConfirmAsync(User, cancellation);
            return LocalRedirect(Next);
        }

        await LookAsync();
        Error = error;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task LookAsync()
    {
        var account = await users.FindByIdAsync(User.IdOf().ToString("D"));
        Issuers = [.. IssuerLinks.All(accounts).Where(one => account!.Logins.Exists(row => row.IssuerName == one.Name))];
        (HasPasskey, HasPassword) = (account!.Passkeys.Count > 0, account.PasswordHash is not null);
    }
}
