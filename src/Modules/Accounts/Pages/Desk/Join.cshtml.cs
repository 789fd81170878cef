using Concord.Accounts.OpenId;
using Concord.Accounts.Sessions;
using Concord.Accounts.SignIn;
using Concord.Accounts.Users;
using Concord.Foundation.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Accounts.Pages.Desk;

/// <summary>An invited person chooses how to sign in.</summary>
[AllowAnonymous]
internal sealed class JoinModel(
    JoinByLink join,
    PasskeySignIn passkeys,
    OpenIdSignIn openId,
    AccountsOptions accounts,
    PendingKeys keys,
    PersonSessions sessions,
    Localizer localizer
) : PageModel
{
    /// <summary>Null where the link is not valid.</summary>
    public Account? Person { get; private set; }

    public PasswordForm PasswordForm { get; private set; } = null!;

    /// <summary>Whom an issuer has just named; null where nobody came from there.</summary>
    public OpenIdIdentity? Pending { get; private set; }

    public IReadOnlyList<(string Key, string Name)> Issuers => IssuerLinks.All(accounts);

    /// <summary>Codes to keep; empty before they are made.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary>Key of the text that says why nothing was saved.</summary>
    public string? Error { get; private set; }

    public async Task OnGetAsync(string token)
    {
        Pending = await openId.ReadAsync(HttpContext, OpenIdPurpose.Add);
        await LookAsync(token);
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync(string token) =>
        await join.FindAsync(token) is { } account
            ? Content(await passkeys.CreationOptionsAsync(account), "application/json")
            : StatusCode(StatusCodes.Status410Gone);

    public async Task<IActionResult> OnPostPasskeyAsync(
        string token,
        string? credential,
        string? passkeyName,
        CancellationToken cancellation
    )
    {
        var outcome = await join.WithPasskeyAsync(token, credential, passkeyName ?? "", cancellation);
        return outcome.Account is { } account ? await StartAsync(account, cancellation) : await RefuseAsync(token, outcome);
    }

    public async Task<IActionResult> OnPostPasswordAsync(
        string token,
        string? password,
        string? pendingKey,
        string? code,
        CancellationToken cancellation
    )
    {
        var outcome = await join.WithPasswordAsync(token, password ?? "", pendingKey ?? "", code ?? "", cancellation);
        if (outcome.Account is not { } account)
        {
            return await RefuseAsync(token, outcome);
        }

        await sessions.StartAsync(HttpContext, account, "link", cancellation);
        RecoveryCodes = outcome.RecoveryCodes;
        return Page();
    }

    public async Task<IActionResult> OnPostIssuerAsync(string token, CancellationToken cancellation)
    {
        if (await openId.ReadAsync(HttpContext, OpenIdPurpose.Add) is not { } identity)
        {
            return await RefuseAsync(token, CredentialOutcome.Refused("accounts.issuer.failed"));
        }

        await OpenIdSignIn.ForgetAsync(HttpContext);
        var outcome = await join.WithIssuerAsync(token, identity, cancellation);
        return outcome.Account is { } account ? await StartAsync(account, cancellation) : await RefuseAsync(token, outcome);
    }

    private async Task<IActionResult> StartAsync(Account account, CancellationToken cancellation)
    {
        await sessions.StartAsync(HttpContext, account, "link", cancellation);
        return LocalRedirect($"/desk/{localizer.Language.Code}");
    }

    private async Task<PageResult> RefuseAsync(string token, CredentialOutcome outcome)
    {
        await LookAsync(token);
        Error = outcome.Error;
        if (Person is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return Page();
    }

    private async Task LookAsync(string token)
    {
        Person = await join.FindAsync(token);
        if (Person is null)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return;
        }

        PasswordForm = PasswordForm.Of(Person, keys, localizer["site.name"]);
    }
}
