using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.TestKit;
using Concord.Wall.Ingestion;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Tests.Wall;

/// <summary>From a server's feed to the wall, on every provider.</summary>
public sealed class IngestionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Provider> All => Providers.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_post_is_stored_once_with_all_its_parts(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        fixture.Answer("/p.png", 200, SamplePicture.Png(900, 600, 128), "image/png");
        fixture.Answer("/drawing", 200, "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "image/svg+xml");
        fixture.Answers["/short"] = http =>
        {
            http.Response.Redirect($"{fixture.Server.Address}whole/address?a=b");
            return Task.CompletedTask;
        };
        var port = fixture.Server.Address.Port;
        fixture.Feed(
            "/feed",
            $$"""
            "id":"1","date_published":"2020-10-22T10:00:00Z","url":"{{fixture.Server.Address}}posts/1","language":"en","authors":[{"name":"The envoy"}],
            "content_text":"Les écoles de Mossoul rouvrent leurs portes et les enfants reviennent. #Mossoul http://localhost:{{port}}/short","tags":["école"],
            "attachments":[{"url":"{{fixture.Server.Address}}p.png","mime_type":"image/png","title":"A class"},{"url":"{{fixture.Server.Address}}drawing","mime_type":"image/svg+xml"},
              {"url":"{{fixture.Server.Address}}none.png","mime_type":"image/png"}]
            """
        );
        (await fixture.FollowAsync("envoy", "/feed")).IsDone.ShouldBeTrue();

        (await fixture.PollAsync("envoy")).Counts.ShouldBe(new IngestCounts(Added: 1));
        fixture.Time.Advance(TimeSpan.FromMinutes(20));
        (await fixture.PollAsync("envoy")).Counts.ShouldBe(IngestCounts.None);

        var post = (await fixture.PostsAsync()).ShouldHaveSingleItem();
        (post.State, post.Language, post.Author).ShouldBe((PostState.Live, "fr", "The envoy"));
        (post.At, post.ImportedAt).ShouldBe((new DateTime(2020, 10, 22, 10, 0, 0), new DateTime(2020, 10, 25, 12, 0, 0)));
        post.Link.ShouldBe($"{fixture.Server.Address}posts/1");
        post.Text.ShouldBe(
            $"Les écoles de Mossoul rouvrent leurs portes et les enfants reviennent. #Mossoul {fixture.Server.Address}whole/address?a=b"
        );
        post.Topics.Select(topic => topic.Value).Order(StringComparer.Ordinal).ShouldBe(["ecole", "mossoul"]);
        var name = post.Pictures.ShouldHaveSingleItem().Name;
        var shown = await fixture.WithAsync<MediaStore, IReadOnlyDictionary<string, PagePicture>>(media =>
            media.FindAsync([name], Language(fixture), Cancellation)
        );
        (shown[name].Width, shown[name].Height, shown[name].Alt).ShouldBe((900, 600, "A class"));
        shown[name].Sources.Select(source => source.Type).ShouldBe(["image/avif", "image/webp"]);
        (await fixture.JournalAsync()).Select(entry => entry.Kind).ShouldBe(["SourceAdded", "PostsIngested"]);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Posts_of_an_untrusted_source_are_reviewed_and_every_decision_is_reversible(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        fixture.Feed("/feed", WallFixture.Item("1", WallFixture.LongText));
        await fixture.FollowAsync("guest", "/feed", isTrusted: false);
        await fixture.PollAsync("guest");
        var id = (await fixture.PostAsync("1")).Id.ToString("N");
        var waiting = await fixture.WithAsync<PostModeration, PendingPosts>(commands =>
            commands.PendingAsync(0, 10, Cancellation)
        );
        (waiting.Total, waiting.Posts[0].StateReason).ShouldBe((1, StateReason.UntrustedSource));

        (
            await ModerateAsync(commands => commands.PinAsync(id, isPinned: true, "x", WallFixture.Tester, Cancellation))
        ).Code.ShouldBe(ModerationCode.NotLive);
        var released = await ModerateAsync(commands => commands.ReleaseAsync(id[..8], "read", WallFixture.Tester, Cancellation));
        (released.Code, released.Post?.ToString("N"), released.Before, released.After).ShouldBe(
            (ModerationCode.Done, id, "pending-review", "live")
        );
        (await ModerateAsync(commands => commands.ReleaseAsync(id, "again", WallFixture.Tester, Cancellation))).Code.ShouldBe(
            ModerationCode.Unchanged
        );
        (
            await ModerateAsync(commands =>
                commands.PinAsync($"post-{id}", isPinned: true, "first", WallFixture.Tester, Cancellation)
            )
        ).IsDone.ShouldBeTrue();
        (await fixture.PostAsync("1")).PinnedAt.ShouldBe(new DateTime(2020, 10, 25, 12, 0, 0));
        (
            await ModerateAsync(commands => commands.PinAsync(id, isPinned: false, "enough", WallFixture.Tester, Cancellation))
        ).IsDone.ShouldBeTrue();
        (await ModerateAsync(commands => commands.HideAsync(id, "wrong", WallFixture.Tester, Cancellation))).After.ShouldBe(
            "hidden"
        );
        var hidden = await fixture.PostAsync("1");
        (hidden.State, hidden.StateReason, hidden.StateNote, hidden.PinnedAt).ShouldBe(
            (PostState.Hidden, StateReason.Moderator, "wrong", null)
        );
        (
            await ModerateAsync(commands => commands.ReleaseAsync(id, "right after all", WallFixture.Tester, Cancellation))
        ).IsDone.ShouldBeTrue();
        (
            await ModerateAsync(commands => commands.RequeueAsync(id, "ask again", WallFixture.Tester, Cancellation))
        ).IsDone.ShouldBeTrue();
        (await ModerateAsync(commands => commands.HideAsync("abc", "short", WallFixture.Tester, Cancellation))).Code.ShouldBe(
            ModerationCode.UnknownPost
        );

        (await fixture.PostAsync("1")).State.ShouldBe(PostState.PendingReview);
        (await fixture.JournalAsync())
            .Skip(2)
            .ShouldBe([
                ("PostModerated", "read"),
                ("PostPinned", "first"),
                ("PostPinned", "enough"),
                ("PostModerated", "wrong"),
                ("PostModerated", "right after all"),
                ("PostModerated", "ask again"),
            ]);

        Task<ModerationResult> ModerateAsync(Func<PostModeration, Task<ModerationResult>> act) => fixture.WithAsync(act);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Block_rules_send_new_and_live_posts_of_any_source_to_review(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        fixture.Feed(
            "/feed",
            WallFixture.Item("1", "Cheap watches, all of them."),
            WallFixture.Item("2", "See https://www.bad.example/x"),
            WallFixture.Item("3", "Nothing of the kind.")
        );
        await fixture.FollowAsync("envoy", "/feed");
        await AddAsync(isLink: true, "https://bad.example/");
        await fixture.PollAsync("envoy");
        var second = await fixture.PostAsync("2");
        (second.StateReason, second.StateNote).ShouldBe((StateReason.BlockedLink, "bad.example"));
        (await fixture.PostAsync("1")).State.ShouldBe(PostState.Live);

        (await AddAsync(isLink: false, "cheap Watches")).Counts.ShouldBe(new IngestCounts(PendingReview: 1));
        var first = await fixture.PostAsync("1");
        (first.StateReason, first.StateNote).ShouldBe((StateReason.BlockedWord, "cheap watches"));
        (await AddAsync(isLink: false, "CHEAP watches")).Code.ShouldBe(ModerationCode.Unchanged);
        (await fixture.WithAsync<BlockRuleCommands, IReadOnlyList<BlockRuleView>>(commands => commands.ListAsync(Cancellation)))
            .Select(rule => rule.Value)
            .ShouldBe(["cheap watches", "bad.example"], ignoreOrder: true);

        (
            await fixture.WithAsync<BlockRuleCommands, ModerationResult>(commands =>
                commands.RemoveAsync(isLink: false, "cheap watches", "mistake", WallFixture.Tester, Cancellation)
            )
        ).IsDone.ShouldBeTrue();
        (await fixture.PostsAsync()).Count(post => post.State == PostState.PendingReview).ShouldBe(2);
        (await fixture.JournalAsync())
            .TakeLast(3)
            .ShouldBe([("BlockRuleAdded", "spam"), ("PostsBlocked", "spam"), ("BlockRuleRemoved", "mistake")]);

        Task<ModerationResult> AddAsync(bool isLink, string value) =>
            fixture.WithAsync<BlockRuleCommands, ModerationResult>(commands =>
                commands.AddAsync(isLink, value, "spam", WallFixture.Tester, Cancellation)
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_post_edited_at_its_source_is_updated_and_reviewed_where_the_source_is_not_trusted(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        fixture.Feed("/feed", WallFixture.Item("1", "Before #old"), WallFixture.Item("2", "Stays hidden"));
        fixture.Feed("/guest", WallFixture.Item("5", "Before"));
        await fixture.FollowAsync("envoy", "/feed");
        await fixture.FollowAsync("guest", "/guest", isTrusted: false);
        await fixture.PollAsync("envoy");
        await fixture.PollAsync("guest");
        await DecideAsync("2", (commands, id) => commands.HideAsync(id, "wrong", WallFixture.Tester, Cancellation));
        await DecideAsync("5", (commands, id) => commands.ReleaseAsync(id, "read", WallFixture.Tester, Cancellation));
        fixture.Time.Advance(TimeSpan.FromHours(1));
        fixture.Feed(
            "/feed",
            WallFixture.Item("1", "After #new") + ",\"url\":\"https://gov.example/after\"",
            WallFixture.Item("2", "Changed")
        );
        fixture.Feed("/guest", WallFixture.Item("5", "After"));

        (await fixture.PollAsync("envoy")).Counts.ShouldBe(new IngestCounts(Edited: 2));
        (await fixture.PollAsync("guest")).Counts.ShouldBe(new IngestCounts(Edited: 1, PendingReview: 1));

        var changed = await fixture.PostAsync("1");
        (changed.Text, changed.EditedAt).ShouldBe(("After #new", new DateTime(2020, 10, 25, 13, 0, 0)));
        changed.Topics.ShouldHaveSingleItem().Value.ShouldBe("new");
        changed.Link.ShouldBe("https://gov.example/after");
        (await fixture.PostAsync("2")).State.ShouldBe(PostState.Hidden);
        (await fixture.PostAsync("5")).State.ShouldBe(PostState.PendingReview);

        async Task DecideAsync(string id, Func<PostModeration, string, Task<ModerationResult>> act)
        {
            var post = (await fixture.PostAsync(id)).Id.ToString("N");
            (await fixture.WithAsync<PostModeration, ModerationResult>(commands => act(commands, post))).IsDone.ShouldBeTrue();
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_post_deleted_at_its_source_is_erased_with_its_pictures(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        fixture.Answer("/p.png", 200, SamplePicture.Png(900, 600, 128), "image/png");
        var attachment =
            $$""","url":"{{fixture.Server.Address}}posts/1","attachments":[{"url":"{{fixture.Server.Address}}p.png","mime_type":"image/png"}]""";
        fixture.Feed(
            "/feed",
            WallFixture.Item("1", WallFixture.LongText, "2020-10-22T10:00:00Z") + attachment,
            WallFixture.Item("2", WallFixture.LongText, "2020-10-22T11:00:00Z"),
            WallFixture.Item("3", "Stays") + $$""","url":"{{fixture.Server.Address}}posts/3" """
        );
        fixture.Answer("/posts/1", 200);
        fixture.Answer("/posts/3", 200);
        await fixture.FollowAsync("envoy", "/feed");
        await fixture.PollAsync("envoy");
        await fixture.CheckAsync("envoy");
        (await fixture.PostsAsync()).ShouldAllBe(post => post.State != PostState.Deleted);
        (await fixture.PostAsync("2")).State.ShouldBe(PostState.Duplicate);
        (await FilesAsync()).ShouldBeGreaterThan(0);

        // Checked once a day even while the feed still has it.
        fixture.Answers.Remove("/posts/1");
        fixture.Answer("/posts/3", 500);
        fixture.Time.Advance(TimeSpan.FromHours(2));
        ((await fixture.PollAsync("envoy")).Counts?.Deleted).ShouldBe(0);
        fixture.Time.Advance(TimeSpan.FromHours(25));
        ((await fixture.PollAsync("envoy")).Counts?.Deleted).ShouldBe(1);
        var gone = await fixture.PostAsync("1");
        (gone.State, gone.Pictures.Count).ShouldBe((PostState.Deleted, 0));
        (await FilesAsync()).ShouldBe(0);
        // Its duplicate is reviewed first.
        (await fixture.PostAsync("2")).StateReason.ShouldBe(StateReason.OriginalDeleted);
        (await fixture.PostAsync("3")).State.ShouldBe(PostState.Live);

        fixture.Answer("/posts/3", 410);
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        var answer = await fixture.CheckAsync("envoy");
        answer.Counts.ShouldBe(new IngestCounts(Deleted: 1));
        (await fixture.JournalAsync()).Count(entry => entry.Kind == "PostsDeleted").ShouldBe(2);

        Task<int> FilesAsync() =>
            fixture.WithAsync<ConcordDb, int>(db =>
                db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM media_files").SingleAsync(Cancellation)
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_hidden_post_stays_hidden_after_it_reappears(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        const string Atom =
            """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">{0}</feed>""";
        void Serve(string entry) =>
            fixture.Answer(
                "/feed",
                200,
                System.Text.Encoding.UTF8.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, Atom, entry)),
                "application/atom+xml"
            );
        Serve("<entry><id>urn:1</id><title>First words</title></entry>");
        await fixture.FollowAsync("envoy", "/feed");
        await fixture.PollAsync("envoy");
        var id = (await fixture.PostAsync("urn:1")).Id.ToString("N");
        await fixture.WithAsync<PostModeration, ModerationResult>(commands =>
            commands.HideAsync(id, "wrong", WallFixture.Tester, Cancellation)
        );

        Serve("""<at:deleted-entry ref="urn:1" when="2020-10-24T00:00:00Z"/>""");
        await fixture.PollAsync("envoy");
        (await fixture.PostAsync("urn:1")).State.ShouldBe(PostState.Deleted);
        Serve("<entry><id>urn:1</id><title>Other words</title></entry>");
        await fixture.PollAsync("envoy");

        var back = await fixture.PostAsync("urn:1");
        (back.State, back.StateReason).ShouldBe((PostState.PendingReview, StateReason.Reappeared));
    }

    private static Language Language(WallFixture fixture)
    {
        using var scope = fixture.Scope();
        return ((LanguageSet)scope.ServiceProvider.GetService(typeof(LanguageSet))!).Default;
    }
}
