using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Newsroom.Clearance;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Documents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>A person without an account reads one text and clears it, or sends it back, by a link that works once.</summary>
[AllowAnonymous]
internal sealed class GuestClearModel(
    ClearanceLinks links,
    Clear clear,
    PreviewLinks previews,
    TimeProvider time,
    Localizer localizer
) : PageModel
{
    private static readonly TimeSpan PreviewLifetime = TimeSpan.FromHours(2);

    /// <summary>Null where the link is not valid.</summary>
    public GuestTask? Work { get; private set; }

    /// <summary>Key of the text that thanks for a decision; null before it.</summary>
    public string? Done { get; private set; }

    public string? Error { get; private set; }

    public string? Note { get; private set; }

    public string Preview =>
        $"{DocumentAddress.Of(Work!.Language, Work.Kind, Work.Slug)}?{PreviewLinks.QueryKey}={previews.TokenFor(Work.Revision.Id, PreviewLifetime)}";

    public Task OnGetAsync(string token, CancellationToken cancellation) => LoadAsync(token, cancellation);

    public Task<IActionResult> OnPostClearAsync(string token, string? note, CancellationToken cancellation) =>
        DecideAsync(token, isCleared: true, note, cancellation);

    public Task<IActionResult> OnPostRefuseAsync(string token, string? note, CancellationToken cancellation) =>
        DecideAsync(token, isCleared: false, note, cancellation);

    private async Task<IActionResult> DecideAsync(string token, bool isCleared, string? note, CancellationToken cancellation)
    {
        await LoadAsync(token, cancellation);
        if (Work is not { } task)
        {
            return Page();
        }

        // The link is tracked: it is used in the same save as the decision, or not at all.
        task.Link.UsedAt = time.GetUtcNow().UtcDateTime;
        var result = await clear.DecideAsync(
            task.Slug,
            task.Language,
            new Verdict(task.Revision.Number, task.Link.Step, isCleared, note),
            new Clearer(Actor.System("clearance-link"), task.Link.GuestName, task.Link.RoundId, task.Link.Step),
            cancellation
        );
        if (result.IsDone)
        {
            Done = isCleared ? "desk.clearance.guest.cleared" : "desk.clearance.guest.refused";
            return Page();
        }

        task.Link.UsedAt = null;
        (Error, Note) = (NewsroomWording.Of(result, localizer), note);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task LoadAsync(string token, CancellationToken cancellation)
    {
        Work = await links.FindAsync(token, cancellation);
        if (Work is null)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
        }
    }
}
