using Concord.TestKit;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Cli;

/// <summary>The commands as an operator types them, against a feed on a server of the test's own.</summary>
public sealed class WallCommandsTests
{
    [Fact]
    public async Task An_operator_follows_a_feed_decides_and_takes_back()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await using var server = await LocalServer.StartAsync(http =>
            http.Response.WriteAsync(
                """{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"Water is back in the pipes of the town."}]}"""
            )
        );
        var settings = ProgramRun
            .SettingsOf(database.Settings)
            .Append(("Concord__OutboundHttp__PublicNetworks__0", "127.0.0.0/8"))
            .Append(("Concord__OutboundHttp__AnyPort", "true"))
            .ToArray();

        (await RunAsync("sources")).Errors.ShouldContain("There is no source yet.");
        (await RunAsync("follow", $"{server.Address}feed", "--as", "town", "--name", "The town")).Output.ShouldStartWith(
            "town is entered (feed, "
        );
        (await RunAsync("follow", "--as", "town", "--name", "Again")).ShouldBe(
            (1, "", "There is a source “town” already: choose another name with --as.")
        );
        (await RunAsync("follow", "--as", "x", "--member", "atlantis")).Errors.ShouldStartWith("There is no member “atlantis”");
        (await RunAsync("follow", "--as", "x", "--name", "X", "--effort", "none")).Errors.ShouldStartWith(
            "There is no line of effort “none”"
        );
        (await RunAsync("poll", "town")).Output.ShouldBe("1 new, 0 changed, 1 of them waiting, 0 gone.");
        (await RunAsync("poll", "nobody")).Code.ShouldBe(1);
        var held = (await RunAsync("pending")).Output;
        held.ShouldContain("Its source is not trusted.");
        held.ShouldContain("Water is back");
        var id = held[..32];
        (await RunAsync("release", id)).Code.ShouldBe(1);
        (await RunAsync("release", id, "--reason", "read")).Output.ShouldStartWith("The post is live now.");
        (await RunAsync("pin", id, "--reason", "good news")).Code.ShouldBe(0);
        (await RunAsync("translate", id, "--language", "ar", "--text", "عاد الماء")).Output.ShouldStartWith(
            "The translation stands beside the post."
        );
        (await RunAsync("translate", id, "--language", "xx", "--text", "x")).Errors.ShouldStartWith(
            "“xx” is no language of this site"
        );
        (await RunAsync("translate", id, "--language", "ar", "--remove")).Code.ShouldBe(0);
        (await RunAsync("translate", id, "--language", "ar", "--remove")).Errors.ShouldBe("There is no translation into “ar”.");
        (await RunAsync("trust", "town", "--reason", "known")).Output.ShouldContain("concord wall distrust town");
        (await RunAsync("block", "word", "water", "--reason", "a test")).Output.ShouldStartWith(
            "Blocked. Taken off the wall to wait: 1."
        );
        (await RunAsync("blocks")).Output.ShouldContain("word  water  since ");
        (await RunAsync("unblock", "word", "Water", "--reason", "over")).Code.ShouldBe(0);
        (
            await RunAsync("add", "town", "--text", "The bridge is open.", "--language", "en", "--at", "2020-10-22T09:00Z")
        ).Output.ShouldContain("is live.");
        (await RunAsync("add", "town", "--text", "x", "--picture", "/none.jpg")).Code.ShouldBe(1);
        (await RunAsync("check", "town")).Output.ShouldBe("town: No post is gone that was there before.");
        (await RunAsync("sources")).Output.ShouldContain("town (feed): well; trusted");
        await using var verify = new ProgramRun("concord", settings, "verify");
        (await verify.EndAsync()).ShouldBe(0, verify.Errors);

        async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
        {
            await using var run = new ProgramRun("concord", settings, ["wall", .. arguments]);
            return (await run.EndAsync(), run.Output.Trim(), run.Errors.Trim());
        }
    }
}
