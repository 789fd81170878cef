using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pictures;

/// <summary>Documents that use a picture: at their head, in their newest text, or in the text that readers see.</summary>
internal sealed class DocumentMediaUse(ConcordDb db) : IMediaUse
{
    public async Task<IReadOnlyList<MediaUse>> FindAsync(string picture, CancellationToken cancellation)
    {
        var named =
            from edition in db.Set<Edition>()
            from revision in edition.Revisions
            where !edition.Revisions.Any(later => later.Number > revision.Number) || revision.Number == edition.PublicRevision
            where
                edition.Document.Picture == picture
                || db.Set<RevisionPicture>().Any(row => row.RevisionId == revision.Id && row.Picture == picture)
            select new
            {
                edition.Document.Slug,
                edition.Language,
                revision.Number,
                revision.Title,
                IsPublic = revision.Number == edition.PublicRevision
                    && (edition.State == EditionState.Live || edition.State == EditionState.Corrected),
            };
        var rows = await named.AsNoTracking().ToListAsync(cancellation);
        return
        [
            .. rows.GroupBy(row => (row.Slug, row.Language))
                .OrderBy(group => group.Key.Slug, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Language, StringComparer.Ordinal)
                .Select(group => new MediaUse(
                    group.MaxBy(row => row.Number)!.Title,
                    group.Key.Language,
                    $"/documents/{group.Key.Slug}/{group.Key.Language}",
                    group.Any(row => row.IsPublic)
                )),
        ];
    }
}
