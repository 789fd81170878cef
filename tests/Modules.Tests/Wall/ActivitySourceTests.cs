using System.Text;
using Concord.Foundation.OutboundHttp;
using Concord.TestKit;
using Concord.Wall.Sources;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Wall;

/// <summary>With a local ActivityPub server: actor, outbox, pages of activities, tombstones.</summary>
public sealed class ActivitySourceTests
{
    private readonly Dictionary<string, (int Status, string Json)> answers = new(StringComparer.Ordinal);
    private string accepted = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("address")]
    [InlineData("object")]
    [InlineData("items")]
    public async Task An_outbox_is_read_back_to_known_posts_in_every_form_of_its_first_page(string form)
    {
        await using var server = await LocalServer.StartAsync(Answer);
        using var client = SourceServer.Client();
        Serve(server, form, newest: 5);
        var source = new ActivitySource(client, ActivityKeyTests.None, TimeProvider.System);

        var first = await source.ReadAsync(SourceServer.At(server, "/users/envoy"), Cancellation);
        (first.Outcome, first.Problem).ShouldBe((FetchOutcome.Fetched, null));
        first
            .Posts.Select(post => post.Text)
            .ShouldBe(form == "items" ? ["Note 5", "Note 4", "Note 3", "Note 2", "Note 1"] : ["Note 5", "Note 4"]);
        accepted.ShouldStartWith("application/activity+json");

        Serve(server, form, newest: 9);
        var second = await source.ReadAsync(SourceServer.At(server, "/users/envoy", first.Cursor), Cancellation);
        second.Posts.Select(post => post.Text).Take(5).ShouldBe(["Note 9", "Note 8", "Note 7", "Note 6", "Note 5"]);
        second.Cursor.Newest.ShouldBe(new Uri(server.Address, "/notes/9").AbsoluteUri);
    }

    [Fact]
    public async Task A_public_note_becomes_a_post_and_boosts_and_private_notes_are_left_out()
    {
        await using var server = await LocalServer.StartAsync(Answer);
        using var client = SourceServer.Client();
        var host = server.Address.AbsoluteUri;
        string Create(string note) => $"{{\"type\":\"Create\",\"object\":{note}}}";
        answers["/users/envoy"] = (200, $$"""{"type":"Person","name":" The <b>envoy ","outbox":"{{host}}outbox"}""");
        answers["/outbox"] = (
            200,
            $$"""
            {"type":"OrderedCollection","orderedItems":[
              {{Create(
                $$"""{"type":"Note","id":"{{host}}n/1","to":["https://www.w3.org/ns/activitystreams#Public"],"published":"2020-10-22T10:00:00Z","updated":"2020-10-22T11:00:00Z","content":"<p>Schools open.<br>Thanks &amp; more</p>","contentMap":{"fr":"x"},"summary":"Good news","url":[{"href":"{{host}}v.mp4","mediaType":"video/mp4"},{"href":"{{host}}@envoy/1","mediaType":"text/html"}],"tag":[{"type":"Hashtag","name":"#Mosul"},{"type":"Mention","name":"@x"}],"attachment":[{"type":"Document","mediaType":"image/png","url":"{{host}}1.png","name":"A class"},{"type":"Document","mediaType":"image/png","url":"javascript:alert(1)"}]}"""
            )}},
              {{Create($$"""{"type":"Article","id":"{{host}}n/2","cc":"as:Public","name":"Title","content":"<p>Body</p>"}""")}},
              {{Create($$"""{"type":"Note","id":"{{host}}n/3","to":["{{host}}followers"],"content":"not public"}""")}},
              {{Create(
                $$"""{"type":"Note","id":"{{host}}n/4","to":"as:Public","inReplyTo":"https://x.example/1","content":"an answer"}"""
            )}},
              {{Create("""{"type":"Note","id":"https://other.example/n/5","to":"as:Public","content":"forged"}""")}},
              {"type":"Announce","object":"https://other.example/n/6"}, {"type":"Create","object":"{{host}}n/7"}, "odd", null, 7]}
            """
        );

        var read = await new ActivitySource(client, ActivityKeyTests.None, TimeProvider.System).ReadAsync(
            SourceServer.At(server, "/users/envoy"),
            Cancellation
        );

        read.Posts.Select(post => post.Id).ShouldBe([$"{host}n/1", $"{host}n/2"]);
        var note = read.Posts[0];
        (note.Author, note.Text, note.Warning, note.Language, note.Link).ShouldBe(
            ("The <b>envoy", "Schools open.\nThanks & more", "Good news", "fr", $"{host}@envoy/1")
        );
        (note.At?.Hour, note.EditedAt?.Hour).ShouldBe((10, 11));
        note.Hashtags.ShouldBe(["Mosul"]);
        note.Files.ShouldBe([new PostFile($"{host}1.png", "image/png", null, "A class")]);
        read.Posts[1].Text.ShouldBe("Title\nBody");
    }

    [Fact]
    public async Task Deleted_and_edited_posts_are_recognized()
    {
        await using var server = await LocalServer.StartAsync(Answer);
        using var client = SourceServer.Client();
        var host = server.Address.AbsoluteUri;
        answers["/n/1"] = (200, $$"""{"type":"Note","id":"{{host}}n/1","to":"as:Public","content":"Changed"}""");
        answers["/n/2"] = (200, $$"""{"type":"Tombstone","id":"{{host}}n/2"}""");
        answers["/n/3"] = (410, "");
        answers["/n/4"] = (401, "");
        KnownPost[] posts =
        [
            .. Enumerable.Range(1, 4).Select(id => new KnownPost($"{host}n/{id}", null)),
            new("https://other.example/n/5", null),
        ];

        var said = await new ActivitySource(client, ActivityKeyTests.None, TimeProvider.System).CheckAsync(
            SourceServer.At(server, "/users/envoy"),
            posts,
            Cancellation
        );

        said.Deleted.ShouldBe([$"{host}n/2", $"{host}n/3"]);
        said.Present.ShouldHaveSingleItem().Text.ShouldBe("Changed");
        server.Asked.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(
        401,
        "",
        "The server answers 401: it may answer only to signed questions. Set Concord:Wall:ActivityKey to the file of a key."
    )]
    [InlineData(200, "<html>", "There is no ActivityPub account at this address: give the address of its profile.")]
    [InlineData(
        200,
        """{"outbox":"https://other.example/outbox"}""",
        "There is no ActivityPub account at this address: give the address of its profile."
    )]
    [InlineData(200, """{"outbox":"HOSTnone"}""", "The server answers 404 Not Found.")]
    [InlineData(200, """{"outbox":"HOSTlist"}""", "The response is not one of ActivityPub.")]
    public async Task Failures_have_a_message(int status, string json, string problem)
    {
        await using var server = await LocalServer.StartAsync(Answer);
        using var client = SourceServer.Client();
        answers["/users/envoy"] = (status, json.Replace("HOST", server.Address.AbsoluteUri, StringComparison.Ordinal));
        answers["/list"] = (200, "[]");

        var read = await new ActivitySource(client, ActivityKeyTests.None, TimeProvider.System).ReadAsync(
            SourceServer.At(server, "/users/envoy"),
            Cancellation
        );

        (read.IsGood, read.Problem).ShouldBe((false, problem));
    }

    [Fact]
    public async Task Arbitrary_bytes_do_not_throw()
    {
        await using var server = await LocalServer.StartAsync(Answer);
        using var client = SourceServer.Client();
        Serve(server, "object", newest: 3);
        var source = new ActivitySource(client, ActivityKeyTests.None, TimeProvider.System);
        var outbox = answers["/outbox"].Json;
        foreach (var damaged in Fuzz.Damaged(Encoding.UTF8.GetBytes(outbox), 300))
        {
            answers["/outbox"] = (200, Encoding.Latin1.GetString(damaged));
            await source.ReadAsync(SourceServer.At(server, "/users/envoy"), Cancellation);
        }
    }

    private Task Answer(HttpContext http)
    {
        accepted = http.Request.Headers.Accept.ToString();
        var (status, json) = answers.GetValueOrDefault(http.Request.Path + http.Request.QueryString, (404, ""));
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(json);
    }

    /// <summary>Two notes on a page.</summary>
    private void Serve(LocalServer server, string form, int newest)
    {
        var host = server.Address.AbsoluteUri;
        answers["/users/envoy"] = (200, $$"""{"type":"Person","preferredUsername":"envoy","outbox":"{{host}}outbox"}""");
        string Items(int from, int to) =>
            string.Join(
                ',',
                Enumerable
                    .Range(to, from - to + 1)
                    .Reverse()
                    .Select(id =>
                        $$"""{"type":"Create","object":{"type":"Note","id":"{{host}}notes/{{id}}","to":["as:Public"],"content":"<p>Note {{id}}</p>"} }"""
                    )
            );
        string Page(int from) =>
            $$"""{"type":"OrderedCollectionPage","next":"{{(from > 2 ? $"{host}outbox?from={from - 2}" : "")}}","orderedItems":[{{Items(from, Math.Max(1, from - 1))}}]}""";
        for (var from = newest; from > 0; from--)
        {
            answers[$"/outbox?from={from}"] = (200, Page(from));
        }

        answers["/outbox"] = (
            200,
            form switch
            {
                "address" => $$"""{"type":"OrderedCollection","first":"{{host}}outbox?from={{newest}}"}""",
                "object" => $$"""{"type":"OrderedCollection","first":{{Page(newest)}} }""",
                _ => $$"""{"type":"OrderedCollection","orderedItems":[{{Items(newest, 1)}}]}""",
            }
        );
    }
}
