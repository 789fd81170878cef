using Concord.TestKit;
using Concord.Wall.Ingestion;
using Concord.Wall.Moderation;
using Concord.Wall.Sources;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Wall;

/// <summary>Presence checks of each network, and detection of the kind of an address.</summary>
public sealed class CheckSourceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mastodon_statuses_are_checked_one_by_one_for_edits()
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.StatusCode = http.Request.Path.Value switch
            {
                "/api/v1/statuses/1" => 200,
                "/api/v1/statuses/3" => 500,
                _ => 404,
            };
            return http.Response.WriteAsync(
                """{"id":"1","uri":"u1","created_at":"2020-10-22T10:00:00Z","edited_at":"2020-10-22T11:00:00Z","content":"<p>Changed</p>","visibility":"public"}"""
            );
        });
        using var client = SourceServer.Client();
        var source = SourceServer.At(server, "/@envoy");
        KnownPost[] posts =
        [
            .. Enumerable.Range(1, 3).Select(id => new KnownPost($"u{id}", new Uri(server.Address, $"/@envoy/{id}").AbsoluteUri)),
        ];

        var said = await new MastodonSource(client, TimeProvider.System).CheckAsync(source, posts, Cancellation);

        said.Deleted.ShouldBe(["u2"]);
        var present = said.Present.ShouldHaveSingleItem();
        (present.Id, present.Text, present.EditedAt?.Hour).ShouldBe(("u1", "Changed", 11));
    }

    [Fact]
    public async Task Bluesky_omits_deleted_posts()
    {
        await using var server = await LocalServer.StartAsync(http =>
            http.Response.WriteAsync(
                $$"""{"posts":[{{string.Join(',', http.Request.Query["uris"].Where(uri => uri != "at://7").Select(uri => $$"""{"uri":"{{uri}}"}"""))}}]}"""
            )
        );
        using var client = SourceServer.Client();
        KnownPost[] posts = [.. Enumerable.Range(0, 30).Select(id => new KnownPost($"at://{id}", null))];

        var said = await new BlueskySource(client, TimeProvider.System).CheckAsync(
            SourceServer.At(server, "/profile/envoy"),
            posts,
            Cancellation
        );

        said.Deleted.ShouldBe(["at://7"]);
        server.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task X_reports_deleted_posts_as_errors_and_a_failure_reports_nothing()
    {
        var status = 200;
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync(
                """
                {"data":[{"id":"1"}],"errors":[
                  {"resource_id":"2","type":"https://api.twitter.com/2/problems/resource-not-found"},
                  {"resource_id":"3","type":"https://api.twitter.com/2/problems/not-authorized-for-resource"},
                  {"resource_id":"9","type":"https://api.twitter.com/2/problems/resource-not-found"}]}
                """
            );
        });
        using var client = SourceServer.Client();
        var source = SourceServer.At(server, "/envoy") with { Token = "key" };
        KnownPost[] posts = [new("1", null), new("2", null), new("3", null)];
        var x = new XSource(client, TimeProvider.System);

        (await x.CheckAsync(source, posts, Cancellation)).Deleted.ShouldBe(["2"]);
        server.Asked.ShouldHaveSingleItem().ShouldBe("GET /2/tweets?ids=1,2,3");
        status = 503;
        (await x.CheckAsync(source, posts, Cancellation)).Deleted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://bsky.app/profile/envoy", "bluesky", null)]
    [InlineData("https://twitter.com/envoy", "x", null)]
    [InlineData("https://social.example/@envoy", "mastodon", null)]
    [InlineData("/feed", "feed", "/feed")]
    [InlineData("/page", "feed", "/named/feed.json")]
    public async Task An_address_identifies_its_network_and_a_page_its_feed(string typed, string kind, string? path)
    {
        await using var server = await LocalServer.StartAsync(Pages);
        using var client = SourceServer.Client();

        var told = await new SourceKinds(client).DetectAsync(new Uri(server.Address, typed), isInternal: false, Cancellation);

        (told.Kind, told.Problem).ShouldBe((kind, null));
        told.Address.ShouldBe(new Uri(server.Address, path ?? typed));
    }

    [Theory]
    [InlineData("/empty", "There is no feed at this address, and the page there names none.")]
    [InlineData("/missing", "The server answers 404 Not Found.")]
    public async Task A_page_without_a_feed_is_reported(string typed, string problem)
    {
        await using var server = await LocalServer.StartAsync(Pages);
        using var client = SourceServer.Client();

        (
            await new SourceKinds(client).DetectAsync(new Uri(server.Address, typed), isInternal: false, Cancellation)
        ).Problem.ShouldBe(problem);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_list_of_feeds_is_added_once_and_polls_are_spread(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        const string Opml = """
            <?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body><outline text="Group">
              <outline type="rss" text="Ministère de l’Eau" xmlUrl="https://a.example/feed"/>
              <outline type="rss" title="Ministère de l'eau" xmlUrl="https://b.example/feed"/>
              <outline type="rss" text="وزارة" xmlUrl="https://c.example/feed"/>
              <outline type="rss" text="Twice" xmlUrl="https://a.example/feed"/>
              <outline text="No feed"/><outline text="Bad" xmlUrl="javascript:alert(1)"/></outline></body></opml>
            """;

        (await ImportAsync(fixture, Opml)).Counts.ShouldBe(new IngestCounts(Added: 3));
        (await ImportAsync(fixture, Opml)).Counts.ShouldBe(new IngestCounts(Unchanged: 3));

        var sources = await fixture.WithAsync<SourceCommands, IReadOnlyList<SourceHealth>>(commands =>
            commands.ListAsync(Cancellation)
        );
        sources.Select(source => source.Slug).ShouldBe(["feed", "ministere-de-l-eau", "ministere-de-l-eau-2"]);
        sources.Select(source => source.NextAt).ShouldBeUnique();
        (await fixture.JournalAsync()).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("", "This is not OPML, line 0: Root element is missing.")]
    [InlineData("<opml><body>", "This is not OPML, line 1:")]
    [InlineData("<rss/>", "This is not OPML: the root element has to be <opml>.")]
    [InlineData("<opml><body/></opml>", "It has no feed: no outline has an xmlUrl.")]
    [InlineData(
        "<!DOCTYPE opml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><opml>&a;</opml>",
        "This is not OPML, line 1: Reference to undeclared entity 'a'"
    )]
    public async Task An_invalid_list_of_feeds_is_reported(string opml, string message)
    {
        await using var fixture = await WallFixture.OpenAsync(Provider.Sqlite);

        var answer = await ImportAsync(fixture, opml);

        answer.Code.ShouldBe(ModerationCode.UnreadableList);
        answer.Detail.ShouldNotBeNull().ShouldStartWith(message);
    }

    [Fact]
    public void Arbitrary_bytes_only_throw_the_documented_exception()
    {
        var good =
            "<?xml version='1.0' encoding='utf-8'?><opml version='2.0'><body><outline text='A &amp; ب' xmlUrl='https://a.example/'/></body></opml>"u8.ToArray();
        foreach (var bytes in Fuzz.Damaged(good, 3000))
        {
            try
            {
                OpmlFile.Read(new MemoryStream(bytes));
            }
            catch (FormatException)
            {
                // A message.
            }
        }
    }

    private static Task<ModerationResult> ImportAsync(WallFixture fixture, string opml) =>
        fixture.WithAsync<AddSources, ModerationResult>(commands =>
            commands.ImportAsync(
                new MemoryStream(System.Text.Encoding.UTF8.GetBytes(opml)),
                isTrusted: false,
                WallFixture.Tester,
                Cancellation
            )
        );

    private static Task Pages(HttpContext http)
    {
        var (status, text) = http.Request.Path.Value switch
        {
            "/feed" => (200, """{"version":"https://jsonfeed.org/version/1.1","items":[]}"""),
            "/page" => (
                200,
                """<!doctype html><link rel=alternate hreflang=fr href=/fr><link rel="alternate stylesheet" href=a.css><LINK REL="home Alternate" TYPE="application/feed+json; charset=utf-8" HREF="named/feed.json">"""
            ),
            "/empty" => (200, "<p>Nothing <link rel=alternate type=application/rss+xml href='javascript:alert(1)'>"),
            _ => (404, ""),
        };
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(text);
    }
}
