using Concord.Mail.Digest;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Mail.Pages.Desk;

/// <summary>Confirms an address by the link sent to it; by a form, because programs follow links in mail.</summary>
[AllowAnonymous]
internal sealed class MailConfirmModel(DigestSettings settings) : PageModel
{
    /// <summary>Null before the form was sent.</summary>
    public bool? IsDone { get; private set; }

    public void OnGet() => IsDone = null;

    public async Task OnPostAsync(string token, CancellationToken cancellation)
    {
        IsDone = await settings.ConfirmAsync(token, cancellation);
        Response.StatusCode = IsDone.Value ? StatusCodes.Status200OK : StatusCodes.Status410Gone;
    }
}
