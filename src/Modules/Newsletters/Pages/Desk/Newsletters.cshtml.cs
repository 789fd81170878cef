using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsletters.Pages.Desk;

/// <summary>How newsletters stand: readers as numbers, what was sent, and what needs a decision.</summary>
[Authorize(DeskPolicies.Release)]
internal sealed class NewslettersModel(
    NewsletterOverview overview,
    NewslettersLink link,
    IPublishedDocuments documents,
    LanguageSet languages,
    Localizer localizer,
    SiteClock clock
) : PageModel
{
    public NewsletterStatus Status { get; private set; } = null!;

    public IReadOnlyList<IssueRow> Issues { get; private set; } = [];

    public PagingLinks? Paging { get; private set; }

    public bool IsShown => link.IsShown;

    /// <summary>What was done, in words; null for nothing.</summary>
    public string? Done { get; private set; }

    public string? Error { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? done, long count, CancellationToken cancellation)
    {
        Done = done switch
        {
            "paused" or "resumed" or "removed" => localizer[$"newsletters.done.{done}"],
            "repeated" => localizer.Count("newsletters.done.repeated", count),
            _ => null,
        };
        return Concord.Foundation.Pages.Paging.Read(Request.Query["page"]) is { } number && await LoadAsync(number, cancellation)
            ? Page()
            : NotFound();
    }

    public async Task<IActionResult> OnPostPauseAsync(CancellationToken cancellation)
    {
        await overview.PauseAsync(paused: true, User.ToActor(), cancellation);
        return RedirectToPage(new { done = "paused" });
    }

    public async Task<IActionResult> OnPostResumeAsync(CancellationToken cancellation)
    {
        await overview.PauseAsync(paused: false, User.ToActor(), cancellation);
        return RedirectToPage(new { done = "resumed" });
    }

    public async Task<IActionResult> OnPostRepeatAsync(CancellationToken cancellation) =>
        RedirectToPage(new { done = "repeated", count = await overview.RepeatUnknownAsync(User.ToActor(), cancellation) });

    public async Task<IActionResult> OnPostRemoveAsync(string? address, CancellationToken cancellation)
    {
        if (MailAddressRule.Read(address) is { } known && await overview.RemoveAsync(known, User.ToActor(), cancellation))
        {
            return RedirectToPage(new { done = "removed" });
        }

        Error = localizer["newsletters.remove.none"];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await LoadAsync(page: 1, cancellation);
        return Page();
    }

    private async Task<bool> LoadAsync(int page, CancellationToken cancellation)
    {
        Status = await overview.ReadAsync(cancellation);
        var (paging, issues) = await overview.IssuesAsync(page, cancellation);
        var titles = await TitlesAsync(issues, cancellation);
        Issues =
        [
            .. issues.Select(issue => new IssueRow(
                issue,
                languages.Find(issue.Language)?.Name ?? issue.Language,
                [.. issue.Documents.Reverse().Select(id => titles.GetValueOrDefault((issue.Language, id))).OfType<string>()]
            )),
        ];
        Paging =
            paging.Pages > 1
                ? new PagingLinks(
                    paging,
                    number => $"/desk/{localizer.Language.Code}/newsletters{(number > 1 ? $"?page={number}" : "")}"
                )
                : null;
        return paging.Exists;
    }

    private async Task<Dictionary<(string Language, Guid Id), string>> TitlesAsync(
        IReadOnlyList<IssueStatus> issues,
        CancellationToken cancellation
    )
    {
        var titles = new Dictionary<(string Language, Guid Id), string>();
        foreach (var group in issues.GroupBy(issue => issue.Language))
        {
            if (languages.Find(group.Key) is not { } language)
            {
                continue;
            }

            var ids = group.SelectMany(issue => issue.Documents).Distinct().ToList();
            foreach (var document in await documents.FindAsync(ids, language, clock.Now, cancellation))
            {
                titles[(language.Code, document.Id)] = document.Title;
            }
        }

        return titles;
    }
}

/// <param name="Language">Its own name.</param>
/// <param name="Titles">Newest first; of documents that can still be read.</param>
internal sealed record IssueRow(IssueStatus Issue, string Language, IReadOnlyList<string> Titles);
