using Concord.Accounts.OpenId;
using Concord.Accounts.Sessions;
using Concord.Accounts.SignIn;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Accounts.Pages.Desk;

/// <summary>A person comes back from an issuer, to sign in or to confirm who they are.</summary>
[AllowAnonymous]
internal sealed class OpenIdModel(OpenIdSignIn openId, PersonSessions sessions, Localizer localizer) : PageModel
{
    /// <summary>Why nothing happened.</summary>
    public string Error { get; private set; } = "";

    /// <summary>The page with the other ways.</summary>
    public string Back { get; private set; } = "";

    private string Next => SignInRedirect.NextOf(Request, localizer.Language.Code);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await openId.ReadAsync(HttpContext, OpenIdPurpose.SignIn, OpenIdPurpose.Confirm) is not { } identity)
        {
            return Refuse(localizer["accounts.issuer.failed"], "sign-in");
        }

        await OpenIdSignIn.ForgetAsync(HttpContext);
        var account = await openId.FindAsync(identity);
        if (identity.Purpose is OpenIdPurpose.SignIn)
        {
            if (account is null)
            {
                return Refuse("accounts.issuer.unknown", "sign-in", identity);
            }

            await sessions.StartAsync(HttpContext, account, "issuer", cancellation);
            return LocalRedirect(Next);
        }

        if (User.Identity is not { IsAuthenticated: true } || account?.Id != User.IdOf())
        {
            return Refuse("accounts.issuer.other", "confirm", identity);
        }

        if (!openId.IsFresh(identity))
        {
            return Refuse("accounts.issuer.not-fresh", "confirm", identity);
        }

        await sessions.ConfirmAsync(User, cancellation);
        return LocalRedirect(Next);
    }

    private PageResult Refuse(string key, string page, OpenIdIdentity identity) =>
        Refuse(localizer.Fill(key, ("name", identity.Name), ("issuer", identity.IssuerName)), page);

    private PageResult Refuse(string error, string page)
    {
        Error = error;
        Back = $"/desk/{localizer.Language.Code}/{page}{QueryString.Create(SignInRedirect.NextKey, Next)}";
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
