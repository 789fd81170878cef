using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Media.Share;
using Concord.Members;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concord.Web.Serving;

/// <summary><c>/share/{lang}.png</c>: the share picture of every page that has none of its own.</summary>
internal static class SharePicture
{
    public static string AddressOf(string language) => $"/share/{language}.png";

    public static void MapSharePicture(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapMethods("/share/{lang:lang}.png", [HttpMethods.Get, HttpMethods.Head], SendAsync)
            .WithMetadata(new CachedResponseAttribute())
            .ExcludeFromDescription();

    private static async Task<FileContentHttpResult> SendAsync(
        MemberLedger ledger,
        CacheTags tags,
        Localizer localizer,
        SiteClock clock,
        CancellationToken cancellation
    )
    {
        tags.Add("members");
        var today = await ledger.OnAsync(clock.Today, cancellation);
        var strokes = MemberStrokes.Of(today.Members);
        var card = new ShareCard(
            localizer["site.name"],
            Kicker: "",
            today.Count > 0 ? localizer.Count("mast.members", today.Count) : "",
            localizer.Language.Direction == "rtl",
            strokes.Path,
            strokes.Width
        );
        return TypedResults.Bytes(await card.ToPngAsync(cancellation), "image/png");
    }
}
