using System.Globalization;
using Concord.Foundation.Pages;
using Concord.Members.Map;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Concord.Members.Endpoints;

/// <summary><c>/members/map/{day}.svg</c>: the members of a day on a map of the world.</summary>
internal static class MembersMap
{
    public static string AddressOf(DateOnly on) =>
        string.Create(CultureInfo.InvariantCulture, $"/members/map/{on:yyyy-MM-dd}.svg");

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapMethods("/members/map/{day}.svg", [HttpMethods.Get, HttpMethods.Head], DrawAsync)
            .WithMetadata(new CachedResponseAttribute());

    private static async Task<IResult> DrawAsync(
        string day,
        HttpContext http,
        MemberLedger ledger,
        WorldMap map,
        CacheTags tags,
        SiteClock clock,
        CancellationToken cancellation
    )
    {
        if (!DateParameter.TryRead(day, clock, out var on))
        {
            return TypedResults.NotFound();
        }

        tags.Add("members");
        var members = (await ledger.OnAsync(on, cancellation)).Members;
        http.Response.Headers.CacheControl = "public, max-age=3600";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return TypedResults.Text(map.Draw(members.Select(member => member.Code).OfType<string>()), "image/svg+xml");
    }
}
