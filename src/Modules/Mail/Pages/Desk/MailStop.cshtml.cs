using Concord.Mail.Digest;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Mail.Pages.Desk;

/// <summary>
/// Stops the summaries of work, by the person or by a mail program that posts to the address of the header List-Unsubscribe
/// (RFC 8058): it knows no antiforgery token, and the token of the link is the authority.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class MailStopModel(DigestSettings settings) : PageModel
{
    /// <summary>Null before the form was sent.</summary>
    public bool? IsDone { get; private set; }

    public void OnGet() => IsDone = null;

    public async Task OnPostAsync(string token, CancellationToken cancellation)
    {
        IsDone = await settings.StopAsync(token, cancellation);
        Response.StatusCode = IsDone.Value ? StatusCodes.Status200OK : StatusCodes.Status410Gone;
    }
}
