using Concord.Accounts.Sessions;
using Concord.Accounts.SignIn;
using Concord.Accounts.Users;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Accounts.Pages.Desk;

/// <summary>Signs a person in by passkey, or by password and one-time code.</summary>
[AllowAnonymous]
internal sealed class SignInModel(
    PasswordSignIn passwords,
    PasskeySignIn passkeys,
    PersonSessions sessions,
    ClientKeys clients,
    AccountsOptions accounts,
    Localizer localizer
) : PageModel
{
    /// <summary>Key of the text that says why nobody was signed in.</summary>
    public string? Error { get; private set; }

    /// <summary>As it was typed.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The page to go on to.</summary>
    public string Next => SignInRedirect.NextOf(Request, localizer.Language.Code);

    public IReadOnlyList<(string Key, string Name)> Issuers => IssuerLinks.All(accounts);

    public IActionResult OnGet()
    {
        Error = Request.Query.ContainsKey(SignInRedirect.FailedKey) ? "accounts.issuer.failed" : null;
        return User.Identity is { IsAuthenticated: true } ? LocalRedirect(Next) : Page();
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        Content(await passkeys.RequestOptionsAsync(), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken cancellation) =>
        await passkeys.CheckAsync(credential) is { } account
            ? await StartAsync(account, "passkey", cancellation)
            : Refuse("accounts.passkey-failed");

    public async Task<IActionResult> OnPostPasswordAsync(
        string? name,
        string? password,
        string? code,
        CancellationToken cancellation
    )
    {
        Name = name ?? "";
        var outcome = await passwords.CheckAsync(Name, password ?? "", code ?? "", clients.Of(HttpContext));
        return outcome switch
        {
            { Account: { } account } => await StartAsync(account, outcome.Method, cancellation),
            { IsLimited: true } => Refuse("accounts.sign-in.limited", StatusCodes.Status429TooManyRequests),
            _ => Refuse("accounts.sign-in.refused"),
        };
    }

    private async Task<IActionResult> StartAsync(Account account, string method, CancellationToken cancellation)
    {
        await sessions.StartAsync(HttpContext, account, method, cancellation);
        return LocalRedirect(Next);
    }

    private PageResult Refuse(string error, int status = StatusCodes.Status422UnprocessableEntity)
    {
        Error = error;
        Response.StatusCode = status;
        return Page();
    }
}
