using Concord.Foundation.Journal;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Newsroom.Clearance;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Comments;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Glossary;
using Concord.Newsroom.Kinds;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Writes one edition of a document: an original, or a translation beside its source.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed partial class EditModel(
    EditionDesk desk,
    SaveDraft saveDraft,
    SubmitTranslation submitTranslation,
    RequestClearance requestClearance,
    Clear clear,
    InviteGuestClearer inviteGuest,
    ClearanceReader clearance,
    CommentOnText comments,
    CommentList discussions,
    GlossaryReader glossary,
    SiteClock clock,
    SiteAddress site,
    WorkingCopies copies,
    TranslationFiles files,
    PreviewLinks previews,
    RevokePreviews revokePreviews,
    IPeopleNames people,
    KindCatalogue kinds,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    private static readonly TimeSpan PreviewLifetime = TimeSpan.FromHours(12);

    public EditionOnDesk Shown { get; private set; } = null!;

    public Language Language { get; private set; } = null!;

    /// <summary>What the fields show: the newest text, or what was typed and not saved.</summary>
    public EditFields Fields { get; private set; } = null!;

    /// <summary>UTC of what was typed earlier and not saved, where the fields show it.</summary>
    public DateTime? UnsavedSince { get; private set; }

    public string? Error { get; private set; }

    /// <summary>Another person's text that was saved meanwhile; null where there is none.</summary>
    public SaveConflict? Conflict { get; private set; }

    /// <summary>How the source changed since it was translated; empty where it did not.</summary>
    public IReadOnlyList<DifferentPart> SourceChanges { get; private set; } = [];

    /// <summary>Who saved the newest text, in words; null where there is none.</summary>
    public string? SavedBy { get; private set; }

    public bool MayWrite => User.MayWrite(Shown.Language);

    /// <summary>Under which the browser holds what it could not send.</summary>
    public string KeepKey => $"{User.IdOf():N}:{Shown.Document.Slug}:{Shown.Language}";

    /// <summary>A statement has to say who makes it.</summary>
    public bool LacksSpeaker => kinds[Shown.Document.Kind].NeedsSpeaker && Shown.Document.Speaker is null;

    public string? Preview =>
        Shown.Newest is { } newest
            ? $"{DocumentAddress.Of(Shown.Language, Shown.Document.Kind, Shown.Document.Slug)}?{PreviewLinks.QueryKey}={previews.TokenFor(newest.Id, PreviewLifetime)}"
            : null;

    public async Task<IActionResult> OnGetAsync(string slug, string language, CancellationToken cancellation)
    {
        if (!await LoadAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        Fields = EditFields.Of(Shown);
        if (
            MayWrite
            && await copies.FindAsync(Shown.Document.Id, Shown.Language, User.IdOf(), cancellation) is { } unsaved
            && !unsaved.Fields.HasSameText(Fields)
        )
        {
            (Fields, UnsavedSince) = (unsaved.Fields, unsaved.TypedAt);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(
        string slug,
        string language,
        EditFields fields,
        CancellationToken cancellation
    )
    {
        if (!User.MayWrite(language))
        {
            return Forbid();
        }

        if (!await LoadAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        var result = await SaveAsync(fields, cancellation);
        if (result.IsDone)
        {
            await copies.DiscardAsync(Shown.Document.Id, Shown.Language, User.IdOf(), cancellation);
            return RedirectToPage();
        }

        if (result.Code is NewsroomCode.NewerRevision or NewsroomCode.Conflict)
        {
            await LoadAsync(slug, language, cancellation);
            await ShowConflictAsync(fields, cancellation);
        }
        else
        {
            (Fields, Error) = (fields, NewsroomWording.Of(result, localizer));
        }

        Response.StatusCode = Conflict is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<NewsroomResult> SaveAsync(EditFields fields, CancellationToken cancellation)
    {
        var draft = new Draft(
            Shown.Document.Slug,
            Shown.Language,
            fields.Title ?? "",
            fields.Summary ?? "",
            (fields.Body ?? "").ReplaceLineEndings("\n")
        )
        {
            BasedOn = fields.BasedOn,
            Original = fields.Original,
        };
        return fields.From is { Length: > 0 } from && languages.Find(from) is not null
            ? await submitTranslation.RunAsync(draft, from, fields.FromRevision, User.ToActor(), cancellation)
            : await saveDraft.RunAsync(draft, User.ToActor(), cancellation);
    }

    private async Task<IActionResult> FinishAsync(
        string slug,
        string language,
        NewsroomResult result,
        CancellationToken cancellation
    )
    {
        if (result.IsDone)
        {
            return RedirectToPage();
        }

        if (!await LoadAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        (Fields, Error) = (EditFields.Of(Shown), NewsroomWording.Of(result, localizer));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Shows what was typed joined with what another person saved, or both where they changed the same lines.</summary>
    private async Task ShowConflictAsync(EditFields typed, CancellationToken cancellation)
    {
        var theirs = Shown.Newest!;
        var before =
            typed.BasedOn is > 0 and var number && Shown.Edition is { } edition
                ? await desk.FindAsync(edition.Id, number, cancellation)
                : null;
        var merged = before is null ? null : typed.MergeWith(before, theirs);
        Conflict = new SaveConflict(
            SavedBy ?? "",
            merged is not null,
            TextDifference.Of(theirs.Title, typed.Title ?? ""),
            TextDifference.Of(theirs.Summary, typed.Summary ?? ""),
            TextDifference.Of(theirs.Body, typed.Body ?? "")
        );
        Fields = (merged ?? typed) with { BasedOn = theirs.Number };
    }

    private async Task<bool> LoadAsync(string slug, string language, CancellationToken cancellation)
    {
        if (languages.Find(language) is not { } known || await desk.ReadAsync(slug, known.Code, cancellation) is not { } shown)
        {
            return false;
        }

        (Shown, Language) = (shown, known);
        if (shown.Newest is { } newest)
        {
            var names = await people.FindAsync([newest.CreatedBy], cancellation);
            SavedBy = JournalWording.NameOf(newest.CreatedBy, names, localizer);
        }

        await LoadClearanceAsync(cancellation);
        await LoadCommentsAsync(cancellation);
        await LoadTermsAsync(cancellation);
        if (shown is { IsBehind: true, Source: { Translated: { } translated, Present: var present } })
        {
            SourceChanges = TextDifference.Of(translated, present);
        }

        return true;
    }
}

/// <summary>What another person saved while this one was typing.</summary>
/// <param name="By">Their name.</param>
/// <param name="IsMerged">Whether the fields hold both people's changes.</param>
internal sealed record SaveConflict(
    string By,
    bool IsMerged,
    IReadOnlyList<DifferentPart> Title,
    IReadOnlyList<DifferentPart> Summary,
    IReadOnlyList<DifferentPart> Body
);
