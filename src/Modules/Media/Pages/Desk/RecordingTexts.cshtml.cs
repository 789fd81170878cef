using System.Text;
using Concord.Captions;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Media.Desk;
using Concord.Media.Library;
using Concord.Media.Recordings;
using Concord.Media.Recordings.Library;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Media.Pages.Desk;

/// <summary>Captions and transcript of a recording in one language, beside the player.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class RecordingTextsModel(
    RecordingLibrary library,
    WriteRecordingTexts write,
    PictureScript script,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    public LibraryRecording Recording { get; private set; } = null!;

    /// <summary>The language of the texts.</summary>
    public Language Written { get; private set; } = null!;

    /// <summary>What the form shows: what is stored, or what was typed and refused.</summary>
    public RecordingTextFields Fields { get; private set; } = new();

    public IReadOnlyList<string> Errors { get; private set; } = [];

    public PictureScript Script => script;

    public bool IsSaved { get; private set; }

    public bool MayWrite => User.MayWrite(Written.Code);

    public async Task<IActionResult> OnGetAsync(string name, string language, bool saved, CancellationToken cancellation)
    {
        IsSaved = saved;
        return await LoadAsync(name, language, fields: null, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(
        string name,
        string language,
        RecordingTextFields fields,
        IFormFile? file,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(name, language, fields, cancellation))
        {
            return NotFound();
        }

        if (!MayWrite)
        {
            return Forbid();
        }

        var captions = file is { Length: > 0 }
            ? await FormFiles.ReadAsync(file, CaptionLimits.MaxBytes, cancellation)
            : Encoding.UTF8.GetBytes(fields.Captions ?? "");
        var transcript = fields.Transcript ?? "";
        if (fields.MakesTranscript)
        {
            var (cues, _) = CaptionReader.Read(captions);
            // Captions that are refused are named below, and the transcript stays as it is.
            transcript = cues.Count > 0 ? CaptionWriter.Transcript(cues) : transcript;
        }

        var result = await write.RunAsync(name, language, captions, transcript, fields.BasedOn, User.ToActor(), cancellation);
        if (result.Code is DescribeResult.Done or DescribeResult.Unchanged)
        {
            return RedirectToPage(new { saved = true });
        }

        Errors =
            result.Faults.Count > 0
                ? [.. result.Faults.Select(fault => MediaWording.Of(fault, localizer))]
                :
                [
                    result.Code == DescribeResult.AltRequired
                        ? localizer["recordings.error.texts-in-use"]
                        : MediaWording.Of(result.Code, localizer),
                ];
        if (file is { Length: > 0 } && result.Faults.Count > 0)
        {
            // The lines that are named are those of the file.
            Fields = Fields with
            {
                Captions = Encoding.UTF8.GetString(captions),
            };
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <param name="fields">Null shows what is stored.</param>
    private async Task<bool> LoadAsync(string name, string language, RecordingTextFields? fields, CancellationToken cancellation)
    {
        if (
            languages.Find(language) is not { } written
            || await library.FindAsync(name, cancellation) is not { State: RecordingState.Ready } recording
        )
        {
            return false;
        }

        (Recording, Written) = (recording, written);
        var stored = recording.TextsIn(language);
        // What was typed is compared with what somebody else saved meanwhile, once the person has seen it.
        Fields = (fields ?? new RecordingTextFields { Captions = stored?.Captions, Transcript = stored?.Transcript }) with
        {
            BasedOn = RecordingDescription.DigestOf(stored),
        };
        return true;
    }
}

/// <summary>The fields of the form.</summary>
internal sealed record RecordingTextFields
{
    public string? Captions { get; init; }

    public string? Transcript { get; init; }

    /// <summary>True where the transcript is to be the words of the captions.</summary>
    public bool MakesTranscript { get; init; }

    public string? BasedOn { get; init; }
}
