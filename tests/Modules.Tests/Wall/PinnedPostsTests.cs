using Concord.TestKit;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Concord.Wall.Reading;

namespace Concord.Modules.Tests.Wall;

/// <summary>A pinned post is first, appears once, and only in lists that it belongs to.</summary>
public sealed class PinnedPostsTests
{
    public static TheoryData<Provider> All => Providers.All;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task A_new_document_is_first_in_its_lists(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        fixture.Feed(
            "/feed",
            WallFixture.Item("new", "The newest of them all is about something else. #Mosul", "2020-10-23T10:00:00Z"),
            WallFixture.Item("old", "The ministers met online and agreed on what comes next. #Raqqa", "2020-10-20T10:00:00Z")
        );
        await fixture.FollowAsync("envoy", "/feed");
        await fixture.PollAsync("envoy");
        var id = (await fixture.PostAsync("old")).Id.ToString("N");
        await fixture.WithAsync<PostModeration, ModerationResult>(commands =>
            commands.PinAsync(id, isPinned: true, "it matters", WallFixture.Tester, Cancellation)
        );

        (await NewestAsync(WallFilter.None)).ShouldBe(["new"]);
        (await PinnedAsync(WallFilter.None)).ShouldBe(["old"]);
        (await PinnedAsync(WallFilter.None with { Hashtag = "raqqa", Language = "en" })).ShouldBe(["old"]);
        (await PinnedAsync(WallFilter.None with { Campaign = "raqqa" })).ShouldBe(["old"]);
        (await PinnedAsync(WallFilter.None with { Hashtag = "mosul" })).ShouldBeEmpty();
        (await PinnedAsync(WallFilter.None with { Campaign = "mosul" })).ShouldBeEmpty();
        (await PinnedAsync(WallFilter.None with { Language = "ar" })).ShouldBeEmpty();
        (await PinnedAsync(WallFilter.None with { Member = "france" })).ShouldBeEmpty();
        (await PinnedAsync(WallFilter.None with { Effort = "stabilisation" })).ShouldBeEmpty();

        Task<IReadOnlyList<string>> PinnedAsync(WallFilter filter) => IdsAsync(find => find.PinnedAsync(filter, Cancellation));

        Task<IReadOnlyList<string>> NewestAsync(WallFilter filter) =>
            IdsAsync(async find => (await find.PageAsync(filter, reader: null, after: null, size: 10, Cancellation)).First);

        Task<IReadOnlyList<string>> IdsAsync(Func<FindPosts, Task<IReadOnlyList<Post>>> read) =>
            fixture.WithAsync<FindPosts, IReadOnlyList<string>>(async find =>
                [.. (await read(find)).Select(post => post.SourceId)]
            );
    }
}
