using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Feeds;

/// <summary>Documents of every kind, and those that are news.</summary>
internal sealed class DocumentsSitemap(ConcordDb db, KindCatalogue kinds, LanguageSet languages, SiteClock clock)
    : ISitemapSource,
        INewsSitemapSource
{
    private const int MaxNews = 1000;

    public string Name => "documents";

    public IReadOnlyList<string> Tags => ["documents"];

    private IQueryable<Edition> Listed
    {
        get
        {
            var codes = languages.All.Select(language => language.Code).ToList();
            return db.Set<Edition>()
                .AsNoTracking()
                .Where(EditionVisibility.Listed(clock.Now))
                .Where(edition => codes.Contains(edition.Language));
        }
    }

    /// <summary>
    /// Parts are cut from all documents, listed or not: counting the listed ones would read the whole archive.
    /// </summary>
    public Task<int> CountAsync(CancellationToken cancellation) => db.Set<Document>().CountAsync(cancellation);

    public async Task<IReadOnlyList<SitemapPage>> ReadAsync(int skip, int take, CancellationToken cancellation)
    {
        var ids = db.Set<Document>().Select(document => document.Id).OrderBy(id => id).Skip(skip).Take(take);
        var rows = await Listed
            .Where(edition => ids.Contains(edition.DocumentId))
            .Select(edition => new
            {
                edition.DocumentId,
                edition.Document.Slug,
                edition.Kind,
                edition.Language,
                edition.PublishedAt,
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.GroupBy(row => row.DocumentId)
                .OrderBy(group => group.Key)
                .Select(group => new SitemapPage(
                    group.ToDictionary(row => row.Language, row => kinds.AddressOf(row.Language, row.Kind, row.Slug)),
                    group.Max(row => row.PublishedAt)
                )),
        ];
    }

    public async Task<IReadOnlyList<SitemapNews>> ReadAsync(DateTime since, CancellationToken cancellation)
    {
        var news = kinds.In("news");
        var rows = await Listed
            .Where(edition => edition.PublishedAt >= since && news.Contains(edition.Kind))
            .OrderByDescending(edition => edition.PublishedAt)
            .ThenBy(edition => edition.Document.Slug)
            .ThenBy(edition => edition.Language)
            .Take(MaxNews)
            .Select(Headline.Projection)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new SitemapNews(
                kinds.AddressOf(row.Language, row.Kind, row.Slug),
                row.Language,
                row.Title,
                row.PublishedAt
            )),
        ];
    }
}
