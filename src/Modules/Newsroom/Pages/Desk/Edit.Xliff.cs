using Concord.Foundation.Security;
using Concord.Newsroom.Desk;
using Concord.Xliff;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Files for translation tools.</summary>
internal sealed partial class EditModel
{
    private const int MaxFile = 10 * 1024 * 1024;

    /// <summary>Why an uploaded file was refused, in the order of the file.</summary>
    public IReadOnlyList<XliffProblem> FileProblems { get; private set; } = [];

    /// <summary>The source, and what is translated of it, as a file for translation tools.</summary>
    public async Task<IActionResult> OnGetXliffAsync(string slug, string language, CancellationToken cancellation)
    {
        if (!await TryLoadAsync(slug, language, cancellation) || Shown.Source is not { } source)
        {
            return NotFound();
        }

        var (file, _) = await files.ExportAsync(slug, source.Language, language, cancellation);
        return file is null ? NotFound() : File(file, "application/xliff+xml", $"{slug}.{source.Language}-{language}.xlf");
    }

    public async Task<IActionResult> OnPostXliffAsync(
        string slug,
        string language,
        IFormFile? file,
        CancellationToken cancellation
    )
    {
        if (!User.MayWrite(language))
        {
            return Forbid();
        }

        if (!await TryLoadAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        if (file is null)
        {
            return RedirectToPage();
        }

        if (file.Length > MaxFile)
        {
            return RefuseFile([new XliffProblem(0, 0, $"The file has more than {MaxFile / 1024 / 1024} megabytes.")]);
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellation);
        var import = await files.ImportAsync(bytes.ToArray(), (slug, language), User.ToActor(), cancellation);
        return import.Result is { } result
            ? await FinishAsync(slug, language, result, cancellation)
            : RefuseFile(import.Problems);
    }

    private PageResult RefuseFile(IReadOnlyList<XliffProblem> problems)
    {
        (Fields, FileProblems) = (EditFields.Of(Shown), problems);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
