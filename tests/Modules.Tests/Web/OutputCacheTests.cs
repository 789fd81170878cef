using System.Net;
using AngleSharp.Html.Parser;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.TestKit;
using Concord.Web.Serving.Cache;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Web;

public sealed class OutputCacheTests : IDisposable
{
    private readonly SmallPack pack = new();

    public void Dispose() => pack.Dispose();

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("gzip;q=0.5, br;q=0.1", "br")]
    [InlineData("*", "br")]
    [InlineData("*;q=0", "")]
    [InlineData("identity", "")]
    [InlineData("", "")]
    [InlineData("!!!;;;", "")]
    [InlineData("deflate", "")]
    public void Accept_Encoding_is_normalized_to_three_values(string header, string wish) =>
        NormalizedAcceptEncoding.Best(header).ShouldBe(wish);

    [Fact]
    public async Task A_journal_entry_evicts_only_its_own_tags()
    {
        await using var site = new TestSite(pack.Path);
        await WarmAsync(site);
        await site.OpenAsync("/en/news/one");
        await site.OpenAsync("/en/news/two");
        ChangeBehindTheJournal(site, "Two", "Changed by hand");
        pack.Document("one", "kind: story\ndate: 2020-10-01", "One, put right", "Body.");

        await ImportAsync(site);

        await EventuallyAsync(async () =>
            (await site.OpenAsync("/en/news/one")).Page.QuerySelector("h1")!.TextContent.ShouldBe("One, put right")
        );
        (await site.OpenAsync("/en/news/two")).Page.QuerySelector("h1")!.TextContent.ShouldBe("Two");
    }

    [Fact]
    public async Task A_request_that_bypasses_the_cache_is_neither_answered_from_it_nor_stored()
    {
        await using var site = new TestSite(pack.Path);
        await WarmAsync(site);
        await site.OpenAsync("/en/news/two");
        ChangeBehindTheJournal(site, "Two", "Changed by hand");

        (await TitleAsync("", "no-store")).ShouldBe("Changed by hand");
        (await TitleAsync($"?preview={ValidToken(site)}")).ShouldBe("Changed by hand");
        (await TitleAsync("")).ShouldBe("Two");

        async Task<string> TitleAsync(string query, string cacheControl = "max-age=0")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/en/news/two{query}");
            request.Headers.TryAddWithoutValidation("Cache-Control", cacheControl);
            using var response = await site.Client.SendAsync(request);
            var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
            return page.QuerySelector("h1")!.TextContent;
        }
    }

    /// <summary>Links shared on social networks carry such keys, and floods invent them.</summary>
    [Theory]
    [InlineData("?fbclid=x")]
    [InlineData("?utm_source=a&utm_medium=b")]
    [InlineData("?%00=%00&=&&page[]=1")]
    [InlineData("?PREVIEW=x")]
    [InlineData("?preview=x")]
    [InlineData("?preview=x&preview=y&fbclid=x")]
    public async Task Query_keys_that_a_page_does_not_list_are_answered_from_the_cache(string query)
    {
        await using var site = new TestSite(pack.Path);
        await WarmAsync(site);
        await site.OpenAsync("/en/news/two");
        ChangeBehindTheJournal(site, "Two", "Changed by hand");

        var (answer, page) = await site.OpenAsync($"/en/news/two{query}");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Two");
        answer.Headers.ETag.ShouldNotBeNull();
        page.QuerySelector("link[rel=canonical]")!.GetAttribute("href").ShouldEndWith("/en/news/two");
    }

    [Fact]
    public async Task Listed_query_keys_are_kept_beside_others()
    {
        await using var site = new TestSite();

        var (_, plain) = await site.OpenAsync("/en/news?year=2019&kind=story");
        var (_, mixed) = await site.OpenAsync("/en/news?fbclid=x&year=2019&utm_source=y&kind=story");

        mixed.QuerySelector("main")!.InnerHtml.ShouldBe(plain.QuerySelector("main")!.InnerHtml);
        mixed
            .QuerySelector("main")!
            .InnerHtml.ShouldNotBe((await site.OpenAsync("/en/news")).Page.QuerySelector("main")!.InnerHtml);
    }

    /// <summary>Every cached route, with every kind of request that bypasses the cache.</summary>
    [Fact]
    public async Task Every_cached_route_refuses_to_cache_what_is_not_for_everybody()
    {
        await using var site = new TestSite();
        await WarmAsync(site);
        var routes = CachedRoutes(site).Select(route => AddressOf(route.RoutePattern.RawText!)).Distinct().ToList();
        routes.Count.ShouldBeGreaterThan(20);
        (string Name, string Value, string Query)[] requests =
        [
            ("Cookie", $"{SignInCookies.Prefix}.Session=x", ""),
            ("Authorization", "Bearer x", ""),
            ("Cache-Control", "no-store", ""),
            ("Accept", "*/*", $"?preview={ValidToken(site)}"),
        ];
        foreach (var route in routes)
        {
            foreach (var (name, value, query) in requests)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Address, route + query));
                request.Headers.TryAddWithoutValidation(name, value);
                using var response = await site.Client.SendAsync(request);
                (response.Headers.CacheControl?.NoStore).ShouldBe(true, $"{route}{query} {name}: {value}");
                response.Headers.ETag.ShouldBeNull();
            }
        }
    }

    /// <summary>The cache answers in front of authorization.</summary>
    [Fact]
    public async Task No_cached_route_requires_a_signed_in_person()
    {
        await using var site = new TestSite();

        var routes = CachedRoutes(site);

        routes.Count.ShouldBeGreaterThan(20);
        routes
            .Where(route => route.Metadata.OfType<IAuthorizeData>().Any() || route.Metadata.OfType<AuthorizationPolicy>().Any())
            .Select(route => route.RoutePattern.RawText)
            .ShouldBeEmpty();
    }

    private static List<RouteEndpoint> CachedRoutes(TestSite site) =>
        [
            .. site
                .Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(route => route.Metadata.GetMetadata<CachedResponseAttribute>() is not null),
        ];

    /// <summary>A token of a revision that no page shows.</summary>
    private static string ValidToken(TestSite site) =>
        site.Services.GetRequiredService<PreviewLinks>().TokenFor(Guid.NewGuid(), TimeSpan.FromHours(1));

    /// <summary>An address of the route in the demonstration content.</summary>
    private static string AddressOf(string pattern) =>
        "/"
        + pattern
            .TrimStart('/')
            .Replace("{lang:lang}", "en", StringComparison.Ordinal)
            .Replace("{day}", "2020-10-01", StringComparison.Ordinal)
            .Replace("{slug}", pattern.Contains("members", StringComparison.Ordinal) ? "iraq" : "about", StringComparison.Ordinal)
            .Replace("{name}", "members", StringComparison.Ordinal)
            .Replace("{number:int}", "1", StringComparison.Ordinal);

    [Fact]
    public async Task Cache_keys_differ_by_the_listed_query_keys()
    {
        await using var site = new TestSite(pack.Path);

        var one = await EtagAsync(site, "/en/members?on=2016-09-01");

        (await EtagAsync(site, "/en/members?on=2017-04-01")).ShouldNotBe(one);
    }

    [Theory]
    [InlineData("")]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Unchanged_files_are_304(string encoding)
    {
        await using var site = new TestSite(pack.Path);
        await WarmAsync(site);
        var first = await SendAsync(site, "/en/news/one", encoding, etag: null);

        var second = await SendAsync(site, "/en/news/one", encoding, first.Headers.ETag!.ToString());

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        second.Headers.CacheControl!.Public.ShouldBeTrue();
        first.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        second.Headers.Age.ShouldBeNull();
    }

    [Fact]
    public async Task A_change_is_visible_although_the_invalidator_failed_midway()
    {
        var failing = new FailingMoment();
        await using var site = new TestSite(pack.Path, configure: services => services.AddSingleton<IScheduledChange>(failing));
        await WarmAsync(site);
        await site.OpenAsync("/en/news/one");
        pack.Document("one", "kind: story\ndate: 2020-10-01", "One, put right", "Body.");
        failing.Fails = 1;

        await ImportAsync(site);

        await EventuallyAsync(async () =>
            (await site.OpenAsync("/en/news/one")).Page.QuerySelector("h1")!.TextContent.ShouldBe("One, put right")
        );
        failing.Fails.ShouldBe(0);
    }

    [Fact]
    public async Task A_scheduled_document_appears_when_due()
    {
        pack.Document("tomorrow", "kind: story\ndate: 2020-10-02", "Tomorrow", "Body.");
        pack.Document("two", "kind: statement\nspeaker: all-members\ndate: 2020-09-30", "Two", "Body of two.");
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 10, 1, 23, 59, 50, TimeSpan.Zero));
        await using var site = new TestSite(pack.Path, clock);
        (await site.OpenAsync("/en/news")).Page.Body!.TextContent.ShouldNotContain("Tomorrow");
        (await site.OpenAsync("/en")).Page.Body!.TextContent.ShouldNotContain("Tomorrow");

        clock.Advance(TimeSpan.FromSeconds(11));

        await EventuallyAsync(async () =>
        {
            (await site.OpenAsync("/en/news")).Page.Body!.TextContent.ShouldContain("Tomorrow");
            (await site.OpenAsync("/en")).Page.Body!.TextContent.ShouldContain("Tomorrow");
        });
    }

    [Fact]
    public async Task While_the_database_is_away_cached_pages_are_served_others_are_503_and_the_log_says_so_once()
    {
        var server = await PostgresServer.GetAsync();
        Assert.SkipWhen(server is null, "PostgreSQL is not installed here.");
        var database = await server!.CreateDatabaseAsync();
        await using var site = new TestSite(
            pack.Path,
            settings: new Dictionary<string, string>
            {
                ["ConnectionStrings:Concord"] = database,
                ["Concord:Newsroom:ReleaseCheckSeconds"] = "1",
                ["Logging:LogLevel:Concord"] = "Information",
            },
            configure: services => services.AddLogging(logging => logging.AddFakeLogging())
        );
        await WarmAsync(site);
        var log = site.Services.GetFakeLogCollector();
        var kept = await (await site.Client.GetAsync(new Uri("/en/news/one", UriKind.Relative))).Content.ReadAsStringAsync();

        await EventuallyAsync(async () => (await StatusAsync(site, "/en/search?q=one")).ShouldBe(HttpStatusCode.OK));
        log.Clear();

        await server.LetInAsync(database, isOpen: false);

        (await site.Client.GetStringAsync(new Uri("/en/news/one", UriKind.Relative))).ShouldBe(kept);
        var (answer, page) = await site.OpenAsync("/ar/news/two");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(30));
        page.QuerySelector("h1")!.TextContent.ShouldBe("هذه الصفحة غير متاحة مؤقتاً");
        (await StatusAsync(site, "/health/ready")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await StatusAsync(site, "/health/live")).ShouldBe(HttpStatusCode.OK);
        for (var request = 0; request < 20; request++)
        {
            (await StatusAsync(site, $"/en/news/uncached-{request}")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        // Longer than every service waits between two looks.
        await Task.Delay(TimeSpan.FromSeconds(3));
        log.GetSnapshot()
            .ShouldHaveSingleItem()
            .Message.ShouldStartWith("The database cannot be reached; pages are served from the cache");

        await server.LetInAsync(database, isOpen: true);

        await EventuallyAsync(async () => (await StatusAsync(site, "/en/news/two")).ShouldBe(HttpStatusCode.OK));
        (await StatusAsync(site, "/health/ready")).ShouldBe(HttpStatusCode.OK);
        await EventuallyAsync(() =>
        {
            log.GetSnapshot().Count.ShouldBe(2);
            return Task.CompletedTask;
        });
        log.GetSnapshot()[1].Message.ShouldBe("The database can be reached again.");
    }

    /// <summary>The first read of the journal evicts what was cached before it; this waits until it is done.</summary>
    private static async Task WarmAsync(TestSite site)
    {
        var evictions = site.Services.GetRequiredService<CacheEvictions>();
        await EventuallyAsync(() =>
        {
            evictions.Now.ShouldBeGreaterThan(0);
            return Task.CompletedTask;
        });
    }

    private static void ChangeBehindTheJournal(TestSite site, string from, string to)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(site.DataDirectory, "concord.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "DROP TRIGGER IF EXISTS newsroom_released_texts_no_update; UPDATE newsroom_released_texts SET title = $to WHERE title = $from";
        command.Parameters.AddWithValue("$to", to);
        command.Parameters.AddWithValue("$from", from);
        command.ExecuteNonQuery().ShouldBe(1);
    }

    private async Task ImportAsync(TestSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var outcome = await scope
            .ServiceProvider.GetRequiredService<ImportContent>()
            .RunAsync(pack.Path, default, Actor.Command("test"), progress: null, default);
        outcome.Problems.ShouldBeEmpty();
    }

    private static async Task<string> EtagAsync(TestSite site, string path) =>
        (await site.Client.GetAsync(new Uri(path, UriKind.Relative))).Headers.ETag!.ToString();

    private static async Task<HttpResponseMessage> SendAsync(TestSite site, string path, string encoding, string? etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding.Length > 0)
        {
            request.Headers.AcceptEncoding.ParseAdd(encoding);
        }

        if (etag is not null)
        {
            request.Headers.IfNoneMatch.ParseAdd(etag);
        }

        return await site.Client.SendAsync(request);
    }

    private static async Task<HttpStatusCode> StatusAsync(TestSite site, string path) =>
        (await site.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode;

    private static async Task EventuallyAsync(Func<Task> holds)
    {
        for (var left = 100; ; left--)
        {
            try
            {
                await holds();
                return;
            }
            catch (ShouldAssertException) when (left > 0)
            {
                await Task.Delay(100);
            }
        }
    }

    private sealed class FailingMoment : IScheduledChange
    {
        public int Fails { get; set; }

        public Task<DateTime?> NextAsync(DateTime now, CancellationToken cancellation) =>
            Fails > 0 && Fails-- > 0
                ? throw new TimeoutException("The database went away just now.")
                : Task.FromResult<DateTime?>(null);
    }
}
