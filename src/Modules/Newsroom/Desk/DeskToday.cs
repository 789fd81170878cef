using System.Security.Claims;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Newsroom.Clearance;
using Concord.Newsroom.Comments;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Jobs;
using Concord.Newsroom.Records;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Desk;

/// <summary>What waits for a person, what is due, what is stale, and what just went out.</summary>
internal sealed class DeskToday(
    ConcordDb db,
    DocumentBoard board,
    WorkingCopies copies,
    ClearanceReader clearance,
    CommentList discussions,
    RecordsInWork records,
    TimeProvider time,
    LanguageSet languages
)
{
    /// <summary>Items of one list.</summary>
    public const int Most = 12;

    /// <param name="language">In which site data is named.</param>
    public async Task<TodayLists> ReadAsync(ClaimsPrincipal person, Language language, CancellationToken cancellation)
    {
        var own = languages.All.Select(language => language.Code).Where(person.MayWrite).ToList();
        return new TodayLists
        {
            ToClear = person.May(DeskPolicies.Clear) ? await ToClearAsync(person.ToActor(), cancellation) : [],
            ChangedSince = person.May(DeskPolicies.Clear) ? await ChangedSinceAsync(person.ToActor(), cancellation) : [],
            ToRelease = person.May(DeskPolicies.Release)
                ? await ItemsAsync(
                    board
                        .Unreleased()
                        .Where(edition =>
                            edition.ClearedRevision != null
                            && !db.Set<Revision>()
                                .Any(later => later.EditionId == edition.Id && later.Number > edition.ClearedRevision)
                        ),
                    cancellation
                )
                : [],
            RecordsToClear = person.May(DeskPolicies.Clear)
                ? await records.WaitingForAsync(person.ToActor(), language, Most, cancellation)
                : [],
            RecordsToPublish = person.May(DeskPolicies.Release) ? await records.ClearedAsync(language, Most, cancellation) : [],
            Behind = await ItemsAsync(
                board.Behind().Where(edition => own.Count == 0 || own.Contains(edition.Language)),
                cancellation
            ),
            InWork =
                own.Count > 0
                    ? await ItemsAsync(
                        board
                            .Unreleased()
                            .Where(edition =>
                                own.Contains(edition.Language)
                                && edition.ClearanceRequestedFor == null
                                && edition.ClearedRevision == null
                            ),
                        cancellation
                    )
                    : [],
            Mentions = await discussions.MentioningAsync(person.ToActor(), Most, cancellation),
            Unsaved = own.Count > 0 ? await copies.ListAsync(person.IdOf(), Most, cancellation) : [],
            Overdue = await ReleaseHealth
                .Overdue(db, time.GetUtcNow().UtcDateTime)
                .MinAsync(set => (DateTime?)set.DueAt, cancellation),
            Deadlines = await DeadlinesAsync(own, language, cancellation),
            Due = await DueAsync(cancellation),
            Out = await OutAsync(cancellation),
        };
    }

    private async Task<IReadOnlyList<TodayItem>> ToClearAsync(Actor person, CancellationToken cancellation)
    {
        var open = await board.Clearing().AsNoTracking().ToListAsync(cancellation);
        var waiting = await clearance.WaitingForAsync(
            [.. open.Select(edition => (edition.Id, edition.ClearanceRequestedFor))],
            person,
            cancellation
        );
        return await ItemsAsync(db.Set<Edition>().Where(edition => waiting.Contains(edition.Id)), cancellation);
    }

    /// <summary>Texts that the person cleared, and that were changed before readers saw them.</summary>
    private Task<IReadOnlyList<TodayItem>> ChangedSinceAsync(Actor person, CancellationToken cancellation)
    {
        var name = person.ToString();
        return ItemsAsync(
            board
                .Unreleased()
                .Where(edition =>
                    db.Set<ClearanceDecision>()
                        .Any(own =>
                            own.EditionId == edition.Id
                            && own.Actor == name
                            && own.IsCleared
                            && own.Revision > (edition.PublicRevision ?? 0)
                        )
                    && !db.Set<ClearanceDecision>()
                        .Any(own =>
                            own.EditionId == edition.Id
                            && own.Actor == name
                            && own.IsCleared
                            && !db.Set<Revision>().Any(later => later.EditionId == edition.Id && later.Number > own.Revision)
                        )
                ),
            cancellation
        );
    }

    private static async Task<IReadOnlyList<TodayItem>> ItemsAsync(
        IQueryable<Edition> editions,
        CancellationToken cancellation
    ) =>
        await editions
            .AsNoTracking()
            .Select(edition => new
            {
                edition.Document.Slug,
                edition.Language,
                Newest = edition.Revisions.OrderByDescending(revision => revision.Number).First(),
            })
            .OrderByDescending(row => row.Newest.CreatedAt)
            .Take(Most)
            .Select(row => new TodayItem(row.Slug, row.Language, row.Newest.Title, row.Newest.CreatedAt, null))
            .ToListAsync(cancellation);

    /// <summary>Documents with a deadline of which readers do not see the newest text yet.</summary>
    /// <param name="own">Languages that the person writes; a document leads to one of these where it can.</param>
    private async Task<IReadOnlyList<TodayItem>> DeadlinesAsync(
        IReadOnlyList<string> own,
        Language language,
        CancellationToken cancellation
    )
    {
        var documents = await db.Set<Document>()
            .AsNoTracking()
            .Include(document => document.Editions)
            .Where(document => document.DueAt != null && board.Unreleased().Any(edition => edition.DocumentId == document.Id))
            .OrderBy(document => document.DueAt)
            .ThenBy(document => document.Slug)
            .Take(Most)
            .ToListAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        return
        [
            .. (await board.RowsOfAsync(documents, cancellation)).Select(row =>
            {
                var cell = row
                    .Cells.OrderByDescending(cell => own.Contains(cell.Language))
                    .ThenByDescending(cell => cell.Stage is not (EditionStage.Missing or EditionStage.Live))
                    .First();
                return new TodayItem(row.Slug, cell.Language, row.TitleIn(language.Code), row.DueAt!.Value, null)
                {
                    IsLate = row.DueAt < now,
                    KindKey = $"kind.{row.Kind}",
                };
            }),
        ];
    }

    private async Task<IReadOnlyList<TodayItem>> DueAsync(CancellationToken cancellation) =>
        await (
            from set in db.Set<ReleaseSet>().AsNoTracking()
            where set.ExecutedAt == null && set.CancelledAt == null
            from item in set.Items
            join edition in db.Set<Edition>() on item.EditionId equals edition.Id
            join revision in db.Set<Revision>()
                on new { item.EditionId, Number = item.Revision } equals new { revision.EditionId, revision.Number }
            orderby set.DueAt, edition.Language
            select new TodayItem(edition.Document.Slug, edition.Language, revision.Title, set.DueAt, null)
        )
            .Take(Most)
            .ToListAsync(cancellation);

    private async Task<IReadOnlyList<TodayItem>> OutAsync(CancellationToken cancellation) =>
        await (
            from status in db.Set<Status>().AsNoTracking()
            where
                status.Undoes == null
                && !db.Set<Status>()
                    .Any(other =>
                        other.EditionId == status.EditionId && other.Undoes <= status.Number && other.Number > status.Number
                    )
            join edition in db.Set<Edition>() on status.EditionId equals edition.Id
            join revision in db.Set<Revision>()
                on new { status.EditionId, Number = status.Revision } equals new { revision.EditionId, revision.Number }
            orderby status.At descending, edition.Language
            select new TodayItem(edition.Document.Slug, edition.Language, revision.Title, status.At, status.State)
        )
            .Take(Most)
            .ToListAsync(cancellation);
}

