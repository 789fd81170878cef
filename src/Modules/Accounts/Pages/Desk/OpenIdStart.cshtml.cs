using Concord.Accounts.OpenId;
using Concord.Accounts.SignIn;
using Concord.Foundation.Languages;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Concord.Accounts.Pages.Desk;

/// <summary>Sends a person to an issuer to sign in there.</summary>
[AllowAnonymous]
internal sealed partial class OpenIdStartModel(
    AccountsOptions accounts,
    IOptionsMonitor<OpenIdConnectOptions> schemes,
    Localizer localizer,
    ILogger<OpenIdStartModel> logger
) : PageModel
{
    public string IssuerName { get; private set; } = "";

    /// <summary>The page that asked.</summary>
    public string Next => SignInRedirect.NextOf(Request, localizer.Language.Code);

    public async Task<IActionResult> OnGetAsync(string issuer, OpenIdPurpose purpose, CancellationToken cancellation)
    {
        if (!accounts.Issuers.TryGetValue(issuer, out var known) || !Enum.IsDefined(purpose))
        {
            return NotFound();
        }

        var scheme = IssuerSchemes.NameOf(issuer);
        try
        {
            await schemes.Get(scheme).ConfigurationManager!.GetConfigurationAsync(cancellation);
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or HttpRequestException)
        {
            LogAway(failure, issuer);
            IssuerName = known.Name;
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Page();
        }

        // The page that adds a way of signing in shows whom the issuer named, and asks.
        var redirect =
            purpose is OpenIdPurpose.Add
                ? Next
                : $"/desk/{localizer.Language.Code}/openid{QueryString.Create(SignInRedirect.NextKey, Next)}";
        var properties = OpenIdSignIn.PropertiesOf(issuer, purpose, redirect, localizer.Language.Code);
        if (purpose is OpenIdPurpose.Confirm)
        {
            properties.SetParameter<TimeSpan?>(OpenIdConnectParameterNames.MaxAge, TimeSpan.Zero);
            properties.SetParameter(OpenIdConnectParameterNames.Prompt, OpenIdConnectPrompt.Login);
        }

        return Challenge(properties, scheme);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The issuer {Issuer} does not answer.")]
    private partial void LogAway(Exception failure, string issuer);
}
