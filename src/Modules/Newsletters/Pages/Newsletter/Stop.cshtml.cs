using Concord.Foundation.Languages;
using Concord.Newsletters.Subscribers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsletters.Pages.Newsletter;

/// <summary>
/// Ends a subscription, by its reader or by a mail program that posts to the address of the header List-Unsubscribe (RFC 8058):
/// it knows no antiforgery token, and the token of the link is the authority.
/// </summary>
[IgnoreAntiforgeryToken]
internal sealed class StopModel(SubscriberStore store, Localizer localizer) : PageModel
{
    /// <summary>Null before the form was sent.</summary>
    public bool? IsDone { get; private set; }

    public void OnGet() => this.HideFromSearch(localizer["newsletter.stop"]);

    public async Task OnPostAsync(string token, CancellationToken cancellation)
    {
        this.HideFromSearch(localizer["newsletter.stop"]);
        IsDone = await store.StopAsync(token, cancellation);
        Response.StatusCode = IsDone.Value ? StatusCodes.Status200OK : StatusCodes.Status410Gone;
    }
}
