using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>The public pages of documents, by slug.</summary>
internal sealed class DocumentPages(ConcordDb db, KindCatalogue kinds, CacheTags tags) : IDocumentLinks
{
    public async Task<IReadOnlyDictionary<string, DocumentLink>> FindAsync(
        IReadOnlyCollection<string> slugs,
        Language language,
        DateTime now,
        CancellationToken cancellation
    )
    {
        if (slugs.Count == 0)
        {
            return new Dictionary<string, DocumentLink>();
        }

        tags.Add([.. slugs.Select(slug => $"document:{slug}")]);
        var found = await db.Set<Edition>()
            .AsNoTracking()
            .Where(EditionVisibility.Listed(now))
            .Where(edition => edition.Language == language.Code && slugs.Contains(edition.Document.Slug))
            .Select(Headline.Projection)
            .ToListAsync(cancellation);
        return found.ToDictionary(
            headline => headline.Slug,
            headline => new DocumentLink(
                headline.Slug,
                headline.Title,
                kinds.AddressOf(language.Code, headline.Kind, headline.Slug)
            ),
            StringComparer.Ordinal
        );
    }
}
