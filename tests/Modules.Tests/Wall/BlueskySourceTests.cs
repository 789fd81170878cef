using System.Globalization;
using System.Text.Json;
using Concord.Foundation.OutboundHttp;
using Concord.TestKit;
using Concord.Wall.Sources;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Wall;

/// <summary>With a local server of app.bsky.feed.getAuthorFeed: backward cursors, facets in bytes, rate limits.</summary>
public sealed class BlueskySourceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_has_its_links_its_tags_and_its_pictures()
    {
        await using var server = await LocalServer.StartAsync(http =>
            http.Response.WriteAsync(
                """
                {"feed":[
                 {"post":{"uri":"at://did:plc:a/app.bsky.feed.post/3k","author":{"did":"did:plc:a","handle":"envoy.example","displayName":"The envoy"},
                  "record":{"$type":"app.bsky.feed.post","text":"العراق: gov.example/…\n#Mosul <now>","createdAt":"2020-10-22T10:00:00.000Z","langs":["ar"],
                   "facets":[{"index":{"byteStart":14,"byteEnd":29},"features":[{"$type":"app.bsky.richtext.facet#link","uri":"https://gov.example/a?b=1&c=2"}]},
                             {"index":{"byteStart":30,"byteEnd":36},"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"Mosul"}]},
                             {"index":{"byteStart":5,"byteEnd":900},"features":[{"$type":"app.bsky.richtext.facet#link","uri":"https://far.example/"}]},
                             {"index":{"byteStart":15,"byteEnd":16},"features":[{"$type":"app.bsky.richtext.facet#link","uri":"https://within.example/"}]},
                             {"index":{"byteStart":0,"byteEnd":4},"features":[{"$type":"app.bsky.richtext.facet#link","uri":"javascript:alert(1)"}]}]},
                  "embed":{"$type":"app.bsky.embed.recordWithMedia#view","media":{"$type":"app.bsky.embed.images#view",
                   "images":[{"thumb":"https://c.example/t.jpg","fullsize":"https://c.example/f.jpg","alt":"A class"}]}}}},
                 {"post":{"uri":"at://did:plc:b/app.bsky.feed.post/1","author":{},"record":{}},"reason":{"$type":"app.bsky.feed.defs#reasonRepost"}},
                 {"post":{"uri":"at://did:plc:a/app.bsky.feed.post/2j","author":{"handle":"envoy.example"},"record":{"text":"Film"},
                  "embed":{"$type":"app.bsky.embed.video#view","playlist":"https://v.example/p.m3u8","thumbnail":"https://v.example/t.jpg"}}},
                 7,{"post":{}}]}
                """
            )
        );
        using var client = SourceServer.Client();
        var reading = await new BlueskySource(client, TimeProvider.System).ReadAsync(
            SourceServer.At(server, "/profile/envoy.example"),
            Cancellation
        );
        server.Asked.ShouldBe(["GET /xrpc/app.bsky.feed.getAuthorFeed?actor=envoy.example&limit=100&filter=posts_no_replies"]);
        reading.Posts.Count.ShouldBe(2);
        var post = reading.Posts[0];
        (post.Id, post.Link, post.Author, post.Language).ShouldBe(
            ("at://did:plc:a/app.bsky.feed.post/3k", "https://bsky.app/profile/envoy.example/post/3k", "The envoy", "ar")
        );
        post.Text.ShouldBe(
            "العراق: https://gov.example/a?b=1&c=2\n#Mosul <now>\nhttps://far.example/\nhttps://within.example/",
            "an address whose place does not fit the text is kept at its end"
        );
        post.Hashtags.ShouldBe(["Mosul"]);
        post.Files.ShouldBe([new PostFile("https://c.example/f.jpg", "image/*", null, "A class")]);
        reading.Posts[1].Files.ShouldBe([new PostFile("https://v.example/p.m3u8", "video/*", "https://v.example/t.jpg", null)]);
    }

    [Fact]
    public async Task Pages_are_read_back_to_known_posts_and_the_next_poll_fills_a_gap()
    {
        var fails = true;
        await using var server = await LocalServer.StartAsync(http =>
        {
            var from = http.Request.Query["cursor"] is [{ } cursor] ? int.Parse(cursor, CultureInfo.InvariantCulture) : 300;
            if (from == 100 && fails)
            {
                http.Response.StatusCode = 429;
                http.Response.Headers["RateLimit-Remaining"] = "0";
                http.Response.Headers["RateLimit-Reset"] = DateTimeOffset
                    .UtcNow.AddMinutes(5)
                    .ToUnixTimeSeconds()
                    .ToString(CultureInfo.InvariantCulture);
                return http.Response.WriteAsync("""{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}""");
            }

            return http.Response.WriteAsync(
                JsonSerializer.Serialize(
                    new
                    {
                        cursor = $"{from - 100}",
                        feed = Enumerable
                            .Range(from - 99, 100)
                            .Reverse()
                            .Select(number => new { post = new { uri = $"at://a/p/{number}", record = new { text = "x" } } }),
                    }
                )
            );
        });
        using var client = SourceServer.Client();
        var source = new BlueskySource(client, TimeProvider.System);
        var mark = SyncCursor.None with { Newest = "at://a/p/42" };

        var first = await source.ReadAsync(SourceServer.At(server, "/profile/a", mark), Cancellation);
        (first.IsGood, first.Posts.Count, first.Cursor).ShouldBe((true, 200, mark));
        first.Problem.ShouldBe("The server answers 429: Rate Limit Exceeded");
        first.Wait!.Value.ShouldBeInRange(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));

        fails = false;
        var second = await source.ReadAsync(SourceServer.At(server, "/profile/a", first.Cursor), Cancellation);
        (second.Posts.Count, second.Cursor.Newest, second.Problem).ShouldBe((300, "at://a/p/300", null));
    }

    [Theory]
    [InlineData(
        "/profile/nobody",
        400,
        """{"error":"InvalidRequest","message":"Profile not found"}""",
        FetchOutcome.Denied,
        "Profile not found"
    )]
    [InlineData("/profile/a", 200, "[]", FetchOutcome.Denied, "not one of Bluesky")]
    [InlineData("/profile/a", 200, "<html>", FetchOutcome.Denied, "not one of Bluesky")]
    [InlineData("/profile/a", 502, "", FetchOutcome.Denied, "502")]
    [InlineData("/somewhere", 200, "{}", FetchOutcome.Refused, "https://bsky.app/profile/name")]
    public async Task Failures_are_reported(string path, int status, string body, FetchOutcome expected, string said)
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync(body);
        });
        using var client = SourceServer.Client();
        var reading = await new BlueskySource(client, TimeProvider.System).ReadAsync(SourceServer.At(server, path), Cancellation);
        (reading.Outcome, reading.IsGood).ShouldBe((expected, false));
        reading.Problem!.ShouldContain(said);
    }
}
