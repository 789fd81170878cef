using Concord.TestKit;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Wall;

/// <summary>Sources that fail, move, or need a secret.</summary>
public sealed class SourceHealthTests
{
    public static TheoryData<Provider> All => Providers.All;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task A_failing_source_is_polled_less_often_and_reported_once(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        fixture.Answer("/feed", 500);
        await fixture.FollowAsync("envoy", "/feed");
        var waits = new List<double>();
        for (var round = 0; round < 6; round++)
        {
            (await fixture.PollAsync("envoy")).Code.ShouldBe(ModerationCode.PollFailed);
            waits.Add(((await fixture.PollingAsync("envoy")).NextAt - fixture.Time.GetUtcNow().UtcDateTime).TotalMinutes);
        }

        waits.ShouldBe(waits.Order());
        waits[5].ShouldBeInRange(576, 704);
        var health = (
            await fixture.WithAsync<SourceCommands, IReadOnlyList<SourceHealth>>(commands => commands.ListAsync(Cancellation))
        ).Single();
        (health.Failures, health.GoodAt, health.Error).ShouldBe((6, null, "The server answers 500 Internal Server Error."));

        fixture.Feed("/feed", WallFixture.Item("1", WallFixture.LongText));
        await fixture.PollAsync("envoy");
        health = (
            await fixture.WithAsync<SourceCommands, IReadOnlyList<SourceHealth>>(commands => commands.ListAsync(Cancellation))
        ).Single();
        (health.Failures, health.GoodAt, health.Error).ShouldBe((0, fixture.Time.GetUtcNow().UtcDateTime, null));
        health.PostsPerDay.ShouldBe(1.0 / 7);
        (await fixture.JournalAsync())
            .Select(entry => entry.Kind)
            .ShouldBe(["SourceAdded", "SourceFailed", "PostsIngested", "SourceRecovered"]);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_permanent_redirect_moves_a_source_and_secrets_stay_in_settings(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider, ("Concord:Wall:Secrets:partner", "s3cret"));
        string? sent = null;
        fixture.Answers["/old"] = http =>
        {
            http.Response.Redirect("/new", permanent: true);
            return Task.CompletedTask;
        };
        fixture.Feed("/new", WallFixture.Item("1", WallFixture.LongText));
        var feed = fixture.Answers["/new"];
        fixture.Answers["/new"] = http =>
        {
            sent = http.Request.Headers.Authorization;
            return feed(http);
        };
        await fixture.FollowAsync("envoy", "/old", secret: "partner");
        await fixture.FollowAsync("missing", "/new", secret: "nowhere");

        (await fixture.PollAsync("envoy")).IsDone.ShouldBeTrue();
        sent.ShouldBe("Bearer s3cret");
        var refused = await fixture.PollAsync("missing");
        (refused.Code, refused.Detail?.Contains("Concord__Wall__Secrets__nowhere", StringComparison.Ordinal)).ShouldBe(
            (ModerationCode.PollFailed, true)
        );

        var sources = await fixture.WithAsync<SourceCommands, IReadOnlyList<SourceHealth>>(commands =>
            commands.ListAsync(Cancellation)
        );
        sources.Single(source => source.Slug == "envoy").Address.ShouldEndWith("/new");
        (await fixture.JournalAsync()).ShouldContain(("SourceMoved", null));
    }
}
