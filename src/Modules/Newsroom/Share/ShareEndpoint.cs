using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media.Share;
using Concord.Members;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Concord.Newsroom.Share;

/// <summary>
/// <c>/share/{lang}/{slug}.png</c>: the picture shown where somebody passes a document on. Made when it is asked for, and
/// kept like a page until the document changes.
/// </summary>
internal static class ShareEndpoint
{
    public static string AddressOf(string language, string slug) => $"/share/{language}/{slug}.png";

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapMethods("/share/{lang:lang}/{slug}.png", [HttpMethods.Get, HttpMethods.Head], SendAsync)
            .WithMetadata(new CachedResponseAttribute())
            .ExcludeFromDescription();

    private static async Task<Results<FileContentHttpResult, NotFound>> SendAsync(
        string slug,
        ConcordDb db,
        MemberLedger ledger,
        KindCatalogue kinds,
        CacheTags tags,
        Localizer localizer,
        SiteClock clock,
        CancellationToken cancellation
    )
    {
        var editions = db.Set<Edition>()
            .Where(EditionVisibility.Listed(clock.Now))
            .Where(edition => edition.Language == localizer.Language.Code && edition.Document.Slug == slug);
        var list = await HeadlineList.ReadAsync(db, editions, localizer.Language, cancellation);
        if (list.Headlines is not [var headline])
        {
            return TypedResults.NotFound();
        }

        tags.Add($"document:{slug}", "members");
        var strokes = MemberStrokes.Of((await ledger.OnAsync(headline.Day, cancellation)).Members);
        // What stands in no list has no day that would tell a reader anything.
        string?[] parts =
            kinds[headline.Kind].Lists.Count > 0
                ?
                [
                    localizer[$"kind.{headline.Kind}"],
                    headline.IsSummary ? localizer["document.summary"] : null,
                    list.PlaceOf(headline),
                    localizer.Date(headline.Day),
                ]
                : [];
        var card = new ShareCard(
            headline.Title,
            string.Join(" · ", parts.Where(part => part is not null)),
            localizer["site.name"],
            localizer.Language.Direction == "rtl",
            strokes.Path,
            strokes.Width
        );
        return TypedResults.Bytes(await card.ToPngAsync(cancellation), "image/png");
    }
}
