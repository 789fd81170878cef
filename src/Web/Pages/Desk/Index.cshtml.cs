using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Web.Pages.Desk;

/// <summary>Says who is signed in.</summary>
[AllowAnonymous]
internal sealed class IndexModel : PageModel
{
    /// <summary>Null where nobody is.</summary>
    public SignedInPerson? Person { get; private set; }

    public void OnGet() =>
        Person = User.Identity is { IsAuthenticated: true, Name: { } account }
            ? new SignedInPerson(User.FindFirstValue(ClaimTypes.GivenName) ?? account, account)
            : null;

    public async Task<IActionResult> OnPostSignOutAsync()
    {
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return RedirectToPage();
    }
}

/// <param name="Name">As colleagues know the person.</param>
/// <param name="Account">What the person types to sign in.</param>
internal sealed record SignedInPerson(string Name, string Account);