internal sealed record TodayLists
{
    /// <summary>Texts that somebody asked this person to clear.</summary>
    public required IReadOnlyList<TodayItem> ToClear { get; init; }

    /// <summary>Texts that this person cleared and that were changed since.</summary>
    public required IReadOnlyList<TodayItem> ChangedSince { get; init; }

    /// <summary>Texts that were cleared and that this person may release.</summary>
    public required IReadOnlyList<TodayItem> ToRelease { get; init; }

    /// <summary>Changes of site data that somebody asked this person to clear.</summary>
    public required IReadOnlyList<TodayItem> RecordsToClear { get; init; }

    /// <summary>Changes of site data that were cleared and that this person may make public.</summary>
    public required IReadOnlyList<TodayItem> RecordsToPublish { get; init; }

    /// <summary>Open comments that name this person.</summary>
    public required IReadOnlyList<MentionOnDesk> Mentions { get; init; }

    /// <summary>Translations, in the person's languages, whose source has changed.</summary>
    public required IReadOnlyList<TodayItem> Behind { get; init; }

    /// <summary>Drafts in the person's languages, the last saved first.</summary>
    public required IReadOnlyList<TodayItem> InWork { get; init; }

    /// <summary>What the person typed and did not save, the latest first.</summary>
    public required IReadOnlyList<TodayItem> Unsaved { get; init; }

    /// <summary>UTC when the oldest release was due that should have been executed; null where none is late.</summary>
    public required DateTime? Overdue { get; init; }

    /// <summary>Documents whose texts have to be ready until a time, the next first.</summary>
    public required IReadOnlyList<TodayItem> Deadlines { get; init; }

    /// <summary>Scheduled releases, the next first.</summary>
    public required IReadOnlyList<TodayItem> Due { get; init; }

    /// <summary>What changed for readers, the last first.</summary>
    public required IReadOnlyList<TodayItem> Out { get; init; }
}

/// <param name="At">UTC.</param>
/// <param name="State">What it became; null for a text in work.</param>
internal sealed record TodayItem(string Slug, string Language, string Title, DateTime At, EditionState? State)
{
    /// <summary>Of its page, below <c>/desk/{language}</c>.</summary>
    public string Path { get; init; } = $"/documents/{Slug}/{Language}";

    /// <summary>Whether its time is past.</summary>
    public bool IsLate { get; init; }

    /// <summary>Text of what it is; null for a text in a language.</summary>
    public string? KindKey { get; init; }
}
