using Concord.TestKit;
using Concord.Wall.Ingestion;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;

namespace Concord.Modules.Tests.Wall;

/// <summary>A single deletion is believed at once; a source that reports many may be broken or taken over.</summary>
public sealed class ConfirmDeletionsTests
{
    public static TheoryData<Provider> All => Providers.All;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task Posts_that_a_broken_site_reports_deleted_are_hidden_and_return_with_the_site(Provider provider)
    {
        await using var fixture = await OpenAsync(provider);
        await HideAsync(fixture, "5");
        Status(fixture, 404, 1, 2, 3, 4, 5);
        fixture.Time.Advance(TimeSpan.FromHours(25));

        (await fixture.PollAsync("envoy")).Counts.ShouldBe(new IngestCounts(SuspectedDeleted: 4));

        (await StatesAsync(fixture)).ShouldBe([
            PostState.SuspectedDeleted,
            PostState.SuspectedDeleted,
            PostState.SuspectedDeleted,
            PostState.SuspectedDeleted,
            PostState.Hidden,
        ]);
        (await HealthAsync(fixture)).SuspectedDeleted.ShouldBe(4);

        Status(fixture, 200, 1, 2, 3);
        Status(fixture, 500, 4);
        fixture.Time.Advance(TimeSpan.FromHours(25));
        await fixture.PollAsync("envoy");

        // No response is no report.
        (await StatesAsync(fixture)).ShouldBe([
            PostState.Live,
            PostState.Live,
            PostState.Live,
            PostState.SuspectedDeleted,
            PostState.Hidden,
        ]);
        (await fixture.PostAsync("1")).StateReason.ShouldBeNull();
        var journal = await fixture.JournalAsync();
        journal.Count(entry => entry.Kind == "PostsSuspectedDeleted").ShouldBe(1);
        journal.Count(entry => entry.Kind == "PostsReappeared").ShouldBe(1);
        journal.ShouldNotContain(entry => entry.Kind == "PostsDeleted");
    }

