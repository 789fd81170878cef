using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Embeds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pictures;

/// <summary>Documents that use a picture or a file: at their head, in their newest text, or in the text that readers see.</summary>
internal sealed class DocumentMediaUse(ConcordDb db) : IMediaUse
{
    public Task<IReadOnlyList<MediaUse>> FindAsync(string picture, CancellationToken cancellation) =>
        FindAsync(
            db.Set<RevisionPicture>().Where(row => row.Picture == picture).Select(row => row.RevisionId),
            lead: picture,
            cancellation
        );

    public Task<IReadOnlyList<MediaUse>> FindEmbedAsync(string scheme, string name, CancellationToken cancellation) =>
        FindAsync(
            db.Set<RevisionEmbed>().Where(row => row.Scheme == scheme && row.Target == name).Select(row => row.RevisionId),
            lead: null,
            cancellation
        );

    /// <param name="naming">The revisions whose texts name it.</param>
    /// <param name="lead">A picture that documents have at their head; null for none.</param>
    private async Task<IReadOnlyList<MediaUse>> FindAsync(IQueryable<Guid> naming, string? lead, CancellationToken cancellation)
    {
        var named =
            from edition in db.Set<Edition>()
            from revision in edition.Revisions
            where !edition.Revisions.Any(later => later.Number > revision.Number) || revision.Number == edition.PublicRevision
            where lead != null && edition.Document.Picture == lead || naming.Contains(revision.Id)
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
