using System.Globalization;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Media.Desk;
using Concord.Media.Library;
using Concord.Media.Recordings;
using Concord.Media.Recordings.Converting;
using Concord.Media.Recordings.Library;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Media.Pages.Desk;

/// <summary>One recording: how far it is, what is said about it, and where it is used.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class RecordingModel(
    RecordingLibrary library,
    DescribeRecording describe,
    SetPoster posters,
    RemoveRecording remove,
    IEnumerable<IMediaUse> uses,
    IPeopleNames people,
    Ffmpeg ffmpeg,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    private static readonly string[] Moments =
    [
        @"m\:ss",
        @"mm\:ss",
        @"h\:mm\:ss",
        @"m\:ss\.FFF",
        @"mm\:ss\.FFF",
        @"h\:mm\:ss\.FFF",
    ];

    public LibraryRecording Recording { get; private set; } = null!;

    /// <summary>What the form shows: what is stored, or what was typed and refused.</summary>
    public RecordingFields Fields { get; private set; } = new();

    /// <summary>Null for an import.</summary>
    public string? UploadedBy { get; private set; }

    public IReadOnlyList<MediaUse> Uses { get; private set; } = [];

    public string? Error { get; private set; }

    public IReadOnlyList<Language> Languages => languages.All;

    public bool IsConverterInstalled => ffmpeg.IsInstalled;

    public bool CanDraw => posters.CanDraw;

    public bool MayDescribe => User.May(DeskPolicies.Write);

    public async Task<IActionResult> OnGetAsync(string name, CancellationToken cancellation)
    {
        if (!await LoadAsync(name, fields: null, cancellation))
        {
            return NotFound();
        }

        if (Recording.State == RecordingState.Converting && IsConverterInstalled)
        {
            Response.Headers["Refresh"] = "4";
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string name, RecordingFields fields, CancellationToken cancellation)
    {
        if (!MayDescribe)
        {
            return Forbid();
        }

        var result = await describe.RunAsync(name, fields.Description, fields.BasedOn, User.ToActor(), cancellation);
        switch (result)
        {
            case DescribeResult.NotFound:
                return NotFound();
            case DescribeResult.Done or DescribeResult.Unchanged:
                return RedirectToPage();
            default:
                return await RefuseAsync(name, fields, MediaWording.Of(result, localizer), cancellation);
        }
    }

    public async Task<IActionResult> OnPostMomentAsync(string name, string? at, CancellationToken cancellation)
    {
        if (!MayDescribe || !CanDraw)
        {
            return Forbid();
        }

        return TimeSpan.TryParseExact(at?.Trim(), Moments, CultureInfo.InvariantCulture, out var moment)
            ? await SetAsync(name, () => posters.FromMomentAsync(name, moment, User.ToActor(), cancellation), cancellation)
            : await RefuseAsync(name, fields: null, localizer["recordings.poster.at.help"], cancellation);
    }

    public async Task<IActionResult> OnPostPosterAsync(string name, IFormFile? picture, CancellationToken cancellation)
    {
        if (!MayDescribe)
        {
            return Forbid();
        }

        if (picture is null || picture.Length > UploadPicture.MaxBytes)
        {
            return await RefuseAsync(name, fields: null, localizer["recordings.poster.refused"], cancellation);
        }

        var content = await FormFiles.ReadAsync(picture, (int)UploadPicture.MaxBytes, cancellation);
        return await SetAsync(name, () => posters.FromPictureAsync(name, content, User.ToActor(), cancellation), cancellation);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string name, CancellationToken cancellation)
    {
        if (!MayDescribe)
        {
            return Forbid();
        }

        return await remove.RunAsync(name, User.ToActor(), cancellation)
            ? LocalRedirect($"/desk/{localizer.Language.Code}/recordings")
            : await RefuseAsync(name, fields: null, localizer["recordings.error.in-use"], cancellation);
    }

    private async Task<IActionResult> SetAsync(string name, Func<Task<DescribeResult>> set, CancellationToken cancellation)
    {
        try
        {
            return await set() == DescribeResult.NotFound ? NotFound() : RedirectToPage();
        }
        catch (RecordingFaultException)
        {
            return await RefuseAsync(name, fields: null, localizer["recordings.poster.refused"], cancellation);
        }
    }

    private async Task<IActionResult> RefuseAsync(
        string name,
        RecordingFields? fields,
        string reason,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(name, fields, cancellation))
        {
            return NotFound();
        }

        Error = reason;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <param name="fields">Null shows what is stored.</param>
    private async Task<bool> LoadAsync(string name, RecordingFields? fields, CancellationToken cancellation)
    {
        if (await library.FindAsync(name, cancellation) is not { } recording)
        {
            return false;
        }

        Recording = recording;
        var stored = RecordingDescription.Of(recording.Stored);
        // What was typed is compared with what somebody else saved meanwhile, once the person has seen it.
        Fields = (fields ?? RecordingFields.Of(stored)) with
        {
            BasedOn = stored.Digest,
        };
        foreach (var module in uses)
        {
            Uses = [.. Uses, .. await module.FindEmbedAsync(RecordingEmbed.Name, name, cancellation)];
        }

        if (recording.Stored.UploadedBy is { } actor)
        {
            UploadedBy = (await people.FindAsync([actor], cancellation)).GetValueOrDefault(actor);
        }

        return true;
    }
}

/// <summary>The fields of the form.</summary>
internal sealed record RecordingFields
{
    public string? FileName { get; init; }

    public string? Credit { get; init; }

    public string? Rights { get; init; }

    public string? Consent { get; init; }

    public string? BasedOn { get; init; }

    public RecordingDescription Description =>
        new(
            AddRecording.NameOf(FileName) ?? "",
            PictureTexts.Clean(Credit),
            Rights?.Trim() is { Length: > 0 } rights ? rights : null,
            Consent?.Trim() is { Length: > 0 } consent ? consent : null
        );

    public static RecordingFields Of(RecordingDescription stored) =>
        new()
        {
            FileName = stored.FileName,
            Credit = stored.Credit,
            Rights = stored.Rights,
            Consent = stored.Consent,
        };
}
