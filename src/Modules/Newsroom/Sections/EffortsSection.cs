using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Sections;

/// <summary>The lines of effort, in their order.</summary>
internal sealed class EffortsSection(ConcordDb db, KindCatalogue kinds) : IPageSection
{
    public SectionPage Page => SectionPage.Home;

    public int Order => 21;

    public IReadOnlyList<string> Tags => ["documents"];

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var kind = kinds.Gathering(TopicScheme.Effort);
        var efforts = db.Set<Edition>()
            .Where(EditionVisibility.Listed(query.Now))
            .Where(edition => edition.Language == query.Language.Code && edition.Document.Kind == kind)
            .OrderBy(edition => edition.Document.Position);
        var list = await HeadlineList.ReadAsync(db, efforts, query.Language, cancellation);
        return list.Headlines.Count == 0 ? null : new PageSection(SectionPlace.Body, "/Pages/News/_Efforts.cshtml", list);
    }
}
