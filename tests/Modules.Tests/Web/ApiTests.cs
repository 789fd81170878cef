using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Concord.Foundation.Api;
using Concord.TestKit;

namespace Concord.Modules.Tests.Web;

public sealed class ApiTests(DemonstrationSite demonstration)
{
    private readonly TestSite site = demonstration.Site;

    [Theory]
    [InlineData("documents")]
    [InlineData("documents?lang=ckb")]
    [InlineData("documents?kind=story&place=raqqa")]
    [InlineData("events")]
    [InlineData("figures")]
    [InlineData("members?on=2020-10-01")]
    public Task Paging_neither_skips_nor_repeats(string list) => WalkAsync(site.Client, list);

    [Fact]
    public async Task Paging_is_the_same_on_PostgreSQL()
    {
        var server = await PostgresServer.GetAsync();
        Assert.SkipWhen(server is null, "PostgreSQL is not installed here.");
        var settings = new Dictionary<string, string> { ["ConnectionStrings:Concord"] = await server!.CreateDatabaseAsync() };
        await using var other = new TestSite(settings: settings);

        foreach (var list in (string[])["documents", "events", "figures", "members"])
        {
            var slugs = await WalkAsync(other.Client, list);
            slugs.Order(StringComparer.Ordinal).ShouldBe((await WalkAsync(site.Client, list)).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("documents?kind=statement", "kind", "statement")]
    [InlineData("documents?place=raqqa", "place", "raqqa")]
    [InlineData("events?phase=forming", "phase", "forming")]
    [InlineData("figures?series=people-freed", "series", "people-freed")]
    [InlineData("members?kind=institution", "kind", "institution")]
    public async Task A_filter_returns_only_matching_documents(string path, string field, string value)
    {
        var items = (await ReadAsync(path)).GetProperty("items").EnumerateArray().ToList();

        items.ShouldNotBeEmpty();
        items.ShouldAllBe(item => item.GetProperty(field).GetString() == value);
        (await ReadAsync(path.Split('?')[0])).GetProperty("items").GetArrayLength().ShouldBeGreaterThan(items.Count);
    }

    [Theory]
    [InlineData("documents?member=iraq", "members", "iraq")]
    [InlineData("documents?effort=stabilisation", "efforts", "stabilisation")]
    public async Task Documents_are_found_by_topic(string path, string field, string value)
    {
        var items = (await ReadAsync(path)).GetProperty("items").EnumerateArray().ToList();

        items.ShouldNotBeEmpty();
        items.ShouldAllBe(item => item.GetProperty(field).EnumerateArray().Any(one => one.GetString() == value));
    }

    [Fact]
    public async Task Date_filters_include_both_ends()
    {
        var items = (await ReadAsync("documents?from=2020-10-14&until=2020-10-15"))
            .GetProperty("items")
            .EnumerateArray()
            .ToList();

        items.ShouldNotBeEmpty();
        items
            .Select(item => item.GetProperty("publishedAt").GetString()![..10])
            .ShouldAllBe(day => string.CompareOrdinal(day, "2020-10-14") >= 0 && string.CompareOrdinal(day, "2020-10-15") <= 0);
        items.ShouldContain(item => item.GetProperty("publishedAt").GetString()!.StartsWith("2020-10-15"));
    }

    [Fact]
    public async Task One_language_yields_only_that_edition()
    {
        var items = (await ReadAsync("documents?lang=ar")).GetProperty("items").EnumerateArray().ToList();

        items.ShouldNotBeEmpty();
        items.ShouldAllBe(item => item.GetProperty("editions").EnumerateObject().Single().Name == "ar");
    }

    [Fact]
    public async Task The_API_returns_the_text_that_the_page_shows()
    {
        var answer = await ReadAsync("documents/mosul-two-dates-in-july");

        var english = answer.GetProperty("texts").GetProperty("en");
        english.GetProperty("state").GetString().ShouldBe("whole");
        english.GetProperty("notices")[0].GetProperty("is").GetString().ShouldBe("corrected");
        var (_, page) = await site.OpenAsync("/en/news/mosul-two-dates-in-july");
        var html = english.GetProperty("html").GetString()!.Trim();
        html.ShouldStartWith("<p>");
        page.QuerySelector(".text")!.InnerHtml.ShouldContain(html.Split("</p>")[0]);
        answer
            .GetProperty("document")
            .GetProperty("editions")
            .GetProperty("en")
            .GetProperty("address")
            .GetString()
            .ShouldBe(new Uri(site.Address, "/en/news/mosul-two-dates-in-july").ToString());
    }

    [Fact]
    public async Task The_API_returns_the_notice_of_a_withdrawn_document_and_not_its_text()
    {
        var text = (await ReadAsync("documents/members-in-october-2020")).GetProperty("texts").GetProperty("en");

        text.GetProperty("state").GetString().ShouldBe("withdrawn");
        text.GetProperty("html").ValueKind.ShouldBe(JsonValueKind.Null);
        text.GetProperty("notices")[0].GetProperty("text").GetString()!.ShouldContain("have withdrawn it");
        (await ReadAsync("documents"))
            .GetProperty("items")
            .EnumerateArray()
            .ShouldNotContain(item => item.GetProperty("slug").GetString() == "members-in-october-2020");
    }

    [Theory]
    [InlineData("documents/old-notice-2020", HttpStatusCode.Gone)]
    [InlineData("documents/no-such-thing", HttpStatusCode.NotFound)]
    [InlineData("nothing", HttpStatusCode.NotFound)]
    [InlineData("documents?lang=de", HttpStatusCode.BadRequest)]
    [InlineData("documents?lnag=en", HttpStatusCode.BadRequest)]
    [InlineData("documents?lang=en&lang=fr", HttpStatusCode.BadRequest)]
    [InlineData("documents?from=2020-02-30", HttpStatusCode.BadRequest)]
    [InlineData("documents?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("documents?limit=501", HttpStatusCode.BadRequest)]
    [InlineData("documents?cursor=x", HttpStatusCode.BadRequest)]
    [InlineData("documents?place=a%00b", HttpStatusCode.BadRequest)]
    [InlineData("events?milestone=1", HttpStatusCode.BadRequest)]
    [InlineData("members?kind=planet", HttpStatusCode.BadRequest)]
    public async Task Errors_are_problem_details(string path, HttpStatusCode status)
    {
        var answer = await site.Client.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative));

        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        if (status == HttpStatusCode.BadRequest)
        {
            problem.GetProperty("errors").EnumerateObject().ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task All_mistakes_are_reported_together()
    {
        var answer = await site.Client.GetAsync(new Uri("/api/v1/documents?lnag=en&from=soon&limit=many", UriKind.Relative));

        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.EnumerateObject().Select(error => error.Name).ShouldBe(["lnag", "from", "limit"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_moved_document_is_found_at_its_new_address()
    {
        var answer = await site.Client.GetAsync(new Uri("/api/v1/documents/three-years-after-raqqa?lang=en", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/api/v1/documents/raqqa-bridge-at-dawn?lang=en");
    }

    [Fact]
    public async Task An_invalid_parameter_is_refused_although_a_valid_response_is_cached()
    {
        (await site.Client.GetAsync(new Uri("/api/v1/figures", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var answer = await site.Client.GetAsync(new Uri("/api/v1/figures?x=1", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Unchanged_responses_are_304_and_CORS_is_allowed()
    {
        var first = await site.Client.GetAsync(new Uri("/api/v1/events", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));

        (await site.Client.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        first.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    [Fact]
    public async Task The_API_description_lists_every_endpoint_with_working_examples()
    {
        var paths = (await site.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");

        paths
            .EnumerateObject()
            .Select(path => path.Name)
            .ShouldBe(
                ["/api/v1/members", "/api/v1/documents", "/api/v1/documents/{slug}", "/api/v1/events", "/api/v1/figures"],
                ignoreOrder: true
            );
        foreach (var path in paths.EnumerateObject().Where(path => !path.Name.Contains('{')))
        {
            foreach (var parameter in path.Value.GetProperty("get").GetProperty("parameters").EnumerateArray())
            {
                if (parameter.TryGetProperty("example", out var example))
                {
                    var type = parameter.GetProperty("schema").GetProperty("type").GetString();
                    (example.ValueKind == JsonValueKind.String).ShouldBe(type == "string", parameter.ToString());
                    var address = $"{path.Name}?{parameter.GetProperty("name").GetString()}={example.GetRawText().Trim('"')}";
                    var answer = await site.Client.GetFromJsonAsync<JsonElement>(address);
                    answer.GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0, address);
                }
            }
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task The_API_description_page_is_readable_and_its_links_work(string language)
    {
        var (answer, page) = await site.OpenAsync($"/{language}/api");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelectorAll("section h2").Select(heading => heading.TextContent).ShouldContain("GET /api/v1/documents/{slug}");
        page.QuerySelectorAll("script:not([type='application/ld+json'])").ShouldBeEmpty();
        foreach (var link in page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!))
        {
            if (link.StartsWith('#'))
            {
                page.GetElementById(link[1..]).ShouldNotBeNull(link);
            }
            else
            {
                (await site.Client.GetAsync(new Uri(link, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK, link);
            }
        }
    }

    [Fact]
    public void Any_cursor_is_read_or_refused()
    {
        var random = new Random(20201110);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next(1, 0x2FF)));
            if (ApiCursor.TryRead(text, out var cursor))
            {
                _ = cursor.At;
            }
        }

        var good = new ApiCursor(637405632000000000, "a-slug").ToString();
        ApiCursor.TryRead(good, out var read).ShouldBeTrue();
        read.ShouldBe(new ApiCursor(637405632000000000, "a-slug"));
        ApiCursor.TryRead(new ApiCursor(long.MaxValue, "x").ToString(), out _).ShouldBeFalse();
    }

    private async Task<JsonElement> ReadAsync(string path) => await site.Client.GetFromJsonAsync<JsonElement>($"/api/v1/{path}");

    private static async Task<List<string>> WalkAsync(HttpClient client, string list)
    {
        var whole = SlugsOf(
            await client.GetFromJsonAsync<JsonElement>($"/api/v1/{list}{(list.Contains('?') ? '&' : '?')}limit=500")
        );
        whole.Count.ShouldBeGreaterThan(1);
        var walked = new List<string>();
        var next = $"/api/v1/{list}{(list.Contains('?') ? '&' : '?')}limit=3";
        while (next is not null)
        {
            var page = await client.GetFromJsonAsync<JsonElement>(next);
            walked.AddRange(SlugsOf(page));
            next = page.GetProperty("next").GetString();
            walked.Count.ShouldBeLessThanOrEqualTo(whole.Count);
        }

        walked.ShouldBe(whole);
        return walked;
    }

    private static List<string> SlugsOf(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("slug").GetString()!)];
}
