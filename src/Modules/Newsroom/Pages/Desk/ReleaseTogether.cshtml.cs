using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Documents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Makes the ready languages of several documents public in one moment, now or at a set time.</summary>
[Authorize(DeskPolicies.Release)]
internal sealed class ReleaseTogetherModel(
    ConcordDb db,
    DocumentBoard board,
    Release release,
    ScheduleRelease schedule,
    NewsroomOptions options,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    /// <summary>A page of the board.</summary>
    private const int MaxDocuments = 50;

    public IReadOnlyList<BoardRow> Rows { get; private set; } = [];

    public string? Error { get; private set; }

    /// <summary>What was chosen, as <c>slug/language</c>; null before the form was sent.</summary>
    public IReadOnlySet<string>? Chosen { get; private set; }

    public IReadOnlyList<string> TimeZones => options.OfferedTimeZones;

    public bool CanRelease(BoardCell cell) => ReleaseStages.MayBeReleased(cell.Stage, options.RequireClearance);

    public Language LanguageOf(string code) => languages.Find(code)!;

    public Task OnGetAsync(string[]? slug, CancellationToken cancellation) => LoadAsync(slug, cancellation);

    public Task<IActionResult> OnPostReleaseAsync(
        string[]? slug,
        string[]? editions,
        string? reason,
        CancellationToken cancellation
    ) =>
        FinishAsync(
            slug,
            editions,
            choices => release.RunAsync(choices, Given(reason), User.ToActor(), cancellation),
            cancellation
        );

    public async Task<IActionResult> OnPostScheduleAsync(
        string[]? slug,
        string[]? editions,
        string? at,
        string? zone,
        string? reason,
        CancellationToken cancellation
    ) =>
        LocalTime.ToUtc(at, zone) is { } due
            ? await FinishAsync(
                slug,
                editions,
                choices => schedule.RunAsync(choices, new DueTime(due, at, zone), Given(reason), User.ToActor(), cancellation),
                cancellation
            )
            : await RefuseAsync(slug, editions, localizer["desk.error.no-such-time"], cancellation);

    private static string? Given(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();

    private async Task<IActionResult> FinishAsync(
        string[]? slug,
        string[]? editions,
        Func<IReadOnlyList<ReleaseChoice>, Task<NewsroomResult>> run,
        CancellationToken cancellation
    )
    {
        var choices = (editions ?? [])
            .Select(edition => edition.Split('/', 2))
            .Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0], parts => parts[1], StringComparer.Ordinal)
            .Select(document => new ReleaseChoice(document.Key, [.. document]))
            .ToList();
        var result = choices.Count > 0 ? await run(choices) : new NewsroomResult(NewsroomCode.NothingToRelease, "");
        return result.IsDone
            ? LocalRedirect($"/desk/{localizer.Language.Code}")
            : await RefuseAsync(slug, editions, Words(result), cancellation);
    }

    private string Words(NewsroomResult result)
    {
        var reason = NewsroomWording.Of(result, localizer);
        return result.Slug.Length == 0 || result.Slug.Contains(' ', StringComparison.Ordinal)
            ? reason
            : $"{result.Slug}{(result.Language is { } code ? $" ({LanguageOf(code).Name})" : "")}: {reason}";
    }

    private async Task<IActionResult> RefuseAsync(
        string[]? slug,
        string[]? editions,
        string error,
        CancellationToken cancellation
    )
    {
        db.Discard();
        await LoadAsync(slug, cancellation);
        (Error, Chosen) = (error, (editions ?? []).ToHashSet(StringComparer.Ordinal));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task LoadAsync(string[]? slug, CancellationToken cancellation)
    {
        var slugs = (slug ?? []).Distinct(StringComparer.Ordinal).Take(MaxDocuments).ToList();
        var documents = await db.Set<Document>()
            .AsNoTracking()
            .Include(row => row.Editions)
            .Where(row => slugs.Contains(row.Slug))
            .ToListAsync(cancellation);
        Rows = await board.RowsOfAsync([.. documents.OrderBy(document => slugs.IndexOf(document.Slug))], cancellation);
    }
}
