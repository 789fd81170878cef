using System.Globalization;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Documents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>Writes one edition of a document: an original, or a translation beside its source.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class EditModel(
    EditionDesk desk,
    SaveDraft saveDraft,
    SubmitTranslation submitTranslation,
    RequestClearance requestClearance,
    Clear clear,
    PreviewLinks previews,
    IPeopleNames people,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    private static readonly TimeSpan PreviewLifetime = TimeSpan.FromHours(12);

    public EditionOnDesk Shown { get; private set; } = null!;

    public Language Language { get; private set; } = null!;

    /// <summary>What the fields show: the newest text, or what was typed and not saved.</summary>
    public EditFields Fields { get; private set; } = null!;

    public string? Error { get; private set; }

    /// <summary>Another person's text that was saved meanwhile; null where there is none.</summary>
    public SaveConflict? Conflict { get; private set; }

    /// <summary>How the source changed since it was translated; empty where it did not.</summary>
    public IReadOnlyList<DifferentPart> SourceChanges { get; private set; } = [];

    /// <summary>Who saved the newest text, in words; null where there is none.</summary>
    public string? SavedBy { get; private set; }

    public bool MayWrite => User.MayWrite(Shown.Language);

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

    public async Task<IActionResult> OnPostRequestClearanceAsync(string slug, string language, CancellationToken cancellation) =>
        User.MayWrite(language)
            ? await FinishAsync(
                slug,
                language,
                await requestClearance.RunAsync(slug, language, User.ToActor(), cancellation),
                cancellation
            )
            : Forbid();

    public async Task<IActionResult> OnPostClearAsync(string slug, string language, int number, CancellationToken cancellation)
    {
        if (!User.May(DeskPolicies.Clear))
        {
            return Forbid();
        }

        // What the clearer has read, not what was saved since.
        var result =
            await LoadAsync(slug, language, cancellation) && Shown.Newest?.Number != number
                ? new NewsroomResult(NewsroomCode.NewerRevision, slug, language)
                : await clear.RunAsync(slug, language, reason: null, User.ToActor(), cancellation);
        return await FinishAsync(slug, language, result, cancellation);
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
            SavedBy = NewsroomWording.NameOf(newest.CreatedBy, names, localizer);
        }

        if (shown is { IsBehind: true, Source: { Translated: { } translated, Present: var present } })
        {
            SourceChanges = TextDifference.Of(translated, present);
        }

        return true;
    }
}

/// <summary>The fields of the form.</summary>
internal sealed record EditFields
{
    public string? Title { get; init; }

    public string? Summary { get; init; }

    /// <summary>Markdown.</summary>
    public string? Body { get; init; }

    /// <summary>Number of the revision that the fields were filled from; 0 for none.</summary>
    public int? BasedOn { get; init; }

    /// <summary>Language that it is translated from; empty for an original.</summary>
    public string? From { get; init; }

    /// <summary>Number of the revision that it is translated from.</summary>
    public int? FromRevision { get; init; }

    /// <summary>Who issued the text it is a summary of; empty for a full text.</summary>
    public string? IssuedBy { get; init; }

    /// <summary><c>2020-03-23</c>.</summary>
    public string? IssuedOn { get; init; }

    public string? IssuedAt { get; init; }

    public OriginalText? Original =>
        string.IsNullOrWhiteSpace(IssuedBy) && string.IsNullOrWhiteSpace(IssuedOn) && string.IsNullOrWhiteSpace(IssuedAt)
            ? null
            : new OriginalText(
                IssuedBy?.Trim() ?? "",
                DateOnly.TryParseExact(IssuedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    ? day
                    : default,
                string.IsNullOrWhiteSpace(IssuedAt) ? null : IssuedAt.Trim()
            );

    public static EditFields Of(EditionOnDesk shown)
    {
        var original = OriginalText.Read(shown.Newest?.Original);
        return new EditFields
        {
            Title = shown.Newest?.Title,
            Summary = shown.Newest?.Summary,
            Body = shown.Newest?.Body,
            BasedOn = shown.Newest?.Number ?? 0,
            From = shown.Source?.Language,
            FromRevision = shown.Source?.Present.Number,
            IssuedBy = original?.IssuedBy,
            IssuedOn = original?.IssuedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IssuedAt = original?.Url,
        };
    }

    /// <returns>Null where both changed the same lines.</returns>
    public EditFields? MergeWith(Revision before, Revision theirs) =>
        TextDifference.Merge(before.Title, Title ?? "", theirs.Title) is { } title
        && TextDifference.Merge(before.Summary, Summary ?? "", theirs.Summary) is { } summary
        && TextDifference.Merge(before.Body, Body ?? "", theirs.Body) is { } body
            ? this with
            {
                Title = title,
                Summary = summary,
                Body = body,
            }
            : null;
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
