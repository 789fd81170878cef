using Concord.TestKit;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Wall;

/// <summary>A redirect must not let another server speak for a source.</summary>
public sealed class SourceMoveTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Provider> All => Providers.All;

    [Theory]
    [InlineData("https://a.example/feed", "https://a.example/new", true)]
    [InlineData("http://a.example/feed", "https://a.example/feed", true)]
    [InlineData("https://A.example/feed", "https://a.EXAMPLE/feed", true)]
    [InlineData("https://a.example/feed", "http://a.example/feed", false)]
    [InlineData("https://a.example/feed", "https://www.a.example/feed", false)]
    [InlineData("https://a.example/feed", "https://a.example.evil/feed", false)]
    [InlineData("https://a.example/feed", "https://a.example:8443/feed", false)]
    [InlineData("http://a.example:8080/feed", "https://a.example/feed", false)]
    [InlineData("https://a.example/feed", "https://a.example@evil.example/feed", false)]
    public void Only_a_move_on_the_same_host_is_safe(string from, string to, bool isSafe) =>
        SourceMove.IsSafe(new Uri(from), new Uri(to)).ShouldBe(isSafe);

    [Theory, MemberData(nameof(All))]
    public async Task A_move_to_another_host_pauses_the_source_and_waits_for_a_person(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider, ("Concord:Wall:Secrets:partner", "s3cret"));
        var tokens = new List<string?>();
        await using var other = await LocalServer.StartAsync(async http =>
        {
            tokens.Add(http.Request.Headers.Authorization);
            http.Response.ContentType = "application/feed+json";
            await http.Response.WriteAsync(
                $$"""{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{{{WallFixture.Item("forged", "Forged.")}}}]}""",
                Cancellation
            );
        });
        fixture.Feed("/feed", WallFixture.Item("1", WallFixture.LongText));
        await fixture.FollowAsync("envoy", "/feed", secret: "partner");
        (await fixture.PollAsync("envoy")).IsDone.ShouldBeTrue();
        var to = new Uri(other.Address, "/feed");
        fixture.Answers["/feed"] = http =>
        {
            http.Response.Redirect(to.AbsoluteUri, permanent: true);
            return Task.CompletedTask;
        };

        (await fixture.PollAsync("envoy")).Code.ShouldBe(ModerationCode.PollFailed);
        (await fixture.PollAsync("envoy")).Code.ShouldBe(ModerationCode.PollFailed);

        var source = await SourceAsync(fixture);
        (source.IsPaused, source.IsTrusted, source.ProposedAddress).ShouldBe((true, false, to.AbsoluteUri));
        source.Address.ShouldBe(new Uri(fixture.Server.Address, "/feed").AbsoluteUri);
        (await fixture.PostsAsync()).Select(post => post.SourceId).ShouldBe(["1"]);
        (await fixture.JournalAsync()).Count(entry => entry.Kind == "SourceMoveHeld").ShouldBe(1);

        (await AcceptAsync(fixture)).Code.ShouldBe(ModerationCode.Done);
        (await AcceptAsync(fixture)).Code.ShouldBe(ModerationCode.NotMoved);
        (await fixture.PollAsync("envoy")).IsDone.ShouldBeTrue();
        tokens.ShouldAllBe(token => token == null);
        (await fixture.PostAsync("forged")).State.ShouldBe(PostState.PendingReview);
        (await fixture.JournalAsync()).ShouldContain(("SourceMoveAccepted", "it is theirs"));
    }

    [Fact]
    public async Task A_resumed_source_is_polled_at_its_old_address_again()
    {
        await using var fixture = await WallFixture.OpenAsync(Provider.Sqlite);
        await using var other = await LocalServer.StartAsync(http =>
        {
            http.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        fixture.Answers["/feed"] = http =>
        {
            http.Response.Redirect(new Uri(other.Address, "/feed").AbsoluteUri, permanent: true);
            return Task.CompletedTask;
        };
        await fixture.FollowAsync("envoy", "/feed");
        await fixture.PollAsync("envoy");
        fixture.Feed("/feed", WallFixture.Item("1", WallFixture.LongText));

        await fixture.WithAsync<SourceCommands, ModerationResult>(commands =>
            commands.PauseAsync("envoy", isPaused: false, "it was a mistake", WallFixture.Tester, Cancellation)
        );

        (await fixture.PollAsync("envoy")).IsDone.ShouldBeTrue();
        (await SourceAsync(fixture)).ProposedAddress.ShouldBeNull();
        (await fixture.PostAsync("1")).State.ShouldBe(PostState.PendingReview);
    }

    [Fact]
    public async Task A_trusted_source_is_not_added_where_its_address_leads_to_another_host()
    {
        await using var fixture = await WallFixture.OpenAsync(Provider.Sqlite);
        await using var other = await LocalServer.StartAsync(http =>
        {
            http.Response.Redirect(new Uri(fixture.Server.Address, "/feed").AbsoluteUri, permanent: true);
            return Task.CompletedTask;
        });
        fixture.Feed("/feed", WallFixture.Item("1", WallFixture.LongText));

        (await FollowAsync(isTrusted: true)).Code.ShouldBe(ModerationCode.OtherHost);
        (await FollowAsync(isTrusted: false)).Code.ShouldBe(ModerationCode.Done);

        Task<ModerationResult> FollowAsync(bool isTrusted) =>
            fixture.WithAsync<AddSources, ModerationResult>(commands =>
                commands.FollowAsync(
                    new NewSource(
                        "envoy",
                        new Uri(other.Address, "/feed").AbsoluteUri,
                        null,
                        null,
                        "Envoy",
                        null,
                        null,
                        isTrusted
                    ),
                    WallFixture.Tester,
                    Cancellation
                )
            );
    }

    private static Task<ModerationResult> AcceptAsync(WallFixture fixture) =>
        fixture.WithAsync<SourceCommands, ModerationResult>(commands =>
            commands.AcceptMoveAsync("envoy", "it is theirs", WallFixture.Tester, Cancellation)
        );

    private static async Task<SourceHealth> SourceAsync(WallFixture fixture) =>
        (
            await fixture.WithAsync<SourceCommands, IReadOnlyList<SourceHealth>>(commands => commands.ListAsync(Cancellation))
        ).Single();
}
