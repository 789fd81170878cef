using Concord.Foundation.Languages;
using Concord.Newsletters.Subscribers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsletters.Pages.Newsletter;

/// <summary>What a reader gets, by the link in each newsletter and without an account.</summary>
[IgnoreAntiforgeryToken]
[RequestSizeLimit(MaxForm)]
internal sealed class PreferencesModel(
    SubscriberStore store,
    SubscriberAddresses addresses,
    SubscriptionChoices choices,
    Localizer localizer
) : PageModel
{
    private const int MaxForm = 16 << 10;

    /// <summary>Null where the link is void.</summary>
    public SubscriptionView? View { get; private set; }

    /// <summary>Without most of its letters: a newsletter may be passed on with its link.</summary>
    public string? Address { get; private set; }

    public bool IsSaved { get; private set; }

    public string StopAddress { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string token, bool saved, CancellationToken cancellation)
    {
        StopAddress = $"/{localizer.Language.Code}/newsletter/stop/{token}";
        this.HideFromSearch(localizer["newsletter.preferences"]);
        if (await store.FindToManageAsync(token, cancellation) is not { } subscriber)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }

        IsSaved = saved;
        Address = Masked(addresses.Decrypt(subscriber.Address));
        var fields = new SubscriptionFields
        {
            Language = subscriber.Language,
            Rhythm = subscriber.Rhythm,
            Topics = [.. NewsletterTopics.Read(subscriber.Topics).Values],
        };
        View = new SubscriptionView(fields, await choices.TopicsAsync(cancellation), HasLanguage: true);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(SubscriptionFields? fields, string token, CancellationToken cancellation)
    {
        if (fields is null || !ModelState.IsValid || await choices.ReadAsync(fields, cancellation) is not { } choice)
        {
            return BadRequest();
        }

        return await store.ChangeAsync(token, choice, cancellation)
            ? LocalRedirect($"/{choice.Language}/newsletter/preferences/{token}?saved=true")
            : await OnGetAsync(token, saved: false, cancellation);
    }

    private static string? Masked(string? address) =>
        address?.LastIndexOf('@') is { } at and > 0 ? $"{address[..1]}•••{address[at..]}" : null;
}
