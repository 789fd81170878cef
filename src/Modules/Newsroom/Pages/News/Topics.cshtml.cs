using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pages.News;

/// <summary>All lines of effort in their order, or all campaigns, newest first.</summary>
[CachedResponse]
internal sealed class TopicsModel(ConcordDb db, KindCatalogue kinds, CacheTags tags, Localizer localizer, SiteClock clock)
    : PageModel
{
    /// <summary><c>efforts</c> or <c>campaigns</c>: the address and the texts.</summary>
    [FromRoute(Name = "topics")]
    public string Topics { get; set; } = "efforts";

    public HeadlineList Headlines { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        tags.Add("documents");
        var kind = kinds.Gathering(Topics == "campaigns" ? TopicScheme.Campaign : TopicScheme.Effort);
        var editions = db.Set<Edition>()
            .Where(EditionVisibility.Listed(clock.Now))
            .Where(edition => edition.Language == localizer.Language.Code && edition.Kind == kind)
            .OrderBy(edition => edition.Document.Position)
            .ThenByDescending(edition => edition.PublishedAt)
            .ThenBy(edition => edition.DocumentId);
        Headlines = await HeadlineList.ReadAsync(db, editions, localizer.Language, cancellation);
        new PageHead
        {
            Title = localizer[$"{Topics}.heading"],
            Description = localizer[$"{Topics}.lead"],
            Path = $"/{Topics}",
            Section = Topics,
        }.PutInto(ViewData);
    }
}
