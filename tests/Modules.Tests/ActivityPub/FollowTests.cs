using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concord.ActivityPub.Inbox;
using Concord.Foundation.OutboundHttp;
using Concord.TestKit;
using Microsoft.Data.Sqlite;

namespace Concord.Modules.Tests.ActivityPub;

/// <summary>People on other servers follow the accounts; nobody can do so for another.</summary>
public sealed class FollowTests
{
    [Fact]
    public async Task Who_follows_is_accepted_and_who_undoes_it_is_forgotten()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.FollowAsync("reader");

        var (inbox, accept) = site.Of("Accept").ShouldHaveSingleItem();
        inbox.ShouldBe("/users/reader/inbox");
        accept.GetProperty("actor").GetString().ShouldBe($"{FediverseSite.Public}/activitypub/en");
        accept.GetProperty("object").GetProperty("id").GetString().ShouldBe($"{site.Remote}/follows/reader-1");
        accept.GetProperty("object").GetProperty("actor").GetString().ShouldBe(site.Person("reader"));
        (await site.FollowersAsync()).ShouldBe(1);
        (await site.ReadAsync("/activitypub/en/followers")).Json.GetProperty("totalItems").GetInt32().ShouldBe(1);
        (await site.ReadAsync("/activitypub/ar/followers")).Json.GetProperty("totalItems").GetInt32().ShouldBe(0);

        // The same again adds nobody and is answered again.
        await site.SendAsync("reader", site.Follow("reader", number: 2));
        await site.RunAsync();
        (await site.FollowersAsync()).ShouldBe(1);
        site.Of("Accept").Count.ShouldBe(2);

