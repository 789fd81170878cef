using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Embeds;
using Concord.Newsroom.Printing;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pictures;

/// <summary>
/// The picture and the file of a document are as visible as the document, and the pictures of a text as the text: a picture
/// of a draft is not public because an earlier text is.
/// </summary>
internal sealed class DocumentMediaVisibility(ConcordDb db, SiteClock clock) : IMediaVisibility
{
    public async Task<IReadOnlyCollection<string>> VisiblePicturesAsync(
        IReadOnlyCollection<string> names,
        Audience audience,
        CancellationToken cancellation
    )
    {
        var heads = await VisibleTo(audience)
            .Where(document => document.Picture != null && names.Contains(document.Picture))
            .Select(document => document.Picture!)
            .Distinct()
            .ToListAsync(cancellation);
        var revisions = RevisionsFor(audience);
        var named = await db.Set<RevisionPicture>()
            .Where(row => names.Contains(row.Picture) && revisions.Any(revision => revision.Id == row.RevisionId))
            .Select(row => row.Picture)
            .Distinct()
            .ToListAsync(cancellation);
        return [.. heads.Union(named, StringComparer.Ordinal)];
    }

    public async Task<bool> IsFileVisibleAsync(string digest, Audience audience, CancellationToken cancellation) =>
        await VisibleTo(audience).AnyAsync(document => document.FileDigest == digest, cancellation)
        || await db.Set<Edition>()
            .Where(EditionVisibility.Listed(clock.Now))
            .AnyAsync(
                edition =>
                    db.Set<PrintedEdition>()
                        .Any(pdf =>
                            pdf.FileDigest == digest && pdf.EditionId == edition.Id && pdf.Number == edition.PublicRevision
                        ),
                cancellation
            );

    public Task<bool> IsEmbedVisibleAsync(
        string scheme,
        IReadOnlyCollection<string> names,
        Audience audience,
        CancellationToken cancellation
    )
    {
        var revisions = RevisionsFor(audience);
        return db.Set<RevisionEmbed>()
            .AnyAsync(
                row =>
                    row.Scheme == scheme
                    && names.Contains(row.Target)
                    && revisions.Any(revision => revision.Id == row.RevisionId),
                cancellation
            );
    }

    private IQueryable<Revision> RevisionsFor(Audience audience)
    {
        var listed = EditionVisibility.Listed(clock.Now);
        return audience switch
        {
            { Kind: AudienceKind.Staff } => db.Set<Revision>(),
            { Kind: AudienceKind.Preview, Revision: { } id } => VisibleTo(audience)
                .SelectMany(document => document.Editions)
                .SelectMany(edition => edition.Revisions)
                .Where(revision => revision.Id == id),
            _ => db.Set<Edition>()
                .Where(listed)
                .SelectMany(edition => edition.Revisions.Where(revision => revision.Number == edition.PublicRevision)),
        };
    }

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
