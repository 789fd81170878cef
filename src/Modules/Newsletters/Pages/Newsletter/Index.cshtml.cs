using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Text;
using Concord.Newsletters.Subscribers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsletters.Pages.Newsletter;

/// <summary>
/// Readers subscribe to news by mail. A token in the form takes the place of an antiforgery cookie: a form sent from elsewhere
/// can do no more than one sent from here.
/// </summary>
[IgnoreAntiforgeryToken]
[RequestSizeLimit(MaxForm)]
internal sealed class IndexModel(
    SubscriberStore store,
    SubscriptionChoices choices,
    FormToken tokens,
    SignUpLimit limit,
    NewslettersLink link,
    NewslettersOptions options,
    Localizer localizer
) : PageModel
{
    private const int MaxForm = 16 << 10;

    public SubscriptionView View { get; private set; } = null!;

    /// <summary>Signed: when the form was opened.</summary>
    public string Token { get; private set; } = "";

    public bool IsSent { get; private set; }

    public string? Error { get; private set; }

    public int ConfirmDays => options.ConfirmDays;

    public async Task<IActionResult> OnGetAsync(bool sent, CancellationToken cancellation)
    {
        IsSent = sent;
        return link.IsShown ? await ShowAsync(new SubscriptionFields(), cancellation) : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(SubscriptionFields? fields, string? token, CancellationToken cancellation)
    {
        if (!link.IsShown)
        {
            return NotFound();
        }

        // A form that cannot be read, such as one with null characters.
        if (fields is null || !ModelState.IsValid)
        {
            return BadRequest();
        }

        // Only programs fill a field that nobody sees; they are told nothing.
        if (!string.IsNullOrEmpty(fields.Website))
        {
            return Done();
        }

        if (MailAddressRule.Read(fields.Address) is not { } address)
        {
            return await RefuseAsync(fields, "newsletter.error.address", StatusCodes.Status422UnprocessableEntity, cancellation);
        }

        if (!tokens.IsValid(token) || await choices.ReadAsync(fields, cancellation) is not { } choice)
        {
            return await RefuseAsync(fields, "contact.error.again", StatusCodes.Status422UnprocessableEntity, cancellation);
        }

        if (!limit.Allows(HttpContext))
        {
            return await RefuseAsync(fields, "newsletter.error.network", StatusCodes.Status429TooManyRequests, cancellation);
        }

        return await store.AskAsync(address, choice, cancellation)
            ? Done()
            : await RefuseAsync(fields, "newsletter.error.busy", StatusCodes.Status503ServiceUnavailable, cancellation);
    }

    private LocalRedirectResult Done() => LocalRedirect($"/{localizer.Language.Code}/newsletter?sent=true");

    private async Task<PageResult> RefuseAsync(SubscriptionFields fields, string key, int status, CancellationToken cancellation)
    {
        Error = localizer[key];
        Response.StatusCode = status;
        return await ShowAsync(fields, cancellation);
    }

    private async Task<PageResult> ShowAsync(SubscriptionFields fields, CancellationToken cancellation)
    {
        View = new SubscriptionView(fields, await choices.TopicsAsync(cancellation), HasLanguage: false);
        Token = tokens.Write();
        Response.Headers.CacheControl = "no-store";
        new PageHead
        {
            Title = localizer["newsletter.title"],
            Description = localizer["newsletter.lead"],
            Path = "/newsletter",
            Section = "newsletter",
        }.PutInto(ViewData);
        return Page();
    }
}
