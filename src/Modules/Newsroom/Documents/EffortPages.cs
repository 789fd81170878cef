using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>The lines of effort, each a document of its own.</summary>
internal sealed class EffortPages(ConcordDb db, KindCatalogue kinds) : IEffortNames
{
    public async Task<IReadOnlyList<EffortName>> ReadAsync(Language language, DateTime now, CancellationToken cancellation)
    {
        var kind = kinds.Gathering(TopicScheme.Effort);
        var efforts = await db.Set<Edition>()
            .AsNoTracking()
            .Where(EditionVisibility.Listed(now))
            .Where(edition => edition.Language == language.Code && edition.Document.Kind == kind)
            .OrderBy(edition => edition.Document.Position)
            .Select(Headline.Projection)
            .ToListAsync(cancellation);
        return
        [
            .. efforts.Select(effort => new EffortName(
                effort.Slug,
                effort.Title,
                kinds.AddressOf(language.Code, kind, effort.Slug)
            )),
        ];
    }
}
