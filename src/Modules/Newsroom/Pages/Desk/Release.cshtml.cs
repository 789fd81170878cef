using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Embargo;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Makes the languages of a document public, now or at a set time; corrects, withdraws, removes and moves it.</summary>
[Authorize(DeskPolicies.Release)]
internal sealed class ReleaseModel(
    ConcordDb db,
    DocumentBoard board,
    Release release,
    ScheduleRelease schedule,
    CancelRelease cancel,
    Correct correct,
    Withdraw withdraw,
    Remove remove,
    Move move,
    Unpublish unpublish,
    UndoChange undo,
    InviteEarlyReader inviteEarly,
    SiteAddress site,
    TimeProvider time,
    NewsroomOptions options,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    public Document Document { get; private set; } = null!;

    public BoardRow Row { get; private set; } = null!;

    /// <summary>Releases that wait, the next first.</summary>
    public IReadOnlyList<ReleaseSet> Scheduled { get; private set; } = [];

    /// <summary>Languages in which the last change can still be undone.</summary>
    public IReadOnlyList<Language> Undoable { get; private set; } = [];

    /// <summary>Who may read the scheduled texts before their release.</summary>
    public IReadOnlyList<EarlyReader> EarlyReaders { get; private set; } = [];

    /// <summary>A link that was just made; it is shown this once.</summary>
    public string? EarlyLink { get; private set; }

    public string? Error { get; private set; }

    public bool RequiresClearance => options.RequireClearance;

    public IReadOnlyList<string> TimeZones => options.OfferedTimeZones;

    /// <summary>Languages whose newest text readers do not see.</summary>
    public IReadOnlyList<BoardCell> Ready => [.. Row.Cells.Where(cell => CanRelease(cell.Stage))];

    /// <summary>Languages that readers see.</summary>
    public IReadOnlyList<Language> Public =>
        [
            .. languages.All.Where(language =>
                Document.Editions.Exists(edition =>
                    edition.Language == language.Code && edition.State is (EditionState.Live or EditionState.Corrected)
                )
            ),
        ];

    public Language LanguageOf(string code) => languages.Find(code)!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellation) =>
        await LoadAsync(slug, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostReleaseAsync(
        string slug,
        string[]? codes,
        string? reason,
        CancellationToken cancellation
    ) =>
        await FinishAsync(
            slug,
            codes is { Length: > 0 }
                ? await release.RunAsync(slug, codes, Given(reason), User.ToActor(), cancellation)
                : new NewsroomResult(NewsroomCode.NothingToRelease, slug),
            cancellation
        );

    public async Task<IActionResult> OnPostScheduleAsync(
        string slug,
        string[]? codes,
        string? at,
        string? zone,
        string? reason,
        CancellationToken cancellation
    )
    {
        if (codes is not { Length: > 0 })
        {
            return await FinishAsync(slug, new NewsroomResult(NewsroomCode.NothingToRelease, slug), cancellation);
        }

        return LocalTime.ToUtc(at, zone) is { } due
            ? await FinishAsync(
                slug,
                await schedule.RunAsync(
                    [new ReleaseChoice(slug, codes)],
                    new DueTime(due, at, zone),
                    Given(reason),
                    User.ToActor(),
                    cancellation
                ),
                cancellation
            )
            : await RefuseAsync(slug, localizer["desk.error.no-such-time"], cancellation);
    }

    public async Task<IActionResult> OnPostCancelAsync(string slug, Guid set, CancellationToken cancellation) =>
        await FinishAsync(slug, await cancel.RunAsync(set, reason: null, User.ToActor(), cancellation), cancellation);

    public async Task<IActionResult> OnPostCorrectAsync(
        string slug,
        string? code,
        string? notice,
        CancellationToken cancellation
    ) =>
        await FinishAsync(
            slug,
            await correct.RunAsync(slug, code ?? "", notice ?? "", reason: null, User.ToActor(), cancellation),
            cancellation
        );

    public Task<IActionResult> OnPostWithdrawAsync(
        string slug,
        Dictionary<string, string>? notices,
        string? reason,
        CancellationToken cancellation
    ) =>
        WithReasonAsync(
            slug,
            reason,
            why => withdraw.RunAsync(slug, language: null, notices ?? [], why, User.ToActor(), cancellation),
            cancellation
        );

    public Task<IActionResult> OnPostRemoveAsync(string slug, string? reason, CancellationToken cancellation) =>
        WithReasonAsync(
            slug,
            reason,
            why => remove.RunAsync(slug, language: null, why, User.ToActor(), cancellation),
            cancellation
        );

    public Task<IActionResult> OnPostMoveAsync(string slug, string? to, string? reason, CancellationToken cancellation) =>
        WithReasonAsync(
            slug,
            reason,
            why => move.RunAsync(slug, language: null, to?.Trim() ?? "", why, User.ToActor(), cancellation),
            cancellation
        );

    public Task<IActionResult> OnPostUnpublishAsync(string slug, string? reason, CancellationToken cancellation) =>
        WithReasonAsync(
            slug,
            reason,
            why => unpublish.RunAsync(slug, language: null, why, User.ToActor(), cancellation),
            cancellation
        );

    public async Task<IActionResult> OnPostUndoAsync(string slug, CancellationToken cancellation) =>
        await FinishAsync(slug, await undo.RunAsync(slug, reason: null, User.ToActor(), cancellation), cancellation);

    public async Task<IActionResult> OnPostInviteEarlyAsync(string slug, string? name, CancellationToken cancellation)
    {
        var (token, result) = await inviteEarly.RunAsync(slug, name ?? "", User.ToActor(), cancellation);
        if (token is null)
        {
            return await FinishAsync(slug, result, cancellation);
        }

        EarlyLink = site.Of(Request, $"/desk/{localizer.Language.Code}/early/{token}");
        return await LoadAsync(slug, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostRevokeEarlyAsync(string slug, Guid reader, CancellationToken cancellation) =>
        await FinishAsync(slug, await inviteEarly.RevokeAsync(slug, reader, User.ToActor(), cancellation), cancellation);

    public bool CanRelease(EditionStage stage) => ReleaseStages.MayBeReleased(stage, options.RequireClearance);

    private static string? Given(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();

    private async Task<IActionResult> WithReasonAsync(
        string slug,
        string? reason,
        Func<string, Task<NewsroomResult>> run,
        CancellationToken cancellation
    ) =>
        Given(reason) is { } why
            ? await FinishAsync(slug, await run(why), cancellation)
            : await RefuseAsync(slug, localizer["desk.error.reason-required"], cancellation);

    private Task<IActionResult> FinishAsync(string slug, NewsroomResult result, CancellationToken cancellation) =>
        result.IsDone
            ? Task.FromResult<IActionResult>(RedirectToPage())
            : RefuseAsync(slug, NewsroomWording.Of(result, localizer), cancellation);

    private async Task<IActionResult> RefuseAsync(string slug, string error, CancellationToken cancellation)
    {
        db.Discard();
        if (!await LoadAsync(slug, cancellation))
        {
            return NotFound();
        }

        Error = error;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(string slug, CancellationToken cancellation)
    {
        var document = await db.Set<Document>()
            .AsNoTracking()
            .Include(row => row.Editions)
                .ThenInclude(edition => edition.Statuses)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        if (document is null)
        {
            return false;
        }

        Document = document;
        var changes = UndoChange.Find(document.Editions, time.GetUtcNow().UtcDateTime);
        Undoable = [.. languages.All.Where(language => changes.Any(change => change.Edition.Language == language.Code))];
        EarlyReaders = await db.Set<EarlyReader>()
            .AsNoTracking()
            .Where(reader => reader.DocumentId == document.Id && reader.RevokedAt == null)
            .OrderBy(reader => reader.CreatedAt)
            .ToListAsync(cancellation);
        Row = (await board.RowsOfAsync([document], cancellation))[0];
        var ids = document.Editions.ConvertAll(edition => edition.Id);
        Scheduled = await db.Set<ReleaseSet>()
            .AsNoTracking()
            .Include(set => set.Items)
            .Where(set =>
                set.ExecutedAt == null && set.CancelledAt == null && set.Items.Any(item => ids.Contains(item.EditionId))
            )
            .OrderBy(set => set.DueAt)
            .ToListAsync(cancellation);
        return true;
    }
}
