using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Newsroom.WordPress;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Exports of a WordPress site that were uploaded, and the form to upload one.</summary>
[Authorize(DeskPolicies.ManagePeople)]
[RequestSizeLimit(WordPressJobs.MaxBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = WordPressJobs.MaxBytes)]
internal sealed class ImportModel(WordPressJobs jobs, Localizer localizer) : PageModel
{
    public IReadOnlyList<WordPressJob> Jobs { get; private set; } = [];

    public string? Error { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Jobs = await jobs.ListAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancellation)
    {
        if (file is null || file.Length == 0)
        {
            Error = localizer["import.none"];
            Jobs = await jobs.ListAsync(cancellation);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        await using var stream = file.OpenReadStream();
        var id = await jobs.AddAsync(file.FileName, stream, User.ToActor(), cancellation);
        return LocalRedirect($"/desk/{localizer.Language.Code}/import/{id}");
    }
}
