using Concord.Foundation.Journal;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Documents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pages.Desk;

/// <summary>All revisions of an edition: compares two, and brings one back as the newest.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class HistoryModel(
    EditionDesk desk,
    SaveDraft saveDraft,
    SubmitTranslation submitTranslation,
    IPeopleNames people,
    JournalReader journal,
    ConcordDb db,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    private const int MostEvents = 200;

    /// <summary>What happened to the document in every language, newest first.</summary>
    public IReadOnlyList<HistoryEvent> Events { get; private set; } = [];

    public EditionOnDesk Shown { get; private set; } = null!;

    public Language Language { get; private set; } = null!;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<RevisionRow> Revisions { get; private set; } = [];

    /// <summary>Numbers of the two revisions that are compared; null for none.</summary>
    public (int From, int To)? Compared { get; private set; }

    public IReadOnlyList<DifferentPart> Difference { get; private set; } = [];

    public string? Error { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, string language, int? from, int? to, CancellationToken cancellation)
    {
        if (!await LoadAsync(slug, language, cancellation))
        {
            return NotFound();
        }

        if (from is { } first && to is { } second)
        {
            var (before, after) = (
                await desk.FindAsync(Shown.Edition!.Id, Math.Min(first, second), cancellation),
                await desk.FindAsync(Shown.Edition.Id, Math.Max(first, second), cancellation)
            );
            if (before is null || after is null)
            {
                return NotFound();
            }

            Compared = (before.Number, after.Number);
            Difference = TextDifference.Of(before, after);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostRestoreAsync(string slug, string language, int number, CancellationToken cancellation)
    {
        if (!User.MayWrite(language))
        {
            return Forbid();
        }

        if (
            !await LoadAsync(slug, language, cancellation)
            || await desk.FindAsync(Shown.Edition!.Id, number, cancellation) is not { } revision
        )
        {
            return NotFound();
        }

        var draft = new Draft(slug, Shown.Language, revision.Title, revision.Summary, revision.Body)
        {
            Original = OriginalText.Read(revision.Original),
            Items = EditionContent.ReadItems(revision.Items),
            BasedOn = Shown.Newest!.Number,
        };
        // A translation stays one, and is behind again where its source has changed since.
        var result = await desk.SourceOfAsync(revision, cancellation) is var (from, fromNumber)
            ? await submitTranslation.RunAsync(draft, from, fromNumber, User.ToActor(), cancellation)
            : await saveDraft.RunAsync(draft, User.ToActor(), cancellation);
        if (result.IsDone)
        {
            return LocalRedirect($"/desk/{localizer.Language.Code}/documents/{slug}/{Shown.Language}");
        }

        Error = NewsroomWording.Of(result, localizer);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(string slug, string language, CancellationToken cancellation)
    {
        if (
            languages.Find(language) is not { } known
            || await desk.ReadAsync(slug, known.Code, cancellation) is not { Edition: { } edition } shown
        )
        {
            return false;
        }

        (Shown, Language) = (shown, known);
        var rows = await db.Set<Revision>()
            .AsNoTracking()
            .Where(revision => revision.EditionId == edition.Id)
            .OrderByDescending(revision => revision.Number)
            .Select(revision => new
            {
                revision.Number,
                revision.Title,
                revision.CreatedAt,
                revision.CreatedBy,
            })
            .ToListAsync(cancellation);
        var entries = await journal.AboutAsync(Shown.Document.Subject, MostEvents, cancellation);
        var names = await people.FindAsync(
            rows.Select(row => row.CreatedBy).Concat(entries.Select(entry => entry.Actor)).Distinct(),
            cancellation
        );
        Events =
        [
            .. entries.Select(entry => new HistoryEvent(
                entry.At,
                JournalWording.NameOf(entry.Actor, names, localizer),
                JournalWording.Of(entry, localizer, languages),
                entry.Reason
            )),
        ];
        Revisions =
        [
            .. rows.Select(row => new RevisionRow(
                row.Number,
                row.Title,
                row.CreatedAt,
                JournalWording.NameOf(row.CreatedBy, names, localizer)
            )),
        ];
        return true;
    }
}

/// <param name="At">UTC.</param>
/// <param name="By">As colleagues know the person, or the part of the program.</param>
internal sealed record RevisionRow(int Number, string Title, DateTime At, string By);

/// <summary>Something that happened to a document.</summary>
/// <param name="At">UTC.</param>
/// <param name="By">As colleagues know the person.</param>
/// <param name="Text">In words.</param>
/// <param name="Reason">The person's own words; null where none were given.</param>
internal sealed record HistoryEvent(DateTime At, string By, string Text, string? Reason);
