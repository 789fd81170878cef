using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>The documents of the news list, for modules that tell readers of them.</summary>
internal sealed class PublishedDocuments(ConcordDb db, KindCatalogue kinds) : IPublishedDocuments
{
    public Task<IReadOnlyList<PublishedDocument>> NewAsync(
        Language language,
        DateTime publishedAfter,
        DateTime publicAfter,
        DateTime now,
        CancellationToken cancellation
    ) =>
        ReadAsync(
            Listed(language, now)
                .Where(edition => edition.PublishedAt > publishedAfter)
                .Where(edition =>
                    edition.PublishedAt > publicAfter || edition.Releases.Min(release => release.ReleasedAt) > publicAfter
                ),
            cancellation
        );

    public Task<IReadOnlyList<PublishedDocument>> FindAsync(
        IReadOnlyCollection<Guid> ids,
        Language language,
        DateTime now,
        CancellationToken cancellation
    ) => ReadAsync(Listed(language, now).Where(edition => ids.Contains(edition.DocumentId)), cancellation);

    private IQueryable<Edition> Listed(Language language, DateTime now)
    {
        var news = kinds.In("news");
        return db.Set<Edition>()
            .AsNoTracking()
            .Where(EditionVisibility.Listed(now))
            .Where(edition => edition.Language == language.Code && news.Contains(edition.Kind));
    }

    private async Task<IReadOnlyList<PublishedDocument>> ReadAsync(IQueryable<Edition> editions, CancellationToken cancellation)
    {
        var rows = await editions
            .OrderBy(edition => edition.PublishedAt)
            .ThenBy(edition => edition.DocumentId)
            .Select(Headline.Projection)
            .ToListAsync(cancellation);
        var ids = rows.ConvertAll(row => row.DocumentId);
        var efforts = (
            await db.Set<Topic>()
                .AsNoTracking()
                .Where(topic => topic.Scheme == TopicScheme.Effort && ids.Contains(topic.DocumentId))
                .OrderBy(topic => topic.Position)
                .Select(topic => new { topic.DocumentId, topic.Value })
                .ToListAsync(cancellation)
        ).ToLookup(topic => topic.DocumentId, topic => topic.Value);
        return
        [
            .. rows.Select(row => new PublishedDocument
            {
                Id = row.DocumentId,
                Kind = row.Kind,
                Title = row.Title,
                Summary = row.Summary,
                Path = kinds.AddressOf(row.Language, row.Kind, row.Slug),
                PublishedAt = row.PublishedAt,
                Picture = row.Picture,
                Revision = row.Revision,
                SummaryOf = row.Original?.IssuedBy,
                Efforts = [.. efforts[row.DocumentId]],
            }),
        ];
    }
}
