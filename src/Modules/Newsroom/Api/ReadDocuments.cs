using Concord.Foundation.Api;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Api;

/// <summary>Reads documents with those of their editions that the public may read.</summary>
internal sealed class ReadDocuments(ConcordDb db, KindCatalogue kinds, SiteAddress site, SiteClock clock)
{
    /// <param name="language">Only this edition; null for all.</param>
    /// <returns>In the order of <paramref name="documents"/>.</returns>
    public async Task<List<DocumentItem>> RunAsync(
        IQueryable<Document> documents,
        string? language,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var rows = await documents.AsNoTracking().Include(row => row.Topics).ToListAsync(cancellation);
        var ids = rows.ConvertAll(row => row.Id);
        var editions = await db.Set<Edition>()
            .AsNoTracking()
            .Where(EditionVisibility.Listed(clock.Now))
            .Where(edition => ids.Contains(edition.DocumentId) && (language == null || edition.Language == language))
            .SelectMany(
                edition => edition.Releases.Where(revision => revision.Number == edition.PublicRevision),
                (edition, revision) =>
                    new EditionRow(
                        edition.DocumentId,
                        edition.Language,
                        revision.Title,
                        revision.Summary,
                        revision.Original,
                        revision.Number,
                        edition.State
                    )
            )
            .ToListAsync(cancellation);
        var places = rows.Select(row => row.Place).OfType<string>().Distinct().ToList();
        var names = await db.Set<PlaceName>().AsNoTracking().Where(name => places.Contains(name.Place)).ToListAsync(cancellation);
        return rows.ConvertAll(row => ItemOf(row, editions, names, request));
    }

    private DocumentItem ItemOf(Document row, List<EditionRow> editions, List<PlaceName> names, HttpRequest request) =>
        new(
            row.Slug,
            row.Kind,
            row.PublishedAt,
            row.Speaker switch
            {
                Speaker.AllMembers => "all-members",
                Speaker.SmallGroup => "small-group",
                Speaker.Hosts => "hosts",
                Speaker.CoChairs => "co-chairs",
                _ => null,
            },
            row.Place,
            names.Where(name => name.Place == row.Place).ToDictionary(name => name.Language, name => name.Name),
            row.Named(TopicScheme.Effort),
            row.Named(TopicScheme.Campaign),
            row.Named(TopicScheme.Member),
            row.Named(TopicScheme.Related),
            row.Named(TopicScheme.Authentic),
            editions
                .Where(edition => edition.DocumentId == row.Id)
                .OrderBy(edition => edition.Language, StringComparer.Ordinal)
                .ToDictionary(
                    edition => edition.Language,
                    edition => new EditionItem(
                        site.Of(request, kinds.AddressOf(edition.Language, row.Kind, row.Slug)),
                        edition.Title,
                        edition.Summary,
                        edition.Original is null ? "full-text" : "summary",
                        OriginalOf(edition.Original),
                        edition.Number,
                        edition.State == EditionState.Corrected
                    )
                )
        );

    private static OriginalItem? OriginalOf(string? json) =>
        OriginalText.Read(json) is { } original ? new(original.IssuedBy, original.IssuedOn, original.Url) : null;

    private sealed record EditionRow(
        Guid DocumentId,
        string Language,
        string Title,
        string Summary,
        string? Original,
        int Number,
        EditionState State
    );
}
