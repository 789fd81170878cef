using Concord.Foundation.Api;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Api;

/// <summary>Responds with one page of documents.</summary>
internal sealed class ListDocuments(
    ConcordDb db,
    DocumentFilter filter,
    ReadDocuments read,
    CacheTags tags,
    SiteAddress site,
    SiteClock clock
)
{
    public async Task<Results<Ok<ApiPage<DocumentItem>>, ProblemHttpResult>> RunAsync(
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var asked = new QueryReader(request, filter.Query);
        var found = filter.Apply(db.Set<Document>(), asked, clock.Now);
        var (limit, cursor) = (asked.Limit(), asked.Cursor());
        if (!asked.IsGood)
        {
            return asked.Problem();
        }

        tags.Add("documents");
        if (cursor is not null)
        {
            found = found.Where(row =>
                row.PublishedAt < cursor.At || (row.PublishedAt == cursor.At && row.Slug.CompareTo(cursor.Name) < 0)
            );
        }

        // One more than requested shows whether there is a next page.
        var newest = found.OrderByDescending(row => row.PublishedAt).ThenByDescending(row => row.Slug).Take(limit + 1);
        var items = await read.RunAsync(newest, filter.Language(asked), request, cancellation);
        return TypedResults.Ok(
            asked.PageOf(items, limit, item => item, item => new ApiCursor(item.PublishedAt.Ticks, item.Slug), site)
        );
    }
}