    [Theory, MemberData(nameof(All))]
    public async Task Deletions_reported_for_days_are_confirmed(Provider provider)
    {
        await using var fixture = await OpenAsync(provider);
        Status(fixture, 410, 1, 2, 3, 4, 5);
        for (var day = 0; day < 3; day++)
        {
            fixture.Time.Advance(TimeSpan.FromHours(25));
            await fixture.PollAsync("envoy");
            (await StatesAsync(fixture)).ShouldAllBe(state => state == PostState.SuspectedDeleted);
        }

        fixture.Time.Advance(TimeSpan.FromHours(25));
        ((await fixture.PollAsync("envoy")).Counts?.Deleted).ShouldBe(5);

        (await StatesAsync(fixture)).ShouldAllBe(state => state == PostState.Deleted);
        (await HealthAsync(fixture)).SuspectedDeleted.ShouldBe(0);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Suspected_posts_are_checked_again_whatever_their_age(Provider provider)
    {
        await using var fixture = await OpenAsync(provider);
        Status(fixture, 404, 1, 2, 3, 4, 5);
        fixture.Time.Advance(TimeSpan.FromDays(60));
        await fixture.CheckAsync("envoy");
        (await StatesAsync(fixture)).ShouldAllBe(state => state == PostState.SuspectedDeleted);

        Status(fixture, 200, 1, 2, 3, 4, 5);
        fixture.Time.Advance(TimeSpan.FromHours(25));
        await fixture.PollAsync("envoy");

        (await StatesAsync(fixture)).ShouldAllBe(state => state == PostState.Live);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_few_deletions_among_many_posts_are_confirmed_at_once(Provider provider)
    {
        await using var fixture = await OpenAsync(provider);
        Status(fixture, 404, 1, 4);
        fixture.Time.Advance(TimeSpan.FromHours(1));

        var answer = await fixture.CheckAsync("envoy");

        answer.Counts.ShouldBe(new IngestCounts(Deleted: 2));
        (await StatesAsync(fixture)).ShouldBe([
            PostState.Deleted,
            PostState.Live,
            PostState.Live,
            PostState.Deleted,
            PostState.Live,
        ]);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Posts_whose_addresses_change_remain_on_the_wall(Provider provider)
    {
        await using var fixture = await OpenAsync(provider);
        // The first half is fetched while the old ones are there, the others when those are missing.
        var moved = ItemsOf(fixture, [1, 2, 3], "new-");
        fixture.Feed("/feed", [.. moved]);
        Status(fixture, 404, 1, 2, 3, 4, 5);
        Status(fixture, 200, "new-", 1, 2, 3, 4, 5);
        fixture.Time.Advance(TimeSpan.FromHours(1));
        await fixture.PollAsync("envoy");
        (await fixture.PostAsync("new-1")).State.ShouldBe(PostState.Duplicate);

        fixture.Time.Advance(TimeSpan.FromHours(24.5));
        await fixture.PollAsync("envoy");
        fixture.Feed("/feed", [.. ItemsOf(fixture, [4, 5], "new-"), .. moved]);
        await fixture.PollAsync("envoy");

        var posts = await fixture.PostsAsync();
        posts.Count.ShouldBe(10);
        posts
            .Where(post => post.SourceId.StartsWith("new-", StringComparison.Ordinal))
            .ShouldAllBe(post => post.State == PostState.Live && post.DuplicateOf == null);
        posts.Count(post => post.State == PostState.SuspectedDeleted).ShouldBe(5);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_moderator_may_release_or_hide_a_suspected_post(Provider provider)
    {
        await using var fixture = await OpenAsync(provider);
        Status(fixture, 404, 1, 2, 3, 4, 5);
        fixture.Time.Advance(TimeSpan.FromHours(25));
        await fixture.PollAsync("envoy");

        var id = (await fixture.PostAsync("1")).Id.ToString("N");
        var answer = await fixture.WithAsync<PostModeration, ModerationResult>(commands =>
            commands.ReleaseAsync(id, "they told us so", WallFixture.Tester, Cancellation)
        );
        (answer.Before, answer.After, answer.Source).ShouldBe(("suspected-deleted", "live", "envoy"));
        await HideAsync(fixture, "2");
        Status(fixture, 200, 1, 2, 3, 4, 5);
        fixture.Time.Advance(TimeSpan.FromHours(25));
        await fixture.PollAsync("envoy");

        (await StatesAsync(fixture)).ShouldBe([PostState.Live, PostState.Hidden, PostState.Live, PostState.Live, PostState.Live]);
    }

    /// <summary>A trusted source with five live posts.</summary>
    private static async Task<WallFixture> OpenAsync(Provider provider)
    {
        var fixture = await WallFixture.OpenAsync(provider);
        fixture.Feed("/feed", [.. ItemsOf(fixture, [1, 2, 3, 4, 5])]);
        Status(fixture, 200, 1, 2, 3, 4, 5);
        await fixture.FollowAsync("envoy", "/feed");
        await fixture.PollAsync("envoy");
        (await StatesAsync(fixture)).ShouldAllBe(state => state == PostState.Live);
        return fixture;
    }

    private static IEnumerable<string> ItemsOf(WallFixture fixture, int[] posts, string prefix = "") =>
        posts.Select(post =>
            $"\"id\":\"{prefix}{post}\",\"date_published\":\"2020-10-22T1{post}:00:00Z\",\"content_text\":\"These are the whole words that were said on day {post}.\",\"url\":\"{fixture.Server.Address}posts/{prefix}{post}\""
        );

    private static void Status(WallFixture fixture, int status, params int[] posts) => Status(fixture, status, prefix: "", posts);

    private static void Status(WallFixture fixture, int status, string prefix, params int[] posts)
    {
        foreach (var post in posts)
        {
            fixture.Answer($"/posts/{prefix}{post}", status);
        }
    }

    private static async Task HideAsync(WallFixture fixture, string sourceId)
    {
        var id = (await fixture.PostAsync(sourceId)).Id.ToString("N");
        (
            await fixture.WithAsync<PostModeration, ModerationResult>(commands =>
                commands.HideAsync(id, "wrong", WallFixture.Tester, Cancellation)
            )
        ).IsDone.ShouldBeTrue();
    }

    private static async Task<List<PostState>> StatesAsync(WallFixture fixture) =>
        [.. (await fixture.PostsAsync()).Select(post => post.State)];

    private static async Task<SourceHealth> HealthAsync(WallFixture fixture) =>
        (
            await fixture.WithAsync<SourceCommands, IReadOnlyList<SourceHealth>>(commands => commands.ListAsync(Cancellation))
        ).Single();
}
