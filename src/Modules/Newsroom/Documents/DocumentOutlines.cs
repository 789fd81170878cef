using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>The documents of the news list with their newest texts, for other modules of the workspace.</summary>
internal sealed class DocumentOutlines(ConcordDb db, KindCatalogue kinds, SiteClock clock) : IDocumentOutlines
{
    public async Task<DocumentOutline?> FindAsync(string slug, CancellationToken cancellation)
    {
        var document = await db.Set<Document>()
            .AsNoTracking()
            .Include(row => row.Editions)
            .SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        if (document is null || !kinds.In("news").Contains(document.Kind))
        {
            return null;
        }

        var ids = document.Editions.ConvertAll(edition => edition.Id);
        var newest = (
            await db.Set<Revision>()
                .AsNoTracking()
                .Where(revision => ids.Contains(revision.EditionId))
                .GroupBy(revision => revision.EditionId)
                .Select(group => group.OrderByDescending(revision => revision.Number).First())
                .ToListAsync(cancellation)
        ).ToDictionary(revision => revision.EditionId);
        var isPublic = EditionVisibility.Listed(clock.Now).Compile();
        return new DocumentOutline(
            document.Id,
            document.Slug,
            document.Picture,
            [
                .. document
                    .Editions.Where(edition => newest.ContainsKey(edition.Id))
                    .Select(edition => new DocumentOutlineEdition(
                        edition.Language,
                        newest[edition.Id].Title,
                        newest[edition.Id].Summary,
                        kinds.AddressOf(edition.Language, document.Kind, document.Slug),
                        isPublic(edition)
                    )),
            ]
        );
    }
}
