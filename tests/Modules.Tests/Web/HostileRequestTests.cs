using Concord.TestKit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Web;

public sealed class HostileRequestTests(DemonstrationSite demonstration)
{
    private const int Seed = 20200323;

    private static readonly string[] Pieces =
    [
        "..",
        "%2e%2e",
        "%2f",
        "%5c",
        "\\",
        "%00",
        "%ff%fe",
        "%c3%28",
        "%ed%a0%80",
        "%",
        "%zz",
        "%u0041",
        "\u00d8\u00b9",
        "*",
        "'",
        "\"",
        "<script>",
        "{{",
        "}}",
        ";",
        "--",
        "$where",
        "__proto__",
        "0",
        "-1",
        "999999999999999999999",
        "1e9",
        "NaN",
        "null",
        "2020-02-30",
        "0001-01-01",
        "9999-12-31",
        "en",
        "ar",
        "xx",
        "a",
        "%E2%80%AE",
        "%F0%9F%87%B8",
        "con",
        "aux",
        "~",
        "//",
        "?",
        "&",
        "=",
        "#",
        "+",
        "%20",
        "%0d%0aX:1",
    ];

    private static readonly string[] Headers =
    [
        "Accept-Language: ,;q=;;en-*;q=9",
        "Accept-Encoding: br;q=x, *;q=-1",
        "If-None-Match: W/",
        "If-None-Match: *",
        "If-None-Match: \"\", ,,",
        "If-Modified-Since: never",
        "Range: bytes=5-1",
        "Range: bytes=0-0,1-1,2-2",
        "Range: lines=-",
        "Accept: */*;q=z",
        "Cookie: a=\u0001\u00ff",
        "Referer: javascript:alert(1)",
        "X-Forwarded-For: '\"",
        "X-HTTP-Method-Override: DELETE",
        "Content-Type: \u00ff/;;",
        "Expect: the-worst",
        "Origin: null",
        "Authorization: Basic \u00ff",
        "Upgrade: websocket",
        "Sec-WebSocket-Key: x",
        "User-Agent: ",
        "Content-Encoding: br",
    ];

    private static readonly string[] Methods =
    [
        "GET",
        "GET",
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "FOO",
    ];

    private readonly TestSite site = demonstration.Site;

    [Fact]
    public async Task No_request_to_any_route_causes_a_server_error()
    {
        var routes = site
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern)
            .ToList();
        routes.Count.ShouldBeGreaterThan(25);
        var random = new Random(Seed);
        foreach (var route in routes)
        {
            for (var round = 0; round < 12; round++)
            {
                var request = RawHttp.Request(
                    Methods[random.Next(Methods.Length)],
                    Target(route, random),
                    random.GetItems(Headers, random.Next(4))
                );

                var (status, answer) = await RawHttp.SendAsync(site.Address, request);

                status.ShouldBeInRange(200, 499, $"{request}\n{answer}");
            }
        }
    }

    [Theory]
    [InlineData("POST", "/en")]
    [InlineData("PUT", "/ar/news")]
    [InlineData("DELETE", "/en/news/one-year-after-baghouz")]
    [InlineData("PATCH", "/en/search")]
    [InlineData("POST", "/api/v1/members")]
    public async Task Methods_other_than_GET_and_HEAD_are_405(string method, string path)
    {
        var (status, answer) = await RawHttp.SendAsync(site.Address, RawHttp.Request(method, path, "Content-Length: 0"));

        status.ShouldBe(405, answer);
        answer.ShouldContain("Allow: GET");
    }

    [Fact]
    public async Task Oversized_addresses_and_headers_are_refused()
    {
        (await RawHttp.SendAsync(site.Address, RawHttp.Request("GET", $"/en/{new string('a', 100_000)}"))).Status.ShouldBe(414);
        (await RawHttp.SendAsync(site.Address, RawHttp.Request("GET", "/en", $"X: {new string('a', 100_000)}"))).Status.ShouldBe(
            431
        );
        (await RawHttp.SendAsync(site.Address, RawHttp.Request("GET", "/en", Enumerable.Repeat("X: y", 500)))).Status.ShouldBe(
            431
        );
        (await RawHttp.SendAsync(site.Address, "GET / HTTP/9.9\r\n\r\n")).Status.ShouldBeOneOf(400, 505);
        (await RawHttp.SendAsync(site.Address, "\u0016\u0003\u0001\u0002\r\n\r\n")).Status.ShouldBeOneOf(0, 400);
    }

    [Theory]
    [InlineData("/en/news?page=1&page=2&page=3")]
    [InlineData("/en/news?kind=%00&place=%ff&year=2020")]
    [InlineData("/en/members?on=2020-10-01%00")]
    [InlineData("/en/members?name=%ED%A0%80%ED%A0%80")]
    [InlineData("/ar/search?q=%FF%FE%00&kind=%1F")]
    [InlineData("/en/?q")]
    public async Task Invalid_query_values_still_get_a_page(string path)
    {
        var (status, answer) = await RawHttp.SendAsync(site.Address, RawHttp.Request("GET", path));

        status.ShouldBeInRange(200, 404);
        answer.ShouldContain("</html>");
    }

    [Theory]
    [InlineData("bytes=0-99")]
    [InlineData("bytes=99999999-")]
    [InlineData("bytes=-5")]
    public async Task Range_requests_are_served(string range)
    {
        var (status, answer) = await RawHttp.SendAsync(site.Address, RawHttp.Request("GET", "/icon.svg", $"Range: {range}"));

        status.ShouldBeOneOf(206, 416);
        answer.ShouldContain("Content-Range:");
    }

    private static string Target(Microsoft.AspNetCore.Routing.Patterns.RoutePattern route, Random random)
    {
        var path =
            "/"
            + string.Join(
                '/',
                route.PathSegments.Select(segment =>
                    string.Concat(
                        segment.Parts.Select(part =>
                            part switch
                            {
                                Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                                Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
                                Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "lang" }
                                    when random.Next(8) > 0 => "en",
                                Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "list" }
                                    when random.Next(4) > 0 => "news",
                                _ => Text(random, 3),
                            }
                        )
                    )
                )
            );
        if (random.Next(10) == 0)
        {
            path += Text(random, 4);
        }

        string[] keys = ["page", "kind", "member", "effort", "place", "year", "on", "name", "q", "lang", "x", ""];
        return path
            + (
                random.Next(2) == 0
                    ? ""
                    : "?"
                        + string.Join(
                            '&',
                            Enumerable
                                .Range(0, random.Next(1, 5))
                                .Select(_ => $"{keys[random.Next(keys.Length)]}={Text(random, 3)}")
                        )
            );
    }

    // A space or a line break would end the request line; those are tried where they are encoded.
    private static string Text(Random random, int longest) => string.Concat(random.GetItems(Pieces, random.Next(longest + 1)));
}
