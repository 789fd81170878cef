using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Desk;

/// <summary>Documents × languages: where each edition stands.</summary>
internal sealed class DocumentBoard(ConcordDb db, LanguageSet languages)
{
    public const int PageSize = 50;

    public async Task<(Paging Paging, IReadOnlyList<BoardRow> Rows)> ReadAsync(
        BoardFilter filter,
        int page,
        CancellationToken cancellation
    )
    {
        var documents = Filter(filter);
        var paging = new Paging(page, PageSize, await documents.CountAsync(cancellation));
        var rows = await documents
            .OrderByDescending(document => document.PublishedAt)
            .ThenBy(document => document.Slug)
            .Skip(paging.Skip)
            .Take(PageSize)
            .Include(document => document.Editions)
            .AsSplitQuery()
            .AsNoTracking()
            .ToListAsync(cancellation);
        return (paging, await RowsOfAsync(rows, cancellation));
    }

    /// <summary>The rows of documents, their editions loaded, in the same order.</summary>
    public async Task<IReadOnlyList<BoardRow>> RowsOfAsync(IReadOnlyList<Document> documents, CancellationToken cancellation)
    {
        var ids = documents.SelectMany(document => document.Editions).Select(edition => edition.Id).ToList();
        var newest = await NewestAsync(ids, cancellation);
        var scheduled = await db.Set<ReleaseSet>()
            .Where(set => set.ExecutedAt == null && set.CancelledAt == null)
            .SelectMany(set => set.Items)
            .Where(item => ids.Contains(item.EditionId))
            .Select(item => new { item.EditionId, item.Revision })
            .ToListAsync(cancellation);
        var waiting = scheduled.Select(item => (item.EditionId, item.Revision)).ToHashSet();
        return
        [
            .. documents.Select(document =>
            {
                var cells = languages
                    .All.Select(language =>
                    {
                        var edition = document.Editions.Find(one => one.Language == language.Code);
                        return edition is not null && newest.TryGetValue(edition.Id, out var head)
                            ? new BoardCell(
                                language.Code,
                                EditionStages.Of(edition, head.Number, waiting.Contains((edition.Id, head.Number)))
                            )
                            {
                                IsBehind = head.IsBehind,
                                HasNewer = edition.PublicRevision is { } shown && shown != head.Number,
                                ChangedAt = head.CreatedAt,
                            }
                            : new BoardCell(language.Code, EditionStage.Missing);
                    })
                    .ToList();
                return new BoardRow(document.Slug, document.Kind, document.PublishedAt, cells)
                {
                    DocumentId = document.Id,
                    DueAt = document.DueAt,
                    Titles = document
                        .Editions.Where(edition => newest.ContainsKey(edition.Id))
                        .ToDictionary(edition => edition.Language, edition => newest[edition.Id].Title, StringComparer.Ordinal),
                };
            }),
        ];
    }

    /// <summary>Editions whose newest text was translated from a text that has changed since.</summary>
    public IQueryable<Edition> Behind() =>
        db.Set<Edition>()
            .Where(edition =>
                db.Set<Revision>()
                    .Any(revision =>
                        revision.EditionId == edition.Id
                        && !db.Set<Revision>().Any(later => later.EditionId == edition.Id && later.Number > revision.Number)
                        && db.Set<Revision>()
                            .Any(source =>
                                source.Id == revision.SourceRevisionId
                                && db.Set<Revision>()
                                    .Any(newer => newer.EditionId == source.EditionId && newer.Number > source.Number)
                            )
                    )
            );

    /// <summary>Editions whose newest text readers do not see.</summary>
    public IQueryable<Edition> Unreleased() =>
        db.Set<Edition>()
            .Where(edition =>
                (
                    edition.State == EditionState.Draft
                    || edition.State == EditionState.Live
                    || edition.State == EditionState.Corrected
                )
                && db.Set<Revision>()
                    .Any(revision => revision.EditionId == edition.Id && revision.Number > (edition.PublicRevision ?? 0))
            );

    /// <summary>Editions whose newest text somebody was asked to clear.</summary>
    public IQueryable<Edition> Clearing() =>
        Unreleased()
            .Where(edition =>
                edition.ClearanceRequestedFor != null
                && !db.Set<Revision>()
                    .Any(revision => revision.EditionId == edition.Id && revision.Number > edition.ClearanceRequestedFor)
            );

