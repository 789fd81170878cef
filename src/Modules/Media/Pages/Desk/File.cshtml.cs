using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Media.Desk;
using Concord.Media.Downloads;
using Concord.Media.Library;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Media.Pages.Desk;

/// <summary>One file for download: its name, rights, and where it is used.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class FileModel(
    FileLibrary library,
    DescribeFile describe,
    RemoveFile remove,
    IEnumerable<IMediaUse> uses,
    IPeopleNames people,
    Localizer localizer
) : PageModel
{
    public new LibraryFile File { get; private set; } = null!;

    /// <summary>What the form shows: what is stored, or what was typed and refused.</summary>
    public FileFields Fields { get; private set; } = new();

    /// <summary>Null for an import.</summary>
    public string? UploadedBy { get; private set; }

    public IReadOnlyList<MediaUse> Uses { get; private set; } = [];

    public string? Error { get; private set; }

    public bool MayDescribe => User.May(DeskPolicies.Write);

    public async Task<IActionResult> OnGetAsync(string name, CancellationToken cancellation) =>
        await LoadAsync(name, fields: null, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string name, FileFields fields, CancellationToken cancellation)
    {
        if (!MayDescribe)
        {
            return Forbid();
        }

        var rights = fields.Rights?.Trim() is { Length: > 0 } given ? given : null;
        var description = new FileDescription(FileDescription.CleanName(fields.FileName), rights);
        var result = await describe.RunAsync(name, description, fields.BasedOn, User.ToActor(), cancellation);
        switch (result)
        {
            case DescribeResult.NotFound:
                return NotFound();
            case DescribeResult.Done or DescribeResult.Unchanged:
                return RedirectToPage();
            default:
                Error = MediaWording.Of(result, localizer);
                await LoadAsync(name, fields, cancellation);
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return Page();
        }
    }

    public async Task<IActionResult> OnPostRemoveAsync(string name, CancellationToken cancellation)
    {
        if (!MayDescribe)
        {
            return Forbid();
        }

        if (!await LoadAsync(name, fields: null, cancellation))
        {
            return NotFound();
        }

        if (await remove.RunAsync(name, User.ToActor(), cancellation))
        {
            return LocalRedirect($"/desk/{localizer.Language.Code}/files");
        }

        Error = localizer["files.error.in-use"];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <param name="fields">Null shows what is stored.</param>
    private async Task<bool> LoadAsync(string name, FileFields? fields, CancellationToken cancellation)
    {
        if (await library.FindAsync(name, cancellation) is not { } file)
        {
            return false;
        }

        File = file;
        // What was typed is compared with what somebody else saved meanwhile, once the person has seen it.
        var stored = new FileDescription(file.FileName, file.Rights);
        Fields = (fields ?? new FileFields { FileName = file.FileName, Rights = file.Rights }) with { BasedOn = stored.Digest };
        foreach (var module in uses)
        {
            Uses = [.. Uses, .. await module.FindEmbedAsync(FileEmbed.Name, name, cancellation)];
        }

        if (file.UploadedBy is { } actor)
        {
            UploadedBy = (await people.FindAsync([actor], cancellation)).GetValueOrDefault(actor);
        }

        return true;
    }
}

/// <summary>The fields of the form.</summary>
internal sealed record FileFields
{
    public string? FileName { get; init; }

    public string? Rights { get; init; }

    public string? BasedOn { get; init; }
}
