using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom;

/// <summary>What the command line shows of documents, released or not.</summary>
public sealed class DocumentQueries
{
    private readonly ConcordDb db;
    private readonly TimeProvider time;

    internal DocumentQueries(ConcordDb db, TimeProvider time) => (this.db, this.time) = (db, time);

    /// <param name="kind">Null for all.</param>
    /// <returns>Newest first.</returns>
    public async Task<IReadOnlyList<DocumentSummary>> ListAsync(string? kind, int skip, int take, CancellationToken cancellation)
    {
        var rows = await db.Set<Document>()
            .AsNoTracking()
            .Where(document => kind == null || document.Kind == kind)
            .OrderByDescending(document => document.PublishedAt)
            .ThenBy(document => document.Slug)
            .Skip(skip)
            .Take(take)
            .Include(document => document.Editions)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(document => new DocumentSummary(
                document.Slug,
                document.Kind,
                document.PublishedAt,
                [
                    .. document
                        .Editions.OrderBy(edition => edition.Language, StringComparer.Ordinal)
                        .Select(edition => new EditionSummary(
                            edition.Language,
                            edition.State.ToString(),
                            edition.PublicRevision
                        )),
                ]
            )),
        ];
    }

    /// <returns>Null where there is no such document.</returns>
    public async Task<DocumentHistory?> ShowAsync(string slug, CancellationToken cancellation)
    {
        var document = await db.Set<Document>()
            .AsNoTracking()
            .Include(row => row.Editions)
                .ThenInclude(edition => edition.Statuses)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        if (document is null)
        {
            return null;
        }

        var ids = document.Editions.ConvertAll(edition => edition.Id);
        var revisions = await db.Set<Revision>()
            .AsNoTracking()
            .Where(revision => ids.Contains(revision.EditionId))
            .OrderBy(revision => revision.Number)
            .Select(revision => new
            {
                revision.EditionId,
                Summary = new RevisionSummary(
                    revision.Id,
                    revision.Number,
                    revision.Title,
                    revision.CreatedAt,
                    revision.CreatedBy,
                    revision.Digest
                ),
            })
            .ToListAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var scheduled = await db.Set<ReleaseSet>()
            .AsNoTracking()
            .Where(set =>
                set.ExecutedAt == null && set.CancelledAt == null && set.Items.Any(item => ids.Contains(item.EditionId))
            )
            .OrderBy(set => set.DueAt)
            .Select(set => new ScheduledSet(set.Id, set.DueAt, set.DueAt < now))
            .ToListAsync(cancellation);
        return new DocumentHistory(
            document.Slug,
            document.Kind,
            document.PublishedAt,
            [
                .. document
                    .Editions.OrderBy(edition => edition.Language, StringComparer.Ordinal)
                    .Select(edition => new EditionHistory(
                        edition.Language,
                        edition.State.ToString(),
                        edition.PublicRevision,
                        edition.ClearedRevision,
                        [.. revisions.Where(revision => revision.EditionId == edition.Id).Select(revision => revision.Summary)],
                        [
                            .. edition
                                .Statuses.OrderBy(status => status.At)
                                .ThenBy(status => status.Number)
                                .Select(status => new StatusSummary(
                                    status.Undoes is null ? status.State.ToString() : "Undo",
                                    status.At,
                                    status.Revision,
                                    status.Actor,
                                    status.Notice,
                                    status.MovedTo
                                )),
                        ]
                    )),
            ],
            scheduled
        );
    }

    /// <param name="number">Null for the newest.</param>
    /// <returns>Null where there is no such revision.</returns>
    public async Task<RevisionText?> TextAsync(string slug, string language, int? number, CancellationToken cancellation) =>
        await db.Set<Edition>()
            .Where(edition => edition.Document.Slug == slug && edition.Language == language)
            .SelectMany(edition => edition.Revisions, (edition, revision) => new { edition.Kind, revision })
            .Where(row => number == null || row.revision.Number == number)
            .OrderByDescending(row => row.revision.Number)
            .Select(row => new RevisionText(
                row.revision.Id,
                row.Kind,
                row.revision.Number,
                row.revision.Title,
                row.revision.Summary,
                row.revision.Body,
                OriginalText.Read(row.revision.Original)
            ))
            .FirstOrDefaultAsync(cancellation);
}

/// <param name="PublishedAt">UTC.</param>
public sealed record DocumentSummary(string Slug, string Kind, DateTime PublishedAt, IReadOnlyList<EditionSummary> Editions);

/// <param name="PublicRevision">The revision readers see; null where nothing was released.</param>
public sealed record EditionSummary(string Language, string State, int? PublicRevision);

/// <param name="PublishedAt">UTC.</param>
public sealed record DocumentHistory(
    string Slug,
    string Kind,
    DateTime PublishedAt,
    IReadOnlyList<EditionHistory> Editions,
    IReadOnlyList<ScheduledSet> Scheduled
);

public sealed record EditionHistory(
    string Language,
    string State,
    int? PublicRevision,
    int? ClearedRevision,
    IReadOnlyList<RevisionSummary> Revisions,
    IReadOnlyList<StatusSummary> Statuses
);

/// <param name="CreatedAt">UTC.</param>
/// <param name="Digest">SHA-256 of the text, lower-case hexadecimal.</param>
public sealed record RevisionSummary(Guid Id, int Number, string Title, DateTime CreatedAt, string CreatedBy, string Digest);

/// <param name="At">UTC.</param>
public sealed record StatusSummary(string State, DateTime At, int Revision, string Actor, string? Notice, string? MovedTo);

/// <param name="DueAt">UTC.</param>
public sealed record ScheduledSet(Guid Id, DateTime DueAt, bool IsOverdue);

/// <param name="Body">Markdown.</param>
/// <param name="Original">The text it is a summary of; null where it is the full text.</param>
public sealed record RevisionText(
    Guid Id,
    string Kind,
    int Number,
    string Title,
    string Summary,
    string Body,
    OriginalText? Original
);
