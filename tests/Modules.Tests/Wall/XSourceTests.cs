using System.Globalization;
using System.Text.Json;
using Concord.Foundation.OutboundHttp;
using Concord.TestKit;
using Concord.Wall.Sources;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Wall;

/// <summary>With a local server of API v2: token, lookup, since_id, pages, included media, error messages.</summary>
public sealed class XSourceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_has_its_short_links_expanded_and_its_pictures_beside_it()
    {
        await using var server = await LocalServer.StartAsync(http =>
            http.Response.WriteAsync(
                http.Request.Path == "/2/users/by/username/envoy"
                    ? """{"data":{"id":"17","username":"envoy"}}"""
                    : """
                    {"data":[{"id":"9","author_id":"17","created_at":"2020-10-22T10:00:00.000Z","lang":"ar",
                      "text":"تفاصيل &amp; صور: https://t.co/abc\n#العراق https://t.co/pic",
                      "entities":{"urls":[{"url":"https://t.co/abc","expanded_url":"https://gov.example/a?b=1&c=2","display_url":"gov.example/a"},
                        {"url":"https://t.co/pic","expanded_url":"https://x.com/envoy/status/9/photo/1","display_url":"pic.x.com/pic","media_key":"3_1"}],
                        "hashtags":[{"tag":"العراق"}]},"attachments":{"media_keys":["3_1","7_2"]}},
                      {"id":"8","author_id":"17","text":"short","lang":"und"},{"text":"no id"},5],
                     "includes":{"media":[{"media_key":"3_1","type":"photo","url":"https://m.example/1.jpg","alt_text":"A class"},
                        {"media_key":"7_2","type":"video","preview_image_url":"https://m.example/2.jpg"},{"media_key":"3_9","type":"photo","url":"https://m.example/9.jpg"}],
                        "users":[{"id":"17","name":"The envoy","username":"envoy"}]},"meta":{"newest_id":"9","next_token":"t"}}
                    """
            )
        );
        using var client = SourceServer.Client();
        var reading = await new XSource(client, TimeProvider.System).ReadAsync(Question(server), Cancellation);
        reading.Problem.ShouldBeNull();
        reading.Cursor.ShouldBe(new SyncCursor(null, null, "9", "17"));
        reading.Posts.Select(post => post.Id).ShouldBe(["9", "8"]);
        var post = reading.Posts[0];
        (post.Text, post.Author, post.Language).ShouldBe(
            ("تفاصيل & صور: https://gov.example/a?b=1&c=2\n#العراق", "The envoy", "ar")
        );
        post.Link.ShouldBe("https://x.com/envoy/status/9");
        post.Hashtags.ShouldBe(["العراق"]);
        post.Files.ShouldBe([
            new PostFile("https://m.example/1.jpg", "image/*", null, "A class"),
            new PostFile("https://x.com/envoy/status/9", "video/*", "https://m.example/2.jpg", null),
        ]);
        reading.Posts[1].Language.ShouldBeNull();
    }

    [Fact]
    public async Task A_long_post_is_complete_and_an_edited_one_keeps_its_identity()
    {
        await using var server = await LocalServer.StartAsync(http =>
            http.Response.WriteAsync(
                http.Request.Path == "/2/users/by/username/envoy"
                    ? """{"data":{"id":"17","username":"envoy"}}"""
                    : """
                    {"data":[{"id":"9","edit_history_tweet_ids":["7","8","9"],"created_at":"2020-10-22T10:00:00.000Z",
                        "text":"The beginning of a long text… https://t.co/more",
                        "note_tweet":{"text":"The whole of a long text &amp; its link: https://t.co/abc #Raqqa",
                          "entities":{"urls":[{"url":"https://t.co/abc","expanded_url":"https://gov.example/a"}],"hashtags":[{"tag":"Raqqa"}]}}},
                      {"id":"6","edit_history_tweet_ids":["6"],"created_at":"2020-10-21T10:00:00.000Z","text":"Never changed"},
                      {"id":"5","edit_history_tweet_ids":7,"note_tweet":[],"text":"Odd"}],
                     "meta":{}}
                    """
            )
        );
        using var client = SourceServer.Client();
        var reading = await new XSource(client, TimeProvider.System).ReadAsync(Question(server), Cancellation);

        reading.Cursor.Newest.ShouldBe("9");
        reading.Posts.Select(post => post.Id).ShouldBe(["7", "6", "5"]);
        var changed = reading.Posts[0];
        (changed.Text, changed.Link).ShouldBe(
            ("The whole of a long text & its link: https://gov.example/a #Raqqa", "https://x.com/envoy/status/9")
        );
        changed.Hashtags.ShouldBe(["Raqqa"]);
        changed.EditedAt.ShouldBe(new DateTimeOffset(2020, 10, 22, 10, 0, 0, TimeSpan.Zero));
        reading.Posts[1].EditedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Pages_are_read_since_the_last_post_using_the_token()
    {
        var keys = new List<string>();
        await using var server = await LocalServer.StartAsync(http =>
        {
            keys.Add(http.Request.Headers.Authorization.ToString());
            var from = http.Request.Query["pagination_token"] is [{ } token]
                ? int.Parse(token, CultureInfo.InvariantCulture)
                : 250;
            var to = Math.Max(int.Parse(http.Request.Query["since_id"]!, CultureInfo.InvariantCulture), from - 100);
            return http.Response.WriteAsync(
                JsonSerializer.Serialize(
                    new
                    {
                        data = Enumerable
                            .Range(to + 1, from - to)
                            .Reverse()
                            .Select(number => new { id = $"{number}", text = "x" }),
                        meta = to == 42
                            ? new Dictionary<string, string>()
                            : new Dictionary<string, string> { ["next_token"] = $"{to}" },
                    }
                )
            );
        });
        using var client = SourceServer.Client();
        var reading = await new XSource(client, TimeProvider.System).ReadAsync(
            Question(server, new SyncCursor(null, null, "42", "17")),
            Cancellation
        );
        (reading.Posts.Count, reading.Posts[^1].Id, reading.Cursor.Newest).ShouldBe((208, "43", "250"));
        keys.ShouldBe(["Bearer k3y", "Bearer k3y", "Bearer k3y"]);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_requested()
    {
        await using var server = await LocalServer.StartAsync(http => http.Response.WriteAsync("{}"));
        using var client = SourceServer.Client();
        var reading = await new XSource(client, TimeProvider.System).ReadAsync(SourceServer.At(server, "/envoy"), Cancellation);
        (reading.Outcome, server.Asked.Count).ShouldBe((FetchOutcome.Refused, 0));
        reading.Problem!.ShouldContain("key");
    }

    [Theory]
    [InlineData(
        "/envoy",
        401,
        """{"title":"Unauthorized","detail":"Unauthorized","status":401}""",
        FetchOutcome.Denied,
        "Unauthorized"
    )]
    [InlineData(
        "/envoy",
        200,
        """{"errors":[{"detail":"Could not find user with username: [envoy]."}]}""",
        FetchOutcome.Denied,
        "Could not find"
    )]
    [InlineData("/envoy", 200, "<html>", FetchOutcome.Denied, "not as X")]
    [InlineData("/envoy", 429, """{"title":"Too Many Requests","detail":"Too Many Requests"}""", FetchOutcome.Busy, "Too Many")]
    [InlineData("/i/lists/1", 200, "{}", FetchOutcome.Refused, "https://x.com/name")]
    public async Task Failures_are_reported(string path, int status, string body, FetchOutcome expected, string said)
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers["x-rate-limit-remaining"] = "0";
            http.Response.Headers["x-rate-limit-reset"] = DateTimeOffset
                .UtcNow.AddMinutes(15)
                .ToUnixTimeSeconds()
                .ToString(CultureInfo.InvariantCulture);
            return http.Response.WriteAsync(body);
        });
        using var client = SourceServer.Client();
        var reading = await new XSource(client, TimeProvider.System).ReadAsync(Question(server, path: path), Cancellation);
        (reading.Outcome, reading.IsGood, reading.Cursor).ShouldBe((expected, false, SyncCursor.None));
        reading.Problem!.ShouldContain(said);
        if (expected == FetchOutcome.Busy)
        {
            reading.Wait!.Value.ShouldBeInRange(TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        }
    }

    private static SourceRequest Question(LocalServer server, SyncCursor? mark = null, string path = "/envoy") =>
        SourceServer.At(server, path, mark) with
        {
            Token = "k3y",
        };
}
