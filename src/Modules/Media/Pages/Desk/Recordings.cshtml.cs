using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Media.Recordings;
using Concord.Media.Recordings.Converting;
using Concord.Media.Recordings.Library;
using Concord.Media.Uploads;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Media.Pages.Desk;

/// <summary>The video and audio of the library. Its filter is in the address.</summary>
[Authorize(DeskPolicies.Read)]
[RequestSizeLimit(MaxForm)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxForm)]
internal sealed class RecordingsModel(
    RecordingLibrary library,
    AddRecording add,
    UploadStore uploads,
    Ffmpeg ffmpeg,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    private const int MaxQuery = 100;

    /// <summary>Bytes of all files that a browser without scripts sends at once.</summary>
    private const long MaxForm = RecordingLimits.MaxBytes + (16L << 20);

    public IReadOnlyList<LibraryRecording> Recordings { get; private set; } = [];

    public IReadOnlyList<Language> Languages => languages.All;

    public PagingLinks? Paging { get; private set; }

    public int Total { get; private set; }

    public string? Query { get; private set; }

    public bool IsConverterInstalled => ffmpeg.IsInstalled;

    /// <summary>Files that were refused, each with the reason.</summary>
    public IReadOnlyList<(string File, string Reason)> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken cancellation) =>
        await LoadAsync(q, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(List<IFormFile> files, CancellationToken cancellation)
    {
        if (!User.May(DeskPolicies.Write))
        {
            return Forbid();
        }

        var (added, refused) = (new List<string>(), new List<(string, string)>());
        foreach (var file in files)
        {
            var (name, reason) = await AddAsync(file, cancellation);
            if (name is not null)
            {
                added.Add(name);
            }
            else
            {
                refused.Add((file.FileName, reason));
            }
        }

        if (refused.Count == 0)
        {
            return added is [var one] ? LocalRedirect($"/desk/{localizer.Language.Code}/recordings/{one}") : RedirectToPage();
        }

        Refused = refused;
        await LoadAsync(q: null, cancellation);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<(string? Name, string Reason)> AddAsync(IFormFile file, CancellationToken cancellation)
    {
        if (file.Length is 0 or > RecordingLimits.MaxBytes)
        {
            var fault = file.Length == 0 ? RecordingFaultCode.UnknownFormat : RecordingFaultCode.TooLarge;
            return (null, RecordingFaults.TextOf(fault, localizer));
        }

        if (await uploads.BeginAsync(User.IdOf(), file.FileName, file.Length, cancellation) is not { } upload)
        {
            return (null, localizer["recordings.too-many"]);
        }

        await using (var content = file.OpenReadStream())
        {
            await uploads.AppendAsync(upload, 0, content, cancellation);
        }

        var result = await add.RunAsync(upload, User.ToActor(), cancellation);
        if (result.Name is null || result.IsPresent)
        {
            await uploads.DropAsync(upload.Id, cancellation);
        }

        return (result.Name, result.Fault is { } refused ? RecordingFaults.TextOf(refused, localizer) : "");
    }

    private async Task<bool> LoadAsync(string? q, CancellationToken cancellation)
    {
        Query = q?.Trim() is { Length: > 0 and <= MaxQuery } query ? query : null;
        if (Foundation.Pages.Paging.Read(Request.Query["page"]) is not { } number)
        {
            return false;
        }

        var (paging, recordings) = await library.ListAsync(Query, number, cancellation);
        (Recordings, Total) = (recordings, paging.Total);
        Paging = paging.Pages > 1 ? new PagingLinks(paging, AddressOn) : null;
        return paging.Exists;
    }

    private string AddressOn(int number)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("q", Query), ("page", number > 1 ? $"{number}" : null) })
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        return $"/desk/{localizer.Language.Code}/recordings{query}";
    }
}
