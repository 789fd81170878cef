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
    EditionForm form,
    RequestClearance requestClearance,
    Clear clear,
    InviteGuestClearer inviteGuest,
    ClearanceReader clearance,
    CommentOnText comments,
    CommentList discussions,
    GlossaryReader glossary,
    SiteClock clock,
    SiteAddress site,
    TranslationFiles files,
    RevokePreviews revokePreviews,
    IPeopleNames people,
    KindCatalogue kinds,
    Localizer localizer
) : EditionPageModel(form, localizer)
{
    /// <summary>How the source changed since it was translated; empty where it did not.</summary>
    public IReadOnlyList<DifferentPart> SourceChanges { get; private set; } = [];

    /// <summary>A statement has to say who makes it.</summary>
    public bool LacksSpeaker => kinds[Shown.Document.Kind].NeedsSpeaker && Shown.Document.Speaker is null;

    public async Task<IActionResult> OnGetAsync(string slug, string language, CancellationToken cancellation)
    {
        if (!await TryLoadAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        await FillAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(
        string slug,
        string language,
        EditFields fields,
        CancellationToken cancellation
    ) =>
        !User.MayWrite(language) ? Forbid()
        : await FindAsync(slug, language, cancellation) ? await SaveAsync(fields, cancellation)
        : NotFound();

    /// <summary>Keeps what was typed, and answers who else is here.</summary>
    public async Task<IActionResult> OnPostKeepAsync(
        string slug,
        string language,
        EditFields fields,
        CancellationToken cancellation
    ) =>
        !User.MayWrite(language) ? Forbid()
        : await FindAsync(slug, language, cancellation) ? await KeepAsync(fields, cancellation)
        : NotFound();

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

        if (!await TryLoadAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        (Fields, Error) = (EditFields.Of(Shown), NewsroomWording.Of(result, Localizer));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        await LoadClearanceAsync(cancellation);
        await LoadCommentsAsync(cancellation);
        await LoadTermsAsync(cancellation);
        if (Shown is { IsBehind: true, Source: { Translated: { } translated, Present: var present } })
        {
            SourceChanges = TextDifference.Of(translated, present);
        }
    }
}
