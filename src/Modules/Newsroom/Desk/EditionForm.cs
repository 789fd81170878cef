using Concord.Foundation;
using Concord.Foundation.Journal;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Newsroom.Commands;

namespace Concord.Newsroom.Desk;

/// <summary>What the pages that write an edition have in common: the edition, saving it, and keeping what is typed.</summary>
internal sealed class EditionForm(
    EditionDesk desk,
    SaveDraft saveDraft,
    SubmitTranslation submitTranslation,
    WorkingCopies copies,
    IPeopleNames people,
    LanguageSet languages,
    Localizer localizer
)
{
    /// <returns>Null where there is no such document or language.</returns>
    public async Task<(EditionOnDesk Shown, Language Language)?> FindAsync(
        string slug,
        string language,
        CancellationToken cancellation
    ) =>
        languages.Find(language) is { } known && await desk.ReadAsync(slug, known.Code, cancellation) is { } shown
            ? (shown, known)
            : null;

    /// <returns>Who saved the newest text, in words; null where there is none.</returns>
    public async Task<string?> SavedByAsync(EditionOnDesk shown, CancellationToken cancellation) =>
        shown.Newest is { CreatedBy: var actor }
            ? JournalWording.NameOf(actor, await people.FindAsync([actor], cancellation), localizer)
            : null;

    public Task<NewsroomResult> SaveAsync(EditionOnDesk shown, EditFields fields, Actor actor, CancellationToken cancellation)
    {
        var draft = new Draft(
            shown.Document.Slug,
            shown.Language,
            fields.Title ?? "",
            fields.Summary ?? "",
            (fields.Body ?? "").ReplaceLineEndings("\n")
        )
        {
            BasedOn = fields.BasedOn,
            Original = fields.Original,
        };
        return fields.From is { Length: > 0 } from && languages.Find(from) is not null
            ? submitTranslation.RunAsync(draft, from, fields.FromRevision, actor, cancellation)
            : saveDraft.RunAsync(draft, actor, cancellation);
    }

    /// <summary>Compares what was typed with what another person saved, and joins both where they changed other lines.</summary>
    /// <param name="shown">With the text of the other person as the newest.</param>
    /// <returns>The differences, and the fields to go on with.</returns>
    public async Task<(SaveConflict Conflict, EditFields Fields)> CompareAsync(
        EditionOnDesk shown,
        EditFields typed,
        string savedBy,
        CancellationToken cancellation
    )
    {
        var theirs = shown.Newest!;
        var before =
            typed.BasedOn is > 0 and var number && shown.Edition is { } edition
                ? await desk.FindAsync(edition.Id, number, cancellation)
                : null;
        var merged = before is null ? null : typed.MergeWith(before, theirs);
        var conflict = new SaveConflict(
            savedBy,
            merged is not null,
            TextDifference.Of(theirs.Title, typed.Title ?? ""),
            TextDifference.Of(theirs.Summary, typed.Summary ?? ""),
            TextDifference.Of(theirs.Body, typed.Body ?? "")
        );
        return (conflict, (merged ?? typed) with { BasedOn = theirs.Number });
    }

    /// <returns>Null where the person has nothing unsaved.</returns>
    public Task<UnsavedText?> FindUnsavedAsync(EditionOnDesk shown, Guid account, CancellationToken cancellation) =>
        copies.FindAsync(shown.Document.Id, shown.Language, account, cancellation);

    /// <param name="typed">Null only says that the page is open.</param>
    /// <returns>UTC of the write.</returns>
    public Task<DateTime> KeepAsync(EditionOnDesk shown, Guid account, EditFields? typed, CancellationToken cancellation) =>
        copies.KeepAsync(shown.Document.Id, shown.Language, account, typed, cancellation);

    public Task DiscardAsync(EditionOnDesk shown, Guid account, CancellationToken cancellation) =>
        copies.DiscardAsync(shown.Document.Id, shown.Language, account, cancellation);

    public Task LeaveAsync(EditionOnDesk shown, Guid account, CancellationToken cancellation) =>
        copies.LeaveAsync(shown.Document.Id, shown.Language, account, cancellation);

    /// <summary>Others who have the edition open, and whether they have unsaved text.</summary>
    public async Task<IReadOnlyList<(string Name, bool HasTyped)>> OthersAsync(
        EditionOnDesk shown,
        Guid account,
        CancellationToken cancellation
    )
    {
        var others = await copies.OthersAsync(shown.Document.Id, shown.Language, account, cancellation);
        var names = await people.FindAsync(others.Select(other => other.Actor), cancellation);
        return [.. others.Select(other => (JournalWording.NameOf(other.Actor, names, localizer), other.HasTyped))];
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
