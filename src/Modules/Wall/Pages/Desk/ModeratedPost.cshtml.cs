using Concord.Foundation.Languages;
using Concord.Foundation.Search;
using Concord.Foundation.Security;
using Concord.Wall.Desk;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Wall.Pages.Desk;

/// <summary>One post: the decision about it, its campaign, and its translations with what was translated before.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class ModeratedPostModel(
    PostQueue queue,
    DecideOnPost decide,
    PostModeration moderation,
    AttachPost attach,
    MemberChoice members,
    ITranslationMemory memory,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    private const int MaxRemembered = 3;

    public QueuedPost Queued { get; private set; } = null!;

    public IReadOnlyList<TranslatedPost> Translations { get; private set; } = [];

    /// <summary>Those that it can be attached to.</summary>
    public IReadOnlyList<(string Slug, string Name)> Members { get; private set; } = [];

    public string? Error { get; private set; }

    /// <summary>What was typed and refused.</summary>
    public string? Reason { get; private set; }

    public string? Campaign { get; private set; }

    /// <summary>Those that would change something.</summary>
    public IEnumerable<PostDecision> Decisions =>
        Queued.Post.State switch
        {
            PostState.Live when Queued.Post.PinnedAt is null => [PostDecision.Hide, PostDecision.Hold, PostDecision.Pin],
            PostState.Live => [PostDecision.Hide, PostDecision.Hold, PostDecision.Unpin],
            PostState.PendingReview => [PostDecision.Show, PostDecision.Hide],
            PostState.Hidden => [PostDecision.Show, PostDecision.Hold],
            PostState.SuspectedDeleted => [PostDecision.Show, PostDecision.Hide, PostDecision.Hold],
            _ => [],
        };

    public bool MayDecide => User.May(DeskPolicies.Release);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await LoadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostDecideAsync(
        Guid id,
        PostDecision decision,
        string? reason,
        CancellationToken cancellation
    )
    {
        if (!MayDecide)
        {
            return Forbid();
        }

        var (words, isEnough) = DecideOnPost.Read(decision, reason);
        if (!isEnough)
        {
            return await RefuseAsync(id, localizer["moderation.error.reason"], cancellation);
        }

        var result = await decide.RunAsync(id, decision, words, User.ToActor(), cancellation);
        Reason = reason;
        return result.Code == ModerationCode.Done
            ? LocalRedirect($"/desk/{localizer.Language.Code}/wall?done={id:N}")
            : await AnswerAsync(id, result, cancellation);
    }

    public async Task<IActionResult> OnPostAttachAsync(Guid id, string? campaign, CancellationToken cancellation)
    {
        if (!MayDecide)
        {
            return Forbid();
        }

        var slug = campaign?.Trim() is { Length: > 0 } given ? given : null;
        var result = await attach.RunAsync(id, slug, User.ToActor(), cancellation);
        Campaign = slug;
        return await AnswerAsync(id, result, cancellation);
    }

    public async Task<IActionResult> OnPostAttachToMemberAsync(Guid id, string? member, CancellationToken cancellation)
    {
        if (!MayDecide)
        {
            return Forbid();
        }

        var slug = string.IsNullOrEmpty(member) ? null : member;
        return await AnswerAsync(id, await attach.ToMemberAsync(id, slug, User.ToActor(), cancellation), cancellation);
    }

    public async Task<IActionResult> OnPostTranslateAsync(Guid id, string language, string? text, CancellationToken cancellation)
    {
        if (!User.MayWrite(language))
        {
            return Forbid();
        }

        var written = text?.Trim() is { Length: > 0 } given ? given : null;
        var result = await moderation.TranslateAsync(id.ToString("N"), language, written, User.ToActor(), cancellation);
        // Nothing was there, and nothing was written.
        return result.Code == ModerationCode.UnknownTranslation ? RedirectToPage() : await AnswerAsync(id, result, cancellation);
    }

    private async Task<IActionResult> AnswerAsync(Guid id, ModerationResult result, CancellationToken cancellation) =>
        result.Code == ModerationCode.UnknownPost ? NotFound()
        : result.IsDone ? RedirectToPage()
        : await RefuseAsync(id, ModerationWording.Of(result, localizer), cancellation);

    private async Task<IActionResult> RefuseAsync(Guid id, string error, CancellationToken cancellation)
    {
        var campaign = Campaign;
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        (Error, Campaign) = (error, campaign ?? Campaign);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await queue.FindAsync(id, localizer.Language, cancellation) is not { } queued)
        {
            return false;
        }

        (Queued, Campaign) = (queued, queued.Campaign);
        Members = MayDecide ? await members.ReadAsync(cancellation) : [];
        var post = queued.Post;
        Translations =
        [
            .. languages
                .All.Where(language => language.Code != post.Language)
                .Select(language => new TranslatedPost(
                    language,
                    post.Translations.Find(one => one.Language == language.Code)?.Text,
                    languages.Find(post.Language) is null
                        ? []
                        : memory.Find(post.Text, post.Language, language.Code, $"post:{post.Id:N}", MaxRemembered)
                )),
        ];
        return true;
    }
}

/// <param name="Text">Null where there is none yet.</param>
/// <param name="Remembered">How passages like it were translated in released texts.</param>
internal sealed record TranslatedPost(Language Language, string? Text, IReadOnlyList<RememberedTranslation> Remembered);
