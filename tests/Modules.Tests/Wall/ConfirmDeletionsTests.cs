using Concord.TestKit;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;

namespace Concord.Modules.Tests.Wall;

/// <summary>One post that is gone is believed at once; a whole source that says so may be broken, or in other hands.</summary>
public sealed class ConfirmDeletionsTests
{
    public static TheoryData<Provider> All => Providers.All;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task What_a_broken_site_says_is_gone_leaves_the_wall_and_comes_back_with_the_site(Provider provider)
    {
        await using var bed = await OpenAsync(provider);
        await HideAsync(bed, "5");
        Status(bed, 404, 1, 2, 3, 4, 5);
        bed.Time.Advance(TimeSpan.FromHours(25));

        (await bed.PollAsync("envoy")).Message.ShouldContain("0 gone. Said to be gone, many at once");

        (await StatesAsync(bed)).ShouldBe([
            PostState.SuspectedDeleted,
            PostState.SuspectedDeleted,
            PostState.SuspectedDeleted,
            PostState.SuspectedDeleted,
            PostState.Hidden,
        ]);
        (await HealthAsync(bed)).SuspectedDeleted.ShouldBe(4);

        Status(bed, 200, 1, 2, 3);
        Status(bed, 500, 4);
        bed.Time.Advance(TimeSpan.FromHours(25));
        await bed.PollAsync("envoy");

        // What does not answer says nothing.
        (await StatesAsync(bed)).ShouldBe([
            PostState.Live,
            PostState.Live,
            PostState.Live,
            PostState.SuspectedDeleted,
            PostState.Hidden,
        ]);
        (await bed.PostAsync("1")).StateReason.ShouldBeNull();
        var journal = await bed.JournalAsync();
        journal.Count(entry => entry.Kind == "PostsSuspectedDeleted").ShouldBe(1);
        journal.Count(entry => entry.Kind == "PostsReappeared").ShouldBe(1);
        journal.ShouldNotContain(entry => entry.Kind == "PostsDeleted");
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_source_that_goes_on_saying_so_for_days_is_believed(Provider provider)
    {
        await using var bed = await OpenAsync(provider);
        Status(bed, 410, 1, 2, 3, 4, 5);
        for (var day = 0; day < 3; day++)
        {
            bed.Time.Advance(TimeSpan.FromHours(25));
            await bed.PollAsync("envoy");
            (await StatesAsync(bed)).ShouldAllBe(state => state == PostState.SuspectedDeleted);
        }

        bed.Time.Advance(TimeSpan.FromHours(25));
        (await bed.PollAsync("envoy")).Message.ShouldContain("5 gone");

        (await StatesAsync(bed)).ShouldAllBe(state => state == PostState.Gone);
        (await HealthAsync(bed)).SuspectedDeleted.ShouldBe(0);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_missing_is_asked_after_again_however_old_it_is(Provider provider)
    {
        await using var bed = await OpenAsync(provider);
        Status(bed, 404, 1, 2, 3, 4, 5);
        bed.Time.Advance(TimeSpan.FromDays(60));
        await bed.CheckAsync("envoy");
        (await StatesAsync(bed)).ShouldAllBe(state => state == PostState.SuspectedDeleted);

        Status(bed, 200, 1, 2, 3, 4, 5);
        bed.Time.Advance(TimeSpan.FromHours(25));
        await bed.PollAsync("envoy");

        (await StatesAsync(bed)).ShouldAllBe(state => state == PostState.Live);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_few_of_many_are_believed_at_once(Provider provider)
    {
        await using var bed = await OpenAsync(provider);
        Status(bed, 404, 1, 4);
        bed.Time.Advance(TimeSpan.FromHours(1));

        var answer = await bed.CheckAsync("envoy");

        answer.Message.ShouldBe("No longer at the source, and taken down: 2.");
        (await StatesAsync(bed)).ShouldBe([PostState.Gone, PostState.Live, PostState.Live, PostState.Gone, PostState.Live]);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_site_that_gives_its_posts_new_addresses_goes_on_being_heard(Provider provider)
    {
        await using var bed = await OpenAsync(provider);
        // The first half come while the old ones are still there, the others when those are missing.
        var moved = ItemsOf(bed, [1, 2, 3], "new-");
        bed.Feed("/feed", [.. moved]);
        Status(bed, 404, 1, 2, 3, 4, 5);
        Status(bed, 200, "new-", 1, 2, 3, 4, 5);
        bed.Time.Advance(TimeSpan.FromHours(1));
        await bed.PollAsync("envoy");
        (await bed.PostAsync("new-1")).State.ShouldBe(PostState.Duplicate);

        bed.Time.Advance(TimeSpan.FromHours(24.5));
        await bed.PollAsync("envoy");
        bed.Feed("/feed", [.. ItemsOf(bed, [4, 5], "new-"), .. moved]);
        await bed.PollAsync("envoy");

        var posts = await bed.PostsAsync();
        posts.Count.ShouldBe(10);
        posts
            .Where(post => post.SourceId.StartsWith("new-", StringComparison.Ordinal))
            .ShouldAllBe(post => post.State == PostState.Live && post.DuplicateOf == null);
        posts.Count(post => post.State == PostState.SuspectedDeleted).ShouldBe(5);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_person_may_keep_what_is_missing_or_take_it_off(Provider provider)
    {
        await using var bed = await OpenAsync(provider);
        Status(bed, 404, 1, 2, 3, 4, 5);
        bed.Time.Advance(TimeSpan.FromHours(25));
        await bed.PollAsync("envoy");

        var id = (await bed.PostAsync("1")).Id.ToString("N");
        var answer = await bed.WithAsync<PostModeration, CommandResult>(desk =>
            desk.ReleaseAsync(id, "they told us so", WallFixture.Tester, Cancellation)
        );
        answer.Message.ShouldContain("concord wall pause envoy");
        await HideAsync(bed, "2");
        Status(bed, 200, 1, 2, 3, 4, 5);
        bed.Time.Advance(TimeSpan.FromHours(25));
        await bed.PollAsync("envoy");

        (await StatesAsync(bed)).ShouldBe([PostState.Live, PostState.Hidden, PostState.Live, PostState.Live, PostState.Live]);
    }

    /// <summary>A trusted source with five live posts, whose pages answer.</summary>
    private static async Task<WallFixture> OpenAsync(Provider provider)
    {
        var bed = await WallFixture.OpenAsync(provider);
        bed.Feed("/feed", [.. ItemsOf(bed, [1, 2, 3, 4, 5])]);
        Status(bed, 200, 1, 2, 3, 4, 5);
        await bed.FollowAsync("envoy", "/feed");
        await bed.PollAsync("envoy");
        (await StatesAsync(bed)).ShouldAllBe(state => state == PostState.Live);
        return bed;
    }

    private static IEnumerable<string> ItemsOf(WallFixture bed, int[] posts, string prefix = "") =>
        posts.Select(post =>
            $"\"id\":\"{prefix}{post}\",\"date_published\":\"2020-10-22T1{post}:00:00Z\",\"content_text\":\"These are the whole words that were said on day {post}.\",\"url\":\"{bed.Server.Address}posts/{prefix}{post}\""
        );

    private static void Status(WallFixture bed, int status, params int[] posts) => Status(bed, status, prefix: "", posts);

    private static void Status(WallFixture bed, int status, string prefix, params int[] posts)
    {
        foreach (var post in posts)
        {
            bed.Answer($"/posts/{prefix}{post}", status);
        }
    }

    private static async Task HideAsync(WallFixture bed, string sourceId)
    {
        var id = (await bed.PostAsync(sourceId)).Id.ToString("N");
        (
            await bed.WithAsync<PostModeration, CommandResult>(desk =>
                desk.HideAsync(id, "wrong", WallFixture.Tester, Cancellation)
            )
        ).IsDone.ShouldBeTrue();
    }

    private static async Task<List<PostState>> StatesAsync(WallFixture bed) =>
        [.. (await bed.PostsAsync()).Select(post => post.State)];

    private static async Task<SourceHealth> HealthAsync(WallFixture bed) =>
        (await bed.WithAsync<SourceCommands, IReadOnlyList<SourceHealth>>(desk => desk.ListAsync(Cancellation))).Single();
}
