using Concord.Foundation.Journal;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>A page that writes one edition: it saves its form, keeps what is typed, and shows conflicts.</summary>
internal abstract class EditionPageModel(EditionForm form, Localizer localizer) : PageModel
{
    protected Localizer Localizer { get; } = localizer;

    public EditionOnDesk Shown { get; private set; } = null!;

    public Language Language { get; private set; } = null!;

    /// <summary>What the fields show: the newest text, or what was typed and not saved.</summary>
    public EditFields Fields { get; protected set; } = null!;

    /// <summary>UTC of what was typed earlier and not saved, where the fields show it.</summary>
    public DateTime? UnsavedSince { get; private set; }

    public string? Error { get; protected set; }

    /// <summary>Another person's text that was saved meanwhile; null where there is none.</summary>
    public SaveConflict? Conflict { get; private set; }

    /// <summary>Who saved the newest text, in words; null where there is none.</summary>
    public string? SavedBy { get; private set; }

    public bool MayWrite => User.MayWrite(Shown.Language);

    /// <summary>Under which the browser holds what it could not send.</summary>
    public virtual string KeepKey => $"{User.IdOf():N}:{Shown.Document.Slug}:{Shown.Language}";

    /// <summary>A sign of life of the page; answers who else is here.</summary>
    public async Task<IActionResult> OnPostHereAsync(string slug, string language, CancellationToken cancellation) =>
        await FindAsync(slug, language, cancellation) ? await AnswerAsync(typed: null, cancellation) : NotFound();

    /// <summary>The page was closed.</summary>
    public async Task<IActionResult> OnPostLeaveAsync(string slug, string language, CancellationToken cancellation)
    {
        if (!await FindAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        await form.LeaveAsync(Shown, User.IdOf(), cancellation);
        return new NoContentResult();
    }

    /// <summary>Throws away what was typed and not saved.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(string slug, string language, CancellationToken cancellation)
    {
        if (!await FindAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        await form.DiscardAsync(Shown, User.IdOf(), cancellation);
        return RedirectToPage();
    }

    /// <returns>False where there is no such document or language.</returns>
    protected async Task<bool> FindAsync(string slug, string language, CancellationToken cancellation)
    {
        if (await form.FindAsync(slug, language, cancellation) is not var (shown, known))
        {
            return false;
        }

        (Shown, Language) = (shown, known);
        SavedBy = await form.SavedByAsync(shown, cancellation);
        return true;
    }

    /// <summary>Reads what else the page shows.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellation);

    protected async Task<bool> TryLoadAsync(string slug, string language, CancellationToken cancellation)
    {
        if (!await FindAsync(slug, language, cancellation))
        {
            return false;
        }

        await LoadAsync(cancellation);
        return true;
    }

    /// <summary>Fills the fields with the newest text, or with what the person typed and did not save.</summary>
    protected async Task FillAsync(CancellationToken cancellation)
    {
        Fields = EditFields.Of(Shown);
        if (
            MayWrite
            && await form.FindUnsavedAsync(Shown, User.IdOf(), cancellation) is { } unsaved
            && !unsaved.Fields.HasSameText(Fields)
        )
        {
            (Fields, UnsavedSince) = (unsaved.Fields, unsaved.TypedAt);
        }
    }

    /// <summary>Saves the form; the caller has checked that the person may write.</summary>
    protected async Task<IActionResult> SaveAsync(EditFields fields, CancellationToken cancellation)
    {
        var result = await form.SaveAsync(Shown, fields, User.ToActor(), cancellation);
        if (result.IsDone)
        {
            await form.DiscardAsync(Shown, User.IdOf(), cancellation);
            return RedirectToPage();
        }

        if (result.Code is NewsroomCode.NewerRevision or NewsroomCode.Conflict)
        {
            await FindAsync(Shown.Document.Slug, Shown.Language, cancellation);
            (Conflict, Fields) = await form.CompareAsync(Shown, fields, SavedBy ?? "", cancellation);
        }
        else
        {
            (Fields, Error) = (fields, NewsroomWording.Of(result, Localizer));
        }

        await LoadAsync(cancellation);
        Response.StatusCode = Conflict is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        return Page();
    }

    /// <summary>Keeps what was typed, and answers who else is here.</summary>
    protected async Task<IActionResult> KeepAsync(EditFields fields, CancellationToken cancellation) =>
        fields.IsTooLong ? StatusCode(StatusCodes.Status413PayloadTooLarge) : await AnswerAsync(fields, cancellation);

    private async Task<IActionResult> AnswerAsync(EditFields? typed, CancellationToken cancellation)
    {
        var keptAt = await form.KeepAsync(Shown, User.IdOf(), typed, cancellation);
        var others = await form.OthersAsync(Shown, User.IdOf(), cancellation);
        return new JsonResult(
            new
            {
                keptAt = typed is null ? null : Localizer.Format.Time(keptAt),
                newest = Shown.Newest?.Number ?? 0,
                by = SavedBy,
                others = others.Select(other => new { name = other.Name, hasTyped = other.HasTyped }),
            }
        );
    }
}
