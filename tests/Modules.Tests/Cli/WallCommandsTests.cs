using System.Text.Json;
using Concord.TestKit;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Cli;

/// <summary>The commands as an operator types them, with a feed on a local server.</summary>
public sealed class WallCommandsTests
{
    [Fact]
    public async Task An_operator_follows_a_feed_and_moderates_its_posts()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await using var server = await LocalServer.StartAsync(http =>
            http.Response.WriteAsync(
                """{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"Water is back in the pipes of the town."}]}"""
            )
        );
        var settings = new[]
        {
            ("Concord:DataDirectory", database.Settings.DataDirectory),
            ("Concord:OutboundHttp:PublicNetworks:0", "127.0.0.0/8"),
            ("Concord:OutboundHttp:AnyPort", "true"),
        };

        (await RunAsync("sources")).ShouldBe(
            (0, "", "There is no source yet. Add one: concord wall follow ADDRESS --as NAME --member MEMBER")
        );
        (await CodeOfAsync("follow", $"{server.Address}feed", "--as", "town", "--name", "The town")).ShouldBe("done");
        (await CodeOfAsync("follow", "--as", "town", "--name", "Again")).ShouldBe("source-exists");
        (await CodeOfAsync("follow", "--as", "x", "--member", "atlantis")).ShouldBe("unknown-member");
        (await RunAsync("poll", "town")).Output.ShouldBe("1 new, 0 changed, 1 of them pending, 0 deleted.");
        var pending = Parse((await RunAsync("pending", "--json")).Output).GetProperty("posts")[0];
        pending.GetProperty("stateReason").GetString().ShouldBe("untrusted-source");
        var id = pending.GetProperty("id").GetGuid().ToString("N");
        (await RunAsync("release", id)).Code.ShouldBe(1);
        (await RunAsync("release", id, "--reason", "read")).Output.ShouldEndWith($"concord wall hold {id} --reason …");
        (await CodeOfAsync("pin", id, "--reason", "good news")).ShouldBe("done");
        (await CodeOfAsync("translate", id, "--language", "ar", "--text", "عاد الماء")).ShouldBe("done");
        (await CodeOfAsync("translate", id, "--language", "ar", "--remove")).ShouldBe("done");
        (await RunAsync("trust", "town", "--reason", "known")).Output.ShouldEndWith("concord wall distrust town --reason …");
        var blocked = Parse((await RunAsync("block", "word", "water", "--reason", "a test", "--json")).Output);
        blocked.GetProperty("counts").GetProperty("pendingReview").GetInt32().ShouldBe(1);
        (await RunAsync("blocks")).Output.ShouldContain("word  water  since ");
        (await CodeOfAsync("unblock", "word", "Water", "--reason", "over")).ShouldBe("done");
        var added = Parse(
            (
                await RunAsync(
                    "add",
                    "town",
                    "--text",
                    "The bridge is open.",
                    "--language",
                    "en",
                    "--at",
                    "2020-10-22T09:00Z",
                    "--json"
                )
            ).Output
        );
        added.GetProperty("after").GetString().ShouldBe("live");
        (await RunAsync("add", "town", "--text", "x", "--picture", "/none.jpg")).Code.ShouldBe(1);
        var check = Parse((await RunAsync("check", "town", "--json")).Output).GetProperty("counts");
        (check.GetProperty("deleted").GetInt32(), check.GetProperty("suspectedDeleted").GetInt32()).ShouldBe((0, 0));
        (await RunAsync("sources")).Output.ShouldContain("town (feed): healthy; trusted");
        var verify = await CommandLine.RunAsync(settings, "verify");
        verify.Code.ShouldBe(0, verify.Errors);

        async Task<string?> CodeOfAsync(params string[] arguments) =>
            Parse((await RunAsync([.. arguments, "--json"])).Output).GetProperty("code").GetString();

        Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
            CommandLine.RunAsync(settings, ["wall", .. arguments]);
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
