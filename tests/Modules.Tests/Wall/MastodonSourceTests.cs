using System.Globalization;
using System.Text.Json;
using Concord.Foundation.OutboundHttp;
using Concord.TestKit;
using Concord.Wall.Sources;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Wall;

/// <summary>With a local server of the API: lookup, statuses with min_id, the Link header, rate limits.</summary>
public sealed class MastodonSourceTests
{
    private int newest = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_is_resolved_once_and_read_without_gaps()
    {
        await using var server = await LocalServer.StartAsync(Answer);
        using var client = SourceServer.Client();
        var source = new MastodonSource(client, TimeProvider.System);

        var first = await source.ReadAsync(SourceServer.At(server, "/@envoy"), Cancellation);
        first.Problem.ShouldBeNull();
        first.Posts.Select(post => post.Id).ShouldBe(["https://m.example/s/3", "https://m.example/s/2", "https://m.example/s/1"]);
        first.Cursor.ShouldBe(new SyncCursor(null, null, "3", "17"));

        newest = 90;
        var second = await source.ReadAsync(SourceServer.At(server, "/@envoy", first.Cursor), Cancellation);
        second.Posts.Count.ShouldBe(87);
        second.Posts[0].Id.ShouldBe("https://m.example/s/90");
        second.Posts[^1].Id.ShouldBe("https://m.example/s/4");
        second.Cursor.Newest.ShouldBe("90");
        server.Asked.Count(question => question.Contains("lookup", StringComparison.Ordinal)).ShouldBe(1);

        // More than one poll may fetch: the next continues from there.
        newest = 900;
        var third = await source.ReadAsync(SourceServer.At(server, "/@envoy", second.Cursor), Cancellation);
        (third.Posts.Count, third.Cursor.Newest).ShouldBe((400, "490"));
        (await source.ReadAsync(SourceServer.At(server, "/@envoy", third.Cursor), Cancellation))
            .Posts[^1]
            .Id.ShouldBe("https://m.example/s/491");
    }

    [Fact]
    public async Task A_status_becomes_a_post()
    {
        await using var server = await LocalServer.StartAsync(http =>
            http.Response.WriteAsync(
                """
                [{"id":"1","uri":"https://m.example/users/envoy/statuses/1","url":"https://m.example/@envoy/1","created_at":"2020-10-22T10:00:00.000Z",
                  "edited_at":"2020-10-22T11:00:00.000Z","content":"<p>Schools in <a href=\"https://m.example/tags/Mosul\">#<span>Mosul</span></a> open.<br />Thanks!</p>",
                  "spoiler_text":"Good news","language":"en","visibility":"public","account":{"id":"17","acct":"envoy","display_name":"The envoy"},
                  "tags":[{"name":"Mosul"}],"media_attachments":[
                    {"type":"image","url":"https://m.example/1.png","preview_url":"https://m.example/1s.png","description":"A class"},
                    {"type":"video","url":"https://m.example/2.mp4","preview_url":"https://m.example/2.png","description":null},
                    {"type":"image","url":"javascript:alert(1)"}]},
                 {"id":"2","created_at":"2020-10-22T10:00:00.000Z","visibility":"private","content":"not ours"},
                 {"id":3,"content":"A number","created_at":"2020-10-21T10:00:00.000Z"},"odd",null]
                """
            )
        );
        using var client = SourceServer.Client();
        var reading = await new MastodonSource(client, TimeProvider.System).ReadAsync(
            SourceServer.At(server, "/tags/Mosul"),
            Cancellation
        );
        server.Asked.ShouldBe(["GET /api/v1/timelines/tag/Mosul?limit=40"]);
        (reading.Posts.Count, reading.Posts[1].Id, reading.Posts[1].Text).ShouldBe((2, "3", "A number"));
        reading
            .Faults.Select(fault => fault.What)
            .ShouldBe([
                "A status without an id was left out.",
                "A status without an id was left out.",
                "An attachment has no address that can be fetched (type “image”).",
            ]);
        var post = reading.Posts[0];
        (post.Id, post.Link, post.Author).ShouldBe(
            ("https://m.example/users/envoy/statuses/1", "https://m.example/@envoy/1", "The envoy")
        );
        (post.Text, post.Warning, post.Language).ShouldBe(("Schools in #Mosul open.\nThanks!", "Good news", "en"));
        post.EditedAt.ShouldBe(new DateTimeOffset(2020, 10, 22, 11, 0, 0, TimeSpan.Zero));
        post.Hashtags.ShouldBe(["Mosul"]);
        post.Files.ShouldBe([
            new PostFile("https://m.example/1.png", "image/*", null, "A class"),
            new PostFile("https://m.example/2.mp4", "video/*", "https://m.example/2.png", null),
        ]);
    }

