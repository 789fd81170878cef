using Concord.Foundation.OutboundHttp;
using Concord.TestKit;
using Concord.Wall.Sources;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Wall;

public sealed class FeedSourceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unchanged_feed_is_not_downloaded_again()
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.Headers.ETag = "\"a\"";
            if (http.Request.Headers.IfNoneMatch == "\"a\"")
            {
                http.Response.StatusCode = 304;
                return Task.CompletedTask;
            }

            return http.Response.WriteAsync(Rss(Item(2), Item(1)));
        });
        using var client = SourceServer.Client();
        var source = new FeedSource(client, new OutboundHttpOptions());

        var first = await source.ReadAsync(SourceServer.At(server, "/feed"), Cancellation);
        (first.IsGood, first.Problem).ShouldBe((true, null));
        first.Posts.Select(post => post.Id).ShouldBe(["2", "1"]);
        (first.Posts[0].Text, first.Posts[0].Link).ShouldBe(("Title 2\nText 2", "https://partner.example/2"));

        var second = await source.ReadAsync(SourceServer.At(server, "/feed", first.Cursor), Cancellation);
        (second.Outcome, second.Posts.Count, second.Cursor).ShouldBe((FetchOutcome.NotModified, 0, first.Cursor));
    }

    [Fact]
    public async Task Further_pages_are_read_until_a_known_post()
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            var page =
                http.Request.Query["page"].Count == 0
                    ? 0
                    : int.Parse(http.Request.Query["page"]!, System.Globalization.CultureInfo.InvariantCulture);
            return http.Response.WriteAsync(Atom(page, newest: 20 - (page * 5)));
        });
        using var client = SourceServer.Client();
        var reading = await new FeedSource(client, new OutboundHttpOptions()).ReadAsync(
            SourceServer.At(server, "/feed", SyncCursor.None with { Newest = "12" }),
            Cancellation
        );
        reading.Posts.Select(post => post.Id).ShouldBe(["20", "19", "18", "17", "16", "15", "14", "13", "12", "11"]);
        server.Asked.ShouldBe(["GET /feed", "GET /feed?page=1"]);
        reading.Cursor.Newest.ShouldBe("20");

        (
            await new FeedSource(client, new OutboundHttpOptions()).ReadAsync(SourceServer.At(server, "/feed"), Cancellation)
        ).Posts.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_page_that_failed_is_fetched_by_the_next_poll()
    {
        var fails = true;
        await using var server = await LocalServer.StartAsync(http =>
        {
            var page = http.Request.Query["page"].Count;
            http.Response.StatusCode = page == 1 && fails ? 500 : 200;
            return http.Response.WriteAsync(Atom(page, newest: 20 - (page * 5)));
        });
        using var client = SourceServer.Client();
        var mark = SyncCursor.None with { Newest = "12" };
        var first = await new FeedSource(client, new OutboundHttpOptions()).ReadAsync(
            SourceServer.At(server, "/feed", mark),
            Cancellation
        );
        (first.Posts.Count, first.Cursor).ShouldBe((5, mark));
        first.Problem!.ShouldContain("500");

        fails = false;
        var second = await new FeedSource(client, new OutboundHttpOptions()).ReadAsync(
            SourceServer.At(server, "/feed", first.Cursor),
            Cancellation
        );
        (second.Posts.Count, second.Cursor.Newest, second.Problem).ShouldBe((10, "20", null));
    }

    [Fact]
    public async Task More_posts_than_one_poll_may_fetch_are_reported()
    {
        await using var server = await LocalServer.StartAsync(http =>
            http.Response.WriteAsync(Atom(0, newest: 1000).Replace("page=1", $"page={Guid.NewGuid()}", StringComparison.Ordinal))
        );
        using var client = SourceServer.Client();
        var reading = await new FeedSource(client, new OutboundHttpOptions()).ReadAsync(
            SourceServer.At(server, "/feed", SyncCursor.None with { Newest = "12" }),
            Cancellation
        );
        (reading.Problem, server.Asked.Count, reading.Cursor.Newest).ShouldBe((SourceResult.TooMany, 10, "1000"));
    }

    [Theory]
    [InlineData(404, "", FetchOutcome.NotFound)]
    [InlineData(500, "", FetchOutcome.Denied)]
    [InlineData(429, "", FetchOutcome.Busy)]
    [InlineData(200, "<!DOCTYPE html><html></html>", FetchOutcome.Denied)]
    [InlineData(200, "", FetchOutcome.Denied)]
    public async Task Failures_are_reported_and_the_cursor_stays(int status, string body, FetchOutcome expected)
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.RetryAfter = "60";
            return http.Response.WriteAsync(body);
        });
        using var client = SourceServer.Client();
        var mark = new SyncCursor("\"a\"", null, "7", null);
        var reading = await new FeedSource(client, new OutboundHttpOptions()).ReadAsync(
            SourceServer.At(server, "/", mark),
            Cancellation
        );
        (reading.Outcome, reading.IsGood, reading.Cursor).ShouldBe((expected, false, mark));
        reading.Problem.ShouldNotBeNullOrWhiteSpace();
        if (expected == FetchOutcome.Busy)
        {
            reading.Wait.ShouldBe(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A_permanent_redirect_of_a_feed_is_returned()
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            if (http.Request.Path == "/old")
            {
                http.Response.Redirect("/new", permanent: true);
                return Task.CompletedTask;
            }

            return http.Response.WriteAsync(Rss(Item(1)));
        });
        using var client = SourceServer.Client();
        (
            await new FeedSource(client, new OutboundHttpOptions()).ReadAsync(SourceServer.At(server, "/old"), Cancellation)
        ).MovedTo.ShouldBe(new Uri(server.Address, "/new"));
    }

    [Fact]
    public async Task A_video_has_its_thumbnail_and_its_title_is_not_repeated()
    {
        await using var server = await LocalServer.StartAsync(http =>
            http.Response.WriteAsync(
                Rss(
                    """
                    <item><guid>1</guid><title>The bridge is open…</title><description>The bridge is open again.</description>
                    <media:content url="https://m.example/a.mp4" type="video/mp4"/><media:thumbnail url="https://m.example/a.jpg"/></item>
                    """
                )
            )
        );
        using var client = SourceServer.Client();
        var post = (
            await new FeedSource(client, new OutboundHttpOptions()).ReadAsync(SourceServer.At(server, "/"), Cancellation)
        ).Posts.ShouldHaveSingleItem();
        post.Text.ShouldBe("The bridge is open again.");
        post.Files.ShouldBe([new PostFile("https://m.example/a.mp4", "video/mp4", "https://m.example/a.jpg", null)]);
    }

    private static string Item(int number) =>
        $"<item><guid>{number}</guid><title>Title {number}</title><link>https://partner.example/{number}</link><description>Text {number}</description></item>";

    private static string Rss(params string[] items) =>
        $"<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel>{string.Concat(items)}</channel></rss>";

    private static string Atom(int page, int newest) =>
        $"<feed xmlns=\"http://www.w3.org/2005/Atom\"><link rel=\"next\" href=\"/feed?page={page + 1}\"/>{string.Concat(
            Enumerable.Range(0, 5).Select(i => $"<entry><id>{newest - i}</id><title>x</title></entry>")
        )}</feed>";
}
