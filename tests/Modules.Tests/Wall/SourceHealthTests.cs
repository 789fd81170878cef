using Concord.TestKit;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Wall;

/// <summary>Sources that break, move, or want to see a secret.</summary>
public sealed class SourceHealthTests
{
    public static TheoryData<Provider> All => Providers.All;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task A_broken_source_is_left_alone_longer_and_longer_and_told_about_once(Provider provider)
    {
        await using var bed = await WallFixture.OpenAsync(provider);
        bed.Answer("/feed", 500);
        await bed.FollowAsync("envoy", "/feed");
        var waits = new List<double>();
        for (var round = 0; round < 6; round++)
        {
            (await bed.PollAsync("envoy")).Message.ShouldBe(
                "envoy could not be read: The server answers 500 Internal Server Error."
            );
            waits.Add(((await bed.PollingAsync("envoy")).NextAt - bed.Time.GetUtcNow().UtcDateTime).TotalMinutes);
        }

        waits.ShouldBe(waits.Order());
        waits[5].ShouldBeInRange(576, 704);
        var health = (
            await bed.WithAsync<SourceCommands, IReadOnlyList<SourceHealth>>(desk => desk.ListAsync(Cancellation))
        ).Single();
        (health.ExceptionHandling, health.GoodAt, health.Error).ShouldBe(
            (6, null, "The server answers 500 Internal Server Error.")
        );

        bed.Feed("/feed", WallFixture.Item("1", WallFixture.LongText));
        await bed.PollAsync("envoy");
        health = (
            await bed.WithAsync<SourceCommands, IReadOnlyList<SourceHealth>>(desk => desk.ListAsync(Cancellation))
        ).Single();
        (health.ExceptionHandling, health.GoodAt, health.Error).ShouldBe((0, bed.Time.GetUtcNow().UtcDateTime, null));
        health.PostsPerDay.ShouldBe(1.0 / 7);
        (await bed.JournalAsync())
            .Select(entry => entry.Kind)
            .ShouldBe(["SourceEntered", "SourceFailed", "PostsIngested", "SourceRecovered"]);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_source_that_moves_for_good_is_followed_and_a_secret_stays_in_the_settings(Provider provider)
    {
        await using var bed = await WallFixture.OpenAsync(provider, ("Concord:Wall:Secrets:partner", "s3cret"));
        string? sent = null;
        bed.Answers["/old"] = http =>
        {
            http.Response.Redirect("/new", permanent: true);
            return Task.CompletedTask;
        };
        bed.Feed("/new", WallFixture.Item("1", WallFixture.LongText));
        var feed = bed.Answers["/new"];
        bed.Answers["/new"] = http =>
        {
            sent = http.Request.Headers.Authorization;
            return feed(http);
        };
        await bed.FollowAsync("envoy", "/old", secret: "partner");
        await bed.FollowAsync("missing", "/new", secret: "nowhere");

        (await bed.PollAsync("envoy")).IsDone.ShouldBeTrue();
        sent.ShouldBe("Bearer s3cret");
        (await bed.PollAsync("missing")).Message.ShouldContain("set Concord__Wall__Secrets__nowhere");

        var sources = await bed.WithAsync<SourceCommands, IReadOnlyList<SourceHealth>>(desk => desk.ListAsync(Cancellation));
        sources.Single(source => source.Slug == "envoy").Address.ShouldEndWith("/new");
        (await bed.JournalAsync()).ShouldContain(("SourceEntered", "It has moved for good."));
    }
}
