using System.Runtime.CompilerServices;
using Concord.Foundation.Search;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Translation;

/// <summary>Offers released translations to the translation memory: only what was cleared is proposed again.</summary>
internal sealed class DocumentTranslations(ConcordDb db) : ITranslationSource
{
    private const int Batch = 200;
    private const string Prefix = "document:";

    private IQueryable<Edition> Released => db.Set<Edition>().AsNoTracking().Where(EditionVisibility.Listed(DateTime.MaxValue));

    public async IAsyncEnumerable<TranslatedSegment> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = Guid.Empty;
        while (true)
        {
            var ids = await db.Set<Document>()
                .Where(document => document.Id > last)
                .OrderBy(document => document.Id)
                .Select(document => document.Id)
                .Take(Batch)
                .ToListAsync(cancellation);
            foreach (var segment in await ReadAsync(Released.Where(edition => ids.Contains(edition.DocumentId)), cancellation))
            {
                yield return segment;
            }

            if (ids.Count < Batch)
            {
                yield break;
            }

            last = ids[^1];
        }
    }

    public async Task<IReadOnlyList<TranslatedSegment>?> OfTagAsync(string tag, CancellationToken cancellation) =>
        tag.StartsWith(Prefix, StringComparison.Ordinal) && tag[Prefix.Length..] is var slug
            ? await ReadAsync(Released.Where(edition => edition.Document.Slug == slug), cancellation)
            : null;

    private async Task<List<TranslatedSegment>> ReadAsync(IQueryable<Edition> editions, CancellationToken cancellation)
    {
        var pairs = await editions
            .SelectMany(
                edition => edition.Revisions.Where(revision => revision.Number == edition.PublicRevision),
                (edition, revision) =>
                    new
                    {
                        edition.Document.Slug,
                        edition.PublishedAt,
                        edition.Language,
                        revision,
                    }
            )
            .Join(
                db.Set<Revision>()
                    .Join(
                        db.Set<Edition>(),
                        revision => revision.EditionId,
                        edition => edition.Id,
                        (revision, edition) => new { edition.Language, revision }
                    ),
                target => target.revision.SourceRevisionId,
                source => source.revision.Id,
                (target, source) => new { target, source }
            )
            .ToListAsync(cancellation);
        return
        [
            .. pairs
                .GroupBy(pair => pair.target.Slug, StringComparer.Ordinal)
                .SelectMany(document =>
                {
                    var segments = new SegmentUnion();
                    foreach (var (target, source) in document.Select(pair => (pair.target, pair.source)))
                    {
                        segments.Add(
                            source.Language,
                            SegmentedText.Of(source.revision),
                            target.Language,
                            SegmentedText.Of(target.revision)
                        );
                    }

                    var first = document.First().target;
                    return segments.Texts.Select(texts => new TranslatedSegment(
                        Prefix + first.Slug,
                        DateOnly.FromDateTime(first.PublishedAt),
                        texts
                    ));
                }),
        ];
    }
}
