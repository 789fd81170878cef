using Concord.Accounts.SignIn;
using Concord.Foundation.Languages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Accounts.Sessions;

/// <summary>
/// A page for dangerous acts: opens only for a person who proved who they are in the last minutes, so that an unlocked
/// computer is not enough.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequiresConfirmationAttribute : Attribute, IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var options = http.RequestServices.GetRequiredService<AccountsOptions>();
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        if (SessionClaims.ConfirmedOf(http.User) is { } at && now - at <= TimeSpan.FromMinutes(options.ConfirmationMinutes))
        {
            return;
        }

        var language = http.RequestServices.GetRequiredService<Localizer>().Language.Code;
        var next = QueryString.Create(SignInRedirect.NextKey, http.Request.Path);
        context.Result = new LocalRedirectResult($"/desk/{language}/confirm{next}");
    }
}
