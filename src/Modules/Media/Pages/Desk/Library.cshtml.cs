using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Media.Desk;
using Concord.Media.Library;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Media.Pages.Desk;

/// <summary>The pictures of the site. Its filters are in the address.</summary>
[Authorize(DeskPolicies.Read)]
[RequestSizeLimit(MaxForm)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxForm)]
internal sealed class LibraryModel(PictureLibrary library, UploadPicture upload, LanguageSet languages, Localizer localizer)
    : PageModel
{
    private const int MaxQuery = 100;

    /// <summary>Bytes of all files that a browser without scripts sends at once.</summary>
    private const long MaxForm = 200L << 20;

    public IReadOnlyList<LibraryPicture> Pictures { get; private set; } = [];

    public PagingLinks? Paging { get; private set; }

    public int Total { get; private set; }

    public string? Query { get; private set; }

    /// <summary>Language in which an alternative text is missing; null for all pictures.</summary>
    public string? Lacks { get; private set; }

    public bool IsFiltered => Query is not null || Lacks is not null;

    public IReadOnlyList<Language> Languages => languages.All;

    /// <summary>Files that were refused, each with the reason.</summary>
    public IReadOnlyList<(string File, string Reason)> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? q, string? lacks, CancellationToken cancellation) =>
        await LoadAsync(q, lacks, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(List<IFormFile> files, CancellationToken cancellation)
    {
        if (!User.May(DeskPolicies.Write))
        {
            return Forbid();
        }

        var (added, refused) = (new List<string>(), new List<(string, string)>());
        foreach (var file in files)
        {
            var result = await upload.RunAsync(
                file.FileName,
                token => FormFiles.ReadAsync(file, UploadPicture.MaxBytes, token),
                User.ToActor(),
                cancellation
            );
            if (result.Name is { } name)
            {
                added.Add(name);
            }
            else
            {
                refused.Add((file.FileName, MediaWording.Of(result.Fault!, localizer)));
            }
        }

        if (refused.Count == 0)
        {
            return added is [var one] ? LocalRedirect($"/desk/{localizer.Language.Code}/media/{one}") : RedirectToPage();
        }

        Refused = refused;
        await LoadAsync(q: null, lacks: null, cancellation);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(string? q, string? lacks, CancellationToken cancellation)
    {
        Query = q?.Trim() is { Length: > 0 and <= MaxQuery } query ? query : null;
        Lacks = languages.Find(lacks ?? "")?.Code;
        if (Foundation.Pages.Paging.Read(Request.Query["page"]) is not { } number)
        {
            return false;
        }

        var (paging, pictures) = await library.ListAsync(Query, Lacks, number, localizer.Language, cancellation);
        (Pictures, Total) = (pictures, paging.Total);
        Paging = paging.Pages > 1 ? new PagingLinks(paging, AddressOn) : null;
        return paging.Exists;
    }

    private string AddressOn(int number)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("q", Query), ("lacks", Lacks), ("page", number > 1 ? $"{number}" : null) })
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        return $"/desk/{localizer.Language.Code}/media{query}";
    }
}