    [Fact]
    public async Task An_interrupted_response_keeps_the_bytes_received()
    {
        newest = 200;
        await using var server = await LocalServer.StartAsync(http =>
        {
            if (http.Request.Query["min_id"] == "43")
            {
                http.Response.StatusCode = 503;
                http.Response.Headers.RetryAfter = "30";
                return Task.CompletedTask;
            }

            return Answer(http);
        });
        using var client = SourceServer.Client();
        var mark = new SyncCursor(null, null, "3", "17");
        var reading = await new MastodonSource(client, TimeProvider.System).ReadAsync(
            SourceServer.At(server, "/@envoy", mark),
            Cancellation
        );
        (reading.Posts.Count, reading.Cursor.Newest, reading.Wait).ShouldBe((40, "43", TimeSpan.FromSeconds(30)));
        reading.Problem!.ShouldContain("503");
    }

    [Fact]
    public async Task Rate_limits_are_respected()
    {
        var reset = DateTimeOffset.UtcNow.AddMinutes(5);
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers["X-RateLimit-Remaining"] = "0";
            http.Response.Headers["X-RateLimit-Reset"] = reset.ToString("O", CultureInfo.InvariantCulture);
            return http.Response.WriteAsync("{\"error\":\"Too many requests\"}");
        });
        using var client = SourceServer.Client();
        var reading = await new MastodonSource(client, TimeProvider.System).ReadAsync(
            SourceServer.At(server, "/@envoy"),
            Cancellation
        );
        reading.Outcome.ShouldBe(FetchOutcome.Busy);
        reading.Wait!.Value.ShouldBeInRange(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData("/@nobody", 404, "{}", FetchOutcome.NotFound)]
    [InlineData("/@envoy", 200, "<html>", FetchOutcome.Denied)]
    [InlineData("/@envoy", 200, "{\"id\":[]}", FetchOutcome.Denied)]
    [InlineData("/", 200, "{}", FetchOutcome.Denied)]
    [InlineData("/", 401, "{}", FetchOutcome.Denied)]
    [InlineData("/about/more", 200, "[]", FetchOutcome.Refused)]
    public async Task Failures_are_reported(string path, int status, string body, FetchOutcome expected)
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync(body);
        });
        using var client = SourceServer.Client();
        var reading = await new MastodonSource(client, TimeProvider.System).ReadAsync(
            SourceServer.At(server, path),
            Cancellation
        );
        (reading.Outcome, reading.IsGood, reading.Cursor).ShouldBe((expected, false, SyncCursor.None));
        reading.Problem.ShouldNotBeNullOrWhiteSpace();
    }

    /// <summary>Statuses 1 to the newest, forty at a time, as the API orders them.</summary>
    private Task Answer(HttpContext http)
    {
        if (http.Request.Path == "/api/v1/accounts/lookup")
        {
            return http.Response.WriteAsync(http.Request.Query["acct"] == "envoy" ? "{\"id\":\"17\"}" : "{}");
        }

        http.Request.Path.Value.ShouldBe("/api/v1/accounts/17/statuses");
        var after = http.Request.Query["min_id"] is [{ } id]
            ? int.Parse(id, CultureInfo.InvariantCulture)
            : Math.Max(0, newest - 40);
        var page = Enumerable.Range(after + 1, Math.Clamp(newest - after, 0, 40)).Reverse().ToList();
        if (page.Count > 0)
        {
            var here = $"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path}";
            http.Response.Headers.Link =
                $"<{here}?limit=40&max_id={page[^1]}>; rel=\"next\", <{here}?limit=40&min_id={page[0]}>; rel=\"prev\"";
        }

        return http.Response.WriteAsync(
            JsonSerializer.Serialize(
                page.Select(number => new
                {
                    id = $"{number}",
                    uri = $"https://m.example/s/{number}",
                    created_at = "2020-10-22T10:00:00Z",
                    content = "<p>x</p>",
                    visibility = "public",
                })
            )
        );
    }
}