        (await site.SendAsync("reader", Undo(site, "reader", site.Follow("reader")))).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );
        (await site.FollowersAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_follow_is_undone_by_its_id_too_and_another_id_undoes_nothing()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.FollowAsync("reader");

        await site.SendAsync("reader", Undo(site, "reader", $"{site.Remote}/likes/1"), "/activitypub/inbox");
        (await site.FollowersAsync()).ShouldBe(1);
        await site.SendAsync("reader", Undo(site, "reader", $"{site.Remote}/follows/reader-1"), "/activitypub/inbox");
        (await site.FollowersAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("signed by another key")]
    [InlineData("signed by another person of the server")]
    [InlineData("not signed")]
    [InlineData("another body")]
    [InlineData("another body with its digest")]
    [InlineData("another inbox")]
    [InlineData("two hours old")]
    [InlineData("two hours ahead")]
    public async Task Nobody_follows_for_another_person(string forgery)
    {
        await using var site = await FediverseSite.StartAsync();
        using var other = RSA.Create(2048);
        var body = JsonSerializer.SerializeToUtf8Bytes(site.Follow("reader", number: 2));
        void Change(HttpRequestMessage request)
        {
            switch (forgery)
            {
                case "not signed":
                    request.Headers.Remove("Signature");
                    break;
                case "another body":
                    request.Content = new ByteArrayContent(body);
                    break;
                case "another body with its digest":
                    request.Content = new ByteArrayContent(body);
                    request.Headers.Remove("Digest");
                    request.Headers.Add("Digest", HttpSignature.DigestOf(body));
                    break;
                case "another inbox":
                    request.RequestUri = new Uri("/activitypub/ar/inbox", UriKind.Relative);
                    break;
            }
        }

        var answer = await site.SendAsync(
            forgery == "signed by another person of the server" ? "neighbour" : "reader",
            site.Follow("reader"),
            change: Change,
            signer: forgery == "signed by another key" ? other : null,
            at: forgery switch
            {
                "two hours old" => site.Clock.GetUtcNow().AddHours(-2),
                "two hours ahead" => site.Clock.GetUtcNow().AddHours(2),
                _ => null,
            }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await site.FollowersAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_undoes_for_another_person()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.FollowAsync("reader");

        var answer = await site.SendAsync("neighbour", Undo(site, "reader", site.Follow("reader")));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await site.FollowersAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("inbox", "http://127.0.0.1:1/inbox")]
    [InlineData("inbox", "file:///etc/passwd")]
    [InlineData("id", "http://127.0.0.1/users/other")]
    [InlineData("owner", "http://127.0.0.1/users/other")]
    [InlineData("publicKeyPem", "no key")]
    public async Task A_server_speaks_for_its_own_people_only(string name, string value)
    {
        await using var site = await FediverseSite.StartAsync();
        site.Describe = json =>
        {
            var at = json.IndexOf($"\"{name}\":\"", StringComparison.Ordinal) + name.Length + 4;
            return json[..at] + value + json[json.IndexOf('"', at)..];
        };

        (await site.SendAsync("reader", site.Follow("reader"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await site.FollowersAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Who_was_deleted_is_forgotten_when_the_server_confirms_it()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.FollowAsync("reader");
        var delete = new
        {
            type = "Delete",
            actor = site.Person("reader"),
            @object = site.Person("reader"),
        };

        (await site.SendAsync("reader", delete)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await site.FollowersAsync()).ShouldBe(1, "the account is still there");
        site.Gone["reader"] = true;
        (await site.SendAsync("reader", delete)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await site.FollowersAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Everything_else_is_taken_and_nothing_is_asked_or_kept()
    {
        await using var site = await FediverseSite.StartAsync();
        foreach (var type in new[] { "Like", "Announce", "Create", "Update", "Move", "Block", "Nonsense" })
        {
            var message = new
            {
                type,
                actor = site.Person("reader"),
                @object = "https://x.example/1",
            };
            (await site.SendAsync("reader", message)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        (await site.FollowersAsync()).ShouldBe(0);
        foreach (
            var text in new[]
            {
                "",
                "{",
                "[]",
                "null",
                "\"x\"",
                "{\"type\":\"Follow\"}",
                "{\"type\":5,\"actor\":{\"id\":[]}}",
                "\0\u0001",
            }
        )
        {
            using var content = new StringContent(text);
            var answer = await site.Site.Client.PostAsync(
                new Uri("/activitypub/inbox", UriKind.Relative),
                content,
                TestContext.Current.CancellationToken
            );
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, text);
        }

        using var large = new ByteArrayContent(new byte[300_000]);
        (
            await site.Site.Client.PostAsync(
                new Uri("/activitypub/inbox", UriKind.Relative),
                large,
                TestContext.Current.CancellationToken
            )
        ).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_network_that_floods_the_inbox_is_held_off()
    {
        await using var site = await FediverseSite.StartAsync(("Concord:ActivityPub:PerNetwork", "3"));
        var message = new { type = "Like", actor = site.Person("reader") };
        for (var count = 0; count < 3; count++)
        {
            (await site.SendAsync("reader", message)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        var answer = await site.SendAsync("reader", message);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_database_does_not_say_who_follows()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.FollowAsync("reader-in-danger");
        await site.RunAsync();

        SqliteConnection.ClearAllPools();
        var files = Directory.GetFiles(site.Site.DataDirectory, "*.db*", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory, TestContext.Current.CancellationToken);
            Encoding.Latin1.GetString(memory.ToArray()).ShouldNotContain("reader-in-danger", Case.Sensitive, file);
        }
    }

    [Theory]
    [InlineData("keyId=\"k\",headers=\"(request-target) host date digest\",signature=\"AAAA\"", true)]
    [InlineData(
        "keyId=\"k\", algorithm=\"hs2019\", created=1, headers=\"(request-target) host date digest\", signature=\"AAAA\"",
        true
    )]
    [InlineData("keyId=\"k\",headers=\"(request-target) host date\",signature=\"AAAA\"", false)]
    [InlineData("keyId=\"k\",headers=\"date\",signature=\"AAAA\"", false)]
    [InlineData("keyId=\"k\",signature=\"AAAA\"", false)]
    [InlineData("headers=\"(request-target) host date digest\",signature=\"AAAA\"", false)]
    [InlineData("keyId=\"k\",headers=\"(request-target) host date digest\",signature=\"no!\"", false)]
    [InlineData("keyId=\"k\",headers=\"(request-target) host date digest\",signature=\"\"", false)]
    [InlineData("keyId=\"k\",keyId=\"l\",headers=\"(request-target) host date digest\",signature=\"AAAA\"", false)]
    [InlineData("keyId=\"k", false)]
    [InlineData("", false)]
    public void A_signature_has_to_cover_what_matters(string header, bool isRead) =>
        (RequestSignature.Read(header) is not null).ShouldBe(isRead);

    [Fact]
    public void Any_signature_header_is_read_or_refused()
    {
        var random = new Random(28);
        const string Whole =
            "keyId=\"https://a.example/u#k\",algorithm=\"hs2019\",headers=\"(request-target) host date digest\",signature=\"AAAA\"";
        for (var round = 0; round < 5000; round++)
        {
            var text = Whole.ToCharArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                text[random.Next(text.Length)] = (char)random.Next(1, 256);
            }

            var read = RequestSignature.Read(new string(text, 0, random.Next(text.Length + 1)));
            (read is null || read.Names.Contains("digest")).ShouldBeTrue();
        }
    }

    private static Dictionary<string, object> Undo(FediverseSite site, string name, object undone) =>
        new Dictionary<string, object>
        {
            ["id"] = $"{site.Remote}/undo/{name}",
            ["type"] = "Undo",
            ["actor"] = site.Person(name),
            ["object"] = undone,
        };
}
