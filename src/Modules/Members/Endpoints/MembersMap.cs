using System.Globalization;
using Concord.Foundation.Pages;
using Concord.Members.Map;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Concord.Members.Endpoints;

/// <summary>
/// <c>/members/map/{day}.svg</c> and <c>/members/map/{day}-narrow.svg</c>: the members of a day on a map of the world.
/// </summary>
internal static class MembersMap
{
    private const string Narrow = "-narrow";

    public static string AddressOf(DateOnly on, bool isNarrow) =>
        string.Create(CultureInfo.InvariantCulture, $"/members/map/{on:yyyy-MM-dd}{(isNarrow ? Narrow : "")}.svg");

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapMethods("/members/map/{name}.svg", [HttpMethods.Get, HttpMethods.Head], DrawAsync)
            .WithMetadata(new CachedResponseAttribute());

    private static async Task<IResult> DrawAsync(
        string name,
        HttpContext http,
        MemberLedger ledger,
        IMemberMap map,
        CacheTags tags,
        SiteClock clock,
        CancellationToken cancellation
    )
    {
        var isNarrow = name.EndsWith(Narrow, StringComparison.Ordinal);
        var day = isNarrow ? name[..^Narrow.Length] : name;
        if (day.Length == 0 || !DateParameter.TryRead(day, clock, out var on))
        {
            return TypedResults.NotFound();
        }

        tags.Add("members");
        var members = (await ledger.OnAsync(on, cancellation)).Members;
        http.Response.Headers.CacheControl = "public, max-age=3600";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return TypedResults.Text(map.Draw(members.Select(member => member.Code).OfType<string>(), isNarrow), "image/svg+xml");
    }
}