    private IQueryable<Document> Filter(BoardFilter filter)
    {
        var documents = db.Set<Document>().AsQueryable();
        if (filter.Kind is { } kind)
        {
            documents = documents.Where(document => document.Kind == kind);
        }

        if (filter.Query is { } query)
        {
            var pattern = LikePattern.Containing(query);
#pragma warning disable CA1304, CA1311 // Part of a query: the database has no culture.
            documents = documents.Where(document =>
                EF.Functions.Like(document.Slug, pattern, LikePattern.Escape)
                || db.Set<Revision>()
                    .Any(revision =>
                        document.Editions.Any(edition => edition.Id == revision.EditionId)
                        && EF.Functions.Like(revision.Title.ToLower(), pattern, LikePattern.Escape)
                    )
            );
#pragma warning restore CA1304, CA1311
        }

        if (filter.State == BoardState.Missing)
        {
            return filter.Language is { } code
                ? documents.Where(document => document.Editions.All(edition => edition.Language != code))
                : documents.Where(document => document.Editions.Count < languages.All.Count);
        }

        if (filter.State is { } state)
        {
            var editions = state switch
            {
                BoardState.Behind => Behind(),
                BoardState.Clearing => Clearing(),
                _ => Unreleased(),
            };
            documents = documents.Where(document =>
                editions.Any(edition =>
                    edition.DocumentId == document.Id && (filter.Language == null || edition.Language == filter.Language)
                )
            );
        }
        else if (filter.Language is { } language)
        {
            documents = documents.Where(document => document.Editions.Any(edition => edition.Language == language));
        }

        return documents;
    }

    private async Task<Dictionary<Guid, NewestRevision>> NewestAsync(List<Guid> editions, CancellationToken cancellation) =>
        await db.Set<Revision>()
            .Where(revision => editions.Contains(revision.EditionId))
            .Where(revision =>
                !db.Set<Revision>().Any(later => later.EditionId == revision.EditionId && later.Number > revision.Number)
            )
            .Select(revision => new NewestRevision(
                revision.EditionId,
                revision.Number,
                revision.Title,
                revision.CreatedAt,
                db.Set<Revision>()
                    .Any(source =>
                        source.Id == revision.SourceRevisionId
                        && db.Set<Revision>().Any(newer => newer.EditionId == source.EditionId && newer.Number > source.Number)
                    )
            ))
            .ToDictionaryAsync(revision => revision.EditionId, cancellation);

    private sealed record NewestRevision(Guid EditionId, int Number, string Title, DateTime CreatedAt, bool IsBehind);
}

/// <summary>Which documents the board shows.</summary>
/// <param name="Query">A part of the address or of a title; null for all.</param>
/// <param name="Language">Of the editions that <paramref name="State"/> is about; null for any.</param>
internal sealed record BoardFilter(string? Kind, string? Query, BoardState? State, string? Language);

internal enum BoardState
{
    /// <summary>Readers do not see the newest text.</summary>
    Unreleased,

    /// <summary>Waits for clearance.</summary>
    Clearing,

    /// <summary>The text it was translated from has changed.</summary>
    Behind,

    /// <summary>There is no text in the language.</summary>
    Missing,
}

/// <param name="PublishedAt">UTC.</param>
internal sealed record BoardRow(string Slug, string Kind, DateTime PublishedAt, IReadOnlyList<BoardCell> Cells)
{
    public required Guid DocumentId { get; init; }

    /// <summary>UTC until which its texts have to be ready; null where nobody said.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>Newest titles by language.</summary>
    public required IReadOnlyDictionary<string, string> Titles { get; init; }

    /// <summary>The title in the language, else in any.</summary>
    public string TitleIn(string language) =>
        Titles.GetValueOrDefault(language)
        ?? Titles.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).FirstOrDefault()
        ?? Slug;
}

/// <summary>One edition of the board.</summary>
internal sealed record BoardCell(string Language, EditionStage Stage)
{
    /// <summary>The text it was translated from has changed since.</summary>
    public bool IsBehind { get; init; }

    /// <summary>Readers see an earlier text.</summary>
    public bool HasNewer { get; init; }

    /// <summary>UTC of the newest text; null where there is none.</summary>
    public DateTime? ChangedAt { get; init; }
}
