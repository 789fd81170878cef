using Concord.TestKit;
using Concord.Wall.Desk;
using Concord.Wall.Posts;

namespace Concord.Modules.Tests.Wall;

/// <summary>Of posts of one voice that say the same, one is seen.</summary>
public sealed class FoldedPostsTests
{
    public static TheoryData<Provider> All => Providers.All;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task What_one_voice_says_twice_is_shown_once(Provider provider)
    {
        await using var bed = await WallTestBed.OpenAsync(provider);
        bed.Feed(
            "/feed",
            WallTestBed.Item("2", $"{WallTestBed.LongText} https://example.org/b", "2020-10-22T11:00:00Z"),
            WallTestBed.Item("1", WallTestBed.LongText, "2020-10-22T10:00:00Z"),
            WallTestBed.Item("0", WallTestBed.LongText, "2020-10-01T10:00:00Z")
        );
        bed.Feed("/other", WallTestBed.Item("9", WallTestBed.LongText, "2020-10-22T10:30:00Z"));
        await bed.FollowAsync("envoy", "/feed");
        await bed.FollowAsync("other", "/other");
        await bed.PollAsync("envoy");
        await bed.PollAsync("other");

        var first = await bed.PostAsync("1");
        first.State.ShouldBe(PostState.Live);
        var copy = await bed.PostAsync("2");
        (copy.State, copy.FoldedInto).ShouldBe((PostState.Folded, first.Id));
        // Three weeks before, and another voice: those are their own.
        (await bed.PostAsync("0")).State.ShouldBe(PostState.Live);
        (await bed.PostAsync("9")).State.ShouldBe(PostState.Live);

        await bed.WithAsync<PostDesk, DeskAnswer>(desk =>
            desk.HideAsync($"{first.Id:N}", "wrong", WallTestBed.Tester, Cancellation)
        );
        bed.Feed("/feed", WallTestBed.Item("3", WallTestBed.LongText, "2020-10-23T11:00:00Z"));
        await bed.PollAsync("envoy");
        (await bed.PostAsync("3")).State.ShouldBe(PostState.Held);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_copy_that_comes_to_say_something_else_stands_for_itself_and_one_that_waits_keeps_nobody_off(
        Provider provider
    )
    {
        await using var bed = await WallTestBed.OpenAsync(provider);
        bed.Feed(
            "/feed",
            WallTestBed.Item("2", WallTestBed.LongText, "2020-10-22T11:00:00Z"),
            WallTestBed.Item("1", WallTestBed.LongText)
        );
        await bed.FollowAsync("envoy", "/feed", isTrusted: false);
        await bed.PollAsync("envoy");
        (await bed.PostAsync("2")).State.ShouldBe(PostState.Folded);

        await bed.WithAsync<SourceDesk, DeskAnswer>(desk =>
            desk.TrustAsync("envoy", isTrusted: true, "known", WallTestBed.Tester, Cancellation)
        );
        bed.Feed(
            "/feed",
            WallTestBed.Item("3", WallTestBed.LongText, "2020-10-22T12:00:00Z"),
            WallTestBed.Item("2", "Another word altogether.", "2020-10-22T11:00:00Z"),
            WallTestBed.Item("1", WallTestBed.LongText)
        );
        await bed.PollAsync("envoy");

        (await bed.PostAsync("1")).State.ShouldBe(PostState.Held);
        var own = await bed.PostAsync("2");
        (own.State, own.FoldedInto, own.Text).ShouldBe((PostState.Live, null, "Another word altogether."));
        (await bed.PostAsync("3")).State.ShouldBe(PostState.Live);
    }
}
