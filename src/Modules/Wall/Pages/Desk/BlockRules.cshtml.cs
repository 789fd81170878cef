using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Wall.Desk;
using Concord.Wall.Moderation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Wall.Pages.Desk;

/// <summary>Words and links that send a post to review.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class BlockRulesModel(BlockRuleCommands rules, Localizer localizer) : PageModel
{
    public IReadOnlyList<BlockRuleView> Rules { get; private set; } = [];

    public string? Error { get; private set; }

    /// <summary>Posts that a new rule sent to review; null where none was added.</summary>
    public int? Sent { get; private set; }

    /// <summary>What was typed and refused.</summary>
    public string? Value { get; private set; }

    public string? Reason { get; private set; }

    public bool IsLink { get; private set; }

    public bool MayDecide => User.May(DeskPolicies.Release);

    public async Task OnGetAsync(int? sent, CancellationToken cancellation)
    {
        Sent = sent;
        Rules = await rules.ListAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAddAsync(string? value, string? kind, string? reason, CancellationToken cancellation)
    {
        if (!MayDecide)
        {
            return Forbid();
        }

        (Value, Reason, IsLink) = (value, reason?.Trim(), kind == "link");
        if (string.IsNullOrEmpty(Reason))
        {
            return await RefuseAsync(localizer["moderation.error.reason"], cancellation);
        }

        var result = await rules.AddAsync(IsLink, value ?? "", Reason, User.ToActor(), cancellation);
        return result.IsDone
            ? LocalRedirect($"/desk/{localizer.Language.Code}/wall/blocked?sent={result.Counts?.PendingReview ?? 0}")
            : await RefuseAsync(ModerationWording.Of(result, localizer), cancellation);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? value, string? kind, CancellationToken cancellation)
    {
        if (!MayDecide)
        {
            return Forbid();
        }

        var result = await rules.RemoveAsync(kind == "link", value ?? "", "", User.ToActor(), cancellation);
        return result.IsDone ? RedirectToPage() : await RefuseAsync(ModerationWording.Of(result, localizer), cancellation);
    }

    private async Task<IActionResult> RefuseAsync(string error, CancellationToken cancellation)
    {
        Error = error;
        Rules = await rules.ListAsync(cancellation);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
