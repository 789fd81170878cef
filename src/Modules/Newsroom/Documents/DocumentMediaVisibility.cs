using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>The picture and the file of a document are as visible as the document.</summary>
internal sealed class DocumentMediaVisibility(ConcordDb db, SiteClock clock) : IMediaVisibility
{
    public async Task<IReadOnlyCollection<string>> VisiblePicturesAsync(
        IReadOnlyCollection<string> names,
        Audience audience,
        CancellationToken cancellation
    ) =>
        await VisibleTo(audience)
            .Where(document => document.Picture != null && names.Contains(document.Picture))
            .Select(document => document.Picture!)
            .Distinct()
            .ToListAsync(cancellation);

    public Task<bool> IsFileVisibleAsync(string digest, Audience audience, CancellationToken cancellation) =>
        VisibleTo(audience).AnyAsync(document => document.FileDigest == digest, cancellation);

    private IQueryable<Document> VisibleTo(Audience audience)
    {
        var listed = EditionVisibility.Listed(clock.Now);
        return audience switch
        {
            { Kind: AudienceKind.Staff } => db.Set<Document>(),
            { Kind: AudienceKind.Preview, Revision: { } id } => db.Set<Document>()
                .Where(document => document.PreviewsRevokedAt == null || document.PreviewsRevokedAt < audience.IssuedAt)
                .Where(document => document.Editions.Any(edition => edition.Revisions.Any(revision => revision.Id == id))),
            _ => db.Set<Edition>().Where(listed).Select(edition => edition.Document),
        };
    }
}
