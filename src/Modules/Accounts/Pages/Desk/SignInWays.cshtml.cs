using Concord.Accounts.OpenId;
using Concord.Accounts.Sessions;
using Concord.Accounts.SignIn;
using Concord.Accounts.Users;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Accounts.Pages.Desk;

/// <summary>A person's own passkeys, password, authenticator app and recovery codes.</summary>
[Authorize(DeskPolicies.SignedIn)]
[RequiresConfirmation]
internal sealed class SignInWaysModel(
    UserManager<Account> users,
    PasskeySignIn passkeys,
    OwnPassword passwords,
    OpenIdSignIn openId,
    AccountsOptions accounts,
    PendingKeys keys,
    PersonSessions sessions,
    ConcordDb db,
    Localizer localizer
) : PageModel
{
    public Account Person { get; private set; } = null!;

    public PasswordForm PasswordForm { get; private set; } = null!;

    /// <summary>Whom an issuer has just named; null where nobody came from there.</summary>
    public OpenIdIdentity? Pending { get; private set; }

    public IReadOnlyList<(string Key, string Name)> Issuers => IssuerLinks.All(accounts);

    /// <summary>Codes that are shown this once.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary>Key of the text that says why nothing was changed.</summary>
    public string? Error { get; private set; }

    private Guid Id => User.IdOf();

    public async Task OnGetAsync()
    {
        Pending = await openId.ReadAsync(HttpContext, OpenIdPurpose.Add);
        await LookAsync();
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync()
    {
        await LookAsync();
        return Content(await passkeys.CreationOptionsAsync(Person), "application/json");
    }

    public Task<IActionResult> OnPostPasskeyAsync(string? credential, string? passkeyName, CancellationToken cancellation) =>
        ChangeAsync(
            async account =>
                await passkeys.AddAsync(account, credential, passkeyName ?? "")
                    ? new CredentialOutcome(account)
                    : CredentialOutcome.Refused("accounts.passkey-failed"),
            cancellation
        );

    public Task<IActionResult> OnPostRemovePasskeyAsync(string? passkey, CancellationToken cancellation) =>
        ChangeAsync(account => passkeys.RemoveAsync(account, passkey ?? ""), cancellation);

    public Task<IActionResult> OnPostPasswordAsync(
        string? password,
        string? pendingKey,
        string? code,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            account => passwords.SetAsync(account, password ?? "", pendingKey ?? "", code ?? "", cancellation),
            cancellation
        );

    public Task<IActionResult> OnPostRemovePasswordAsync(CancellationToken cancellation) =>
        ChangeAsync(passwords.RemoveAsync, cancellation);

    public Task<IActionResult> OnPostRecoveryCodesAsync(CancellationToken cancellation) =>
        ChangeAsync(passwords.ReplaceRecoveryCodesAsync, cancellation);

    public async Task<IActionResult> OnPostIssuerAsync(CancellationToken cancellation)
    {
        var identity = await openId.ReadAsync(HttpContext, OpenIdPurpose.Add);
        await OpenIdSignIn.ForgetAsync(HttpContext);
        return await ChangeAsync(
            account =>
                identity is null
                    ? Task.FromResult(CredentialOutcome.Refused("accounts.issuer.failed"))
                    : openId.AddAsync(account, identity),
            cancellation
        );
    }

    public Task<IActionResult> OnPostRemoveIssuerAsync(string? issuer, string? subject, CancellationToken cancellation) =>
        ChangeAsync(account => openId.RemoveAsync(account, issuer ?? "", subject ?? ""), cancellation);

    /// <summary>One change of an account at a time, saved whole or not at all; the own session goes on, others end.</summary>
    private async Task<IActionResult> ChangeAsync(Func<Account, Task<CredentialOutcome>> change, CancellationToken cancellation)
    {
        await using (var transaction = await db.BeginExclusiveTransactionAsync($"accounts:{Id:N}", cancellation))
        {
            var account = (await users.FindByIdAsync(Id.ToString("D")))!;
            var outcome = await change(account);
            if (outcome.Account is null)
            {
                Error = outcome.Error;
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            }
            else
            {
                await sessions.KeepAsync(User, account, cancellation);
                await db.CommitAsync(transaction, cancellation);
                RecoveryCodes = outcome.RecoveryCodes;
            }
        }

        db.Discard();
        if (Error is null && RecoveryCodes.Count == 0)
        {
            return RedirectToPage();
        }

        await LookAsync();
        return Page();
    }

    private async Task LookAsync()
    {
        Person = (await users.FindByIdAsync(Id.ToString("D")))!;
        PasswordForm = PasswordForm.Of(Person, keys, localizer["site.name"]);
    }
}
