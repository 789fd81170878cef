using Concord.Foundation.Languages;
using Concord.Newsletters.Subscribers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsletters.Pages.Newsletter;

/// <summary>
/// The link that confirms an address. Opening it confirms nothing, because programs open links in mail; its button does. The
/// token of the link is the authority, so there is no antiforgery cookie.
/// </summary>
[IgnoreAntiforgeryToken]
internal sealed class ConfirmModel(SubscriberStore store, NewslettersLink link, Localizer localizer) : PageModel
{
    public ConfirmState State { get; private set; }

    public Rhythm Rhythm { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellation) =>
        Show(await store.FindToConfirmAsync(token, cancellation), ConfirmState.Asked);

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancellation) =>
        Show(await store.ConfirmAsync(token, cancellation), ConfirmState.Confirmed);

    private IActionResult Show(Subscriber? subscriber, ConfirmState state)
    {
        if (!link.IsShown)
        {
            return NotFound();
        }

        State = subscriber is null ? ConfirmState.Void : state;
        Rhythm = subscriber?.Rhythm ?? Rhythm.Daily;
        Response.StatusCode = subscriber is null ? StatusCodes.Status410Gone : StatusCodes.Status200OK;
        this.HideFromSearch(localizer["newsletter.confirm"]);
        return Page();
    }
}

internal enum ConfirmState
{
    Asked,
    Confirmed,

    /// <summary>The link is broken or too old, or the subscription ended.</summary>
    Void,
}
