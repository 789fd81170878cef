using Concord.TestKit;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;

namespace Concord.Modules.Tests.Wall;

/// <summary>Of equal posts of one voice, one is shown.</summary>
public sealed class DuplicatePostsTests
{
    public static TheoryData<Provider> All => Providers.All;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task Identical_posts_of_one_publisher_are_shown_once(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        fixture.Feed(
            "/feed",
            WallFixture.Item("2", $"{WallFixture.LongText} https://example.org/b", "2020-10-22T11:00:00Z"),
            WallFixture.Item("1", WallFixture.LongText, "2020-10-22T10:00:00Z"),
            WallFixture.Item("0", WallFixture.LongText, "2020-10-01T10:00:00Z")
        );
        fixture.Feed("/other", WallFixture.Item("9", WallFixture.LongText, "2020-10-22T10:30:00Z"));
        await fixture.FollowAsync("envoy", "/feed");
        await fixture.FollowAsync("other", "/other");
        await fixture.PollAsync("envoy");
        await fixture.PollAsync("other");

        var first = await fixture.PostAsync("1");
        first.State.ShouldBe(PostState.Live);
        var copy = await fixture.PostAsync("2");
        (copy.State, copy.DuplicateOf).ShouldBe((PostState.Duplicate, first.Id));
        // Three weeks earlier, or another voice: not a duplicate.
        (await fixture.PostAsync("0")).State.ShouldBe(PostState.Live);
        (await fixture.PostAsync("9")).State.ShouldBe(PostState.Live);

        await fixture.WithAsync<PostModeration, ModerationResult>(commands =>
            commands.HideAsync($"{first.Id:N}", "wrong", WallFixture.Tester, Cancellation)
        );
        fixture.Feed("/feed", WallFixture.Item("3", WallFixture.LongText, "2020-10-23T11:00:00Z"));
        await fixture.PollAsync("envoy");
        (await fixture.PostAsync("3")).State.ShouldBe(PostState.PendingReview);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_changed_duplicate_is_shown_and_a_pending_original_hides_no_duplicate(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        fixture.Feed(
            "/feed",
            WallFixture.Item("2", WallFixture.LongText, "2020-10-22T11:00:00Z"),
            WallFixture.Item("1", WallFixture.LongText)
        );
        await fixture.FollowAsync("envoy", "/feed", isTrusted: false);
        await fixture.PollAsync("envoy");
        (await fixture.PostAsync("2")).State.ShouldBe(PostState.Duplicate);

        await fixture.WithAsync<SourceCommands, ModerationResult>(commands =>
            commands.TrustAsync("envoy", isTrusted: true, "known", WallFixture.Tester, Cancellation)
        );
        fixture.Feed(
            "/feed",
            WallFixture.Item("3", WallFixture.LongText, "2020-10-22T12:00:00Z"),
            WallFixture.Item("2", "Another word altogether.", "2020-10-22T11:00:00Z"),
            WallFixture.Item("1", WallFixture.LongText)
        );
        await fixture.PollAsync("envoy");

        (await fixture.PostAsync("1")).State.ShouldBe(PostState.PendingReview);
        var own = await fixture.PostAsync("2");
        (own.State, own.DuplicateOf, own.Text).ShouldBe((PostState.Live, null, "Another word altogether."));
        (await fixture.PostAsync("3")).State.ShouldBe(PostState.Live);
    }
}
