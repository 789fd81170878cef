using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Newsroom.WordPress;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>One export: how far it is, what it holds, and what can be done with it.</summary>
[Authorize(DeskPolicies.ManagePeople)]
internal sealed class ImportJobModel(WordPressJobs jobs, IPeopleNames people, Localizer localizer) : PageModel
{
    /// <summary>Places shown of each problem.</summary>
    public const int MaxPlaces = 50;

    private const string SecondsToReload = "3";

    public WordPressJob Job { get; private set; } = null!;

    public string UploadedBy { get; private set; } = "";

    public string? Error { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (Job.IsRunning)
        {
            Response.Headers["Refresh"] = SecondsToReload;
        }

        return Page();
    }

    public Task<IActionResult> OnPostCheckAsync(Guid id, CancellationToken cancellation) =>
        StartAsync(id, imports: false, fetches: false, cancellation);

    public Task<IActionResult> OnPostImportAsync(Guid id, bool fetches, CancellationToken cancellation) =>
        StartAsync(id, imports: true, fetches, cancellation);

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken cancellation) =>
        !await LoadAsync(id, cancellation) ? NotFound()
        : jobs.TryRemove(id) ? LocalRedirect($"/desk/{localizer.Language.Code}/import")
        : Busy();

    private async Task<IActionResult> StartAsync(Guid id, bool imports, bool fetches, CancellationToken cancellation) =>
        !await LoadAsync(id, cancellation) ? NotFound()
        : jobs.TryStart(Job, imports, fetches, User.ToActor()) ? LocalRedirect($"/desk/{localizer.Language.Code}/import/{id}")
        : Busy();

    private PageResult Busy()
    {
        Error = localizer["import.busy"];
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await jobs.FindAsync(id, cancellation) is not { } job)
        {
            return false;
        }

        Job = job;
        UploadedBy = (await people.FindAsync([job.UploadedBy], cancellation)).GetValueOrDefault(job.UploadedBy) ?? job.UploadedBy;
        return true;
    }
}
