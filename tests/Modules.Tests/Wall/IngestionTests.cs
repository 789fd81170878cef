using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.TestKit;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Tests.Wall;

/// <summary>From a server's feed to what stands on the wall, on every provider.</summary>
public sealed class IngestionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Provider> All => Providers.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_post_is_kept_once_with_all_that_belongs_to_it(Provider provider)
    {
        await using var bed = await WallFixture.OpenAsync(provider);
        bed.Answer("/p.png", 200, SamplePicture.Png(900, 600, 128), "image/png");
        bed.Answer("/drawing", 200, "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "image/svg+xml");
        bed.Answers["/short"] = http =>
        {
            http.Response.Redirect($"{bed.Server.Address}whole/address?a=b");
            return Task.CompletedTask;
        };
        var port = bed.Server.Address.Port;
        bed.Feed(
            "/feed",
            $$"""
            "id":"1","date_published":"2020-10-22T10:00:00Z","url":"{{bed.Server.Address}}posts/1","language":"en","authors":[{"name":"The envoy"}],
            "content_text":"Les écoles de Mossoul rouvrent leurs portes et les enfants reviennent. #Mossoul http://localhost:{{port}}/short","tags":["école"],
            "attachments":[{"url":"{{bed.Server.Address}}p.png","mime_type":"image/png","title":"A class"},{"url":"{{bed.Server.Address}}drawing","mime_type":"image/svg+xml"},
              {"url":"{{bed.Server.Address}}none.png","mime_type":"image/png"}]
            """
        );
        (await bed.FollowAsync("envoy", "/feed")).IsDone.ShouldBeTrue();

        (await bed.PollAsync("envoy")).Message.ShouldStartWith("1 new, 0 changed, 0 of them waiting, 0 gone.");
        bed.Time.Advance(TimeSpan.FromMinutes(20));
        (await bed.PollAsync("envoy")).Message.ShouldStartWith("0 new, 0 changed");

        var post = (await bed.PostsAsync()).ShouldHaveSingleItem();
        (post.State, post.Language, post.Author).ShouldBe((PostState.Live, "fr", "The envoy"));
        (post.At, post.ImportedAt).ShouldBe((new DateTime(2020, 10, 22, 10, 0, 0), new DateTime(2020, 10, 25, 12, 0, 0)));
        post.Link.ShouldBe($"{bed.Server.Address}posts/1");
        post.Text.ShouldBe(
            $"Les écoles de Mossoul rouvrent leurs portes et les enfants reviennent. #Mossoul {bed.Server.Address}whole/address?a=b"
        );
        post.Topics.Select(topic => topic.Value).Order(StringComparer.Ordinal).ShouldBe(["ecole", "mossoul"]);
        var name = post.Pictures.ShouldHaveSingleItem().Name;
        var shown = await bed.WithAsync<MediaStore, IReadOnlyDictionary<string, PagePicture>>(media =>
            media.FindAsync([name], Language(bed), Cancellation)
        );
        (shown[name].Width, shown[name].Height, shown[name].Alt).ShouldBe((900, 600, "A class"));
        shown[name].Sources.Select(source => source.Type).ShouldBe(["image/avif", "image/webp"]);
        (await bed.JournalAsync()).Select(entry => entry.Kind).ShouldBe(["SourceEntered", "PostsIngested"]);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_an_untrusted_source_says_waits_and_every_decision_has_a_reason_and_a_way_back(Provider provider)
    {
        await using var bed = await WallFixture.OpenAsync(provider);
        bed.Feed("/feed", WallFixture.Item("1", WallFixture.LongText));
        await bed.FollowAsync("guest", "/feed", isTrusted: false);
        await bed.PollAsync("guest");
        var id = (await bed.PostAsync("1")).Id.ToString("N");
        var waiting = await bed.WithAsync<PostModeration, PendingPosts>(desk => desk.PendingAsync(0, 10, Cancellation));
        (waiting.Total, waiting.Posts[0].StateReason).ShouldBe((1, "Its source is not trusted."));

        (await DeskAsync(desk => desk.PinAsync(id, isPinned: true, "x", WallFixture.Tester, Cancellation))).Message.ShouldContain(
            "Release it first"
        );
        (await DeskAsync(desk => desk.ReleaseAsync(id[..8], "read", WallFixture.Tester, Cancellation))).Message.ShouldContain(
            $"concord wall hold {id}"
        );
        (await DeskAsync(desk => desk.ReleaseAsync(id, "again", WallFixture.Tester, Cancellation))).Message.ShouldBe(
            "The post is live already."
        );
        (
            await DeskAsync(desk => desk.PinAsync($"post-{id}", isPinned: true, "first", WallFixture.Tester, Cancellation))
        ).IsDone.ShouldBeTrue();
        (await bed.PostAsync("1")).PinnedAt.ShouldBe(new DateTime(2020, 10, 25, 12, 0, 0));
        (
            await DeskAsync(desk => desk.PinAsync(id, isPinned: false, "enough", WallFixture.Tester, Cancellation))
        ).IsDone.ShouldBeTrue();
        (await DeskAsync(desk => desk.HideAsync(id, "wrong", WallFixture.Tester, Cancellation))).Message.ShouldContain(
            $"concord wall release {id}"
        );
        var hidden = await bed.PostAsync("1");
        (hidden.State, hidden.StateReason, hidden.PinnedAt).ShouldBe((PostState.Hidden, "wrong", null));
        (
            await DeskAsync(desk => desk.ReleaseAsync(id, "right after all", WallFixture.Tester, Cancellation))
        ).Message.ShouldContain($"concord wall hide {id}");
        (await DeskAsync(desk => desk.RequeueAsync(id, "ask again", WallFixture.Tester, Cancellation))).IsDone.ShouldBeTrue();
        (await DeskAsync(desk => desk.HideAsync("abc", "short", WallFixture.Tester, Cancellation))).Message.ShouldStartWith(
            "There is no post “abc”"
        );

        (await bed.PostAsync("1")).State.ShouldBe(PostState.PendingReview);
        (await bed.JournalAsync())
            .Skip(2)
            .ShouldBe([
                ("PostModerated", "read"),
                ("PostPinned", "first"),
                ("PostPinned", "enough"),
                ("PostModerated", "wrong"),
                ("PostModerated", "right after all"),
                ("PostModerated", "ask again"),
            ]);

        Task<CommandResult> DeskAsync(Func<PostModeration, Task<CommandResult>> act) => bed.WithAsync(act);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Blocked_words_and_links_wait_whoever_says_them_and_what_is_live_is_taken_off(Provider provider)
    {
        await using var bed = await WallFixture.OpenAsync(provider);
        bed.Feed(
            "/feed",
            WallFixture.Item("1", "Cheap watches, all of them."),
            WallFixture.Item("2", "See https://www.bad.example/x"),
            WallFixture.Item("3", "Nothing of the kind.")
        );
        await bed.FollowAsync("envoy", "/feed");
        await AddAsync(isLink: true, "https://bad.example/");
        await bed.PollAsync("envoy");
        (await bed.PostAsync("2")).StateReason.ShouldBe("It has the blocked link “bad.example”.");
        (await bed.PostAsync("1")).State.ShouldBe(PostState.Live);

        (await AddAsync(isLink: false, "cheap Watches")).Message.ShouldStartWith("Blocked. Taken off the wall to wait: 1.");
        (await bed.PostAsync("1")).StateReason.ShouldBe("It has the blocked word “cheap watches”.");
        (await AddAsync(isLink: false, "CHEAP watches")).IsDone.ShouldBeFalse();
        (await bed.WithAsync<BlockRuleCommands, IReadOnlyList<BlockRuleView>>(desk => desk.ListAsync(Cancellation)))
            .Select(ban => ban.Value)
            .ShouldBe(["cheap watches", "bad.example"], ignoreOrder: true);

        (
            await bed.WithAsync<BlockRuleCommands, CommandResult>(desk =>
                desk.RemoveAsync(isLink: false, "cheap watches", "mistake", WallFixture.Tester, Cancellation)
            )
        ).IsDone.ShouldBeTrue();
        (await bed.PostsAsync()).Count(post => post.State == PostState.PendingReview).ShouldBe(2);
        (await bed.JournalAsync()).TakeLast(2).ShouldBe([("BlockRuleAdded", "spam"), ("BlockRuleRemoved", "mistake")]);

        Task<CommandResult> AddAsync(bool isLink, string value) =>
            bed.WithAsync<BlockRuleCommands, CommandResult>(desk =>
                desk.AddAsync(isLink, value, "spam", WallFixture.Tester, Cancellation)
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_changed_at_its_source_is_changed_and_waits_where_nobody_vouches_for_it(Provider provider)
    {
        await using var bed = await WallFixture.OpenAsync(provider);
        bed.Feed("/feed", WallFixture.Item("1", "Before #old"), WallFixture.Item("2", "Stays hidden"));
        bed.Feed("/guest", WallFixture.Item("5", "Before"));
        await bed.FollowAsync("envoy", "/feed");
        await bed.FollowAsync("guest", "/guest", isTrusted: false);
        await bed.PollAsync("envoy");
        await bed.PollAsync("guest");
        await DecideAsync("2", (desk, id) => desk.HideAsync(id, "wrong", WallFixture.Tester, Cancellation));
        await DecideAsync("5", (desk, id) => desk.ReleaseAsync(id, "read", WallFixture.Tester, Cancellation));
        bed.Time.Advance(TimeSpan.FromHours(1));
        bed.Feed(
            "/feed",
            WallFixture.Item("1", "After #new") + ",\"url\":\"https://gov.example/after\"",
            WallFixture.Item("2", "Changed")
        );
        bed.Feed("/guest", WallFixture.Item("5", "After"));

        (await bed.PollAsync("envoy")).Message.ShouldStartWith("0 new, 2 changed, 0 of them waiting");
        (await bed.PollAsync("guest")).Message.ShouldStartWith("0 new, 1 changed, 1 of them waiting");

        var changed = await bed.PostAsync("1");
        (changed.Text, changed.EditedAt).ShouldBe(("After #new", new DateTime(2020, 10, 25, 13, 0, 0)));
        changed.Topics.ShouldHaveSingleItem().Value.ShouldBe("new");
        changed.Link.ShouldBe("https://gov.example/after");
        (await bed.PostAsync("2")).State.ShouldBe(PostState.Hidden);
        (await bed.PostAsync("5")).State.ShouldBe(PostState.PendingReview);

        async Task DecideAsync(string id, Func<PostModeration, string, Task<CommandResult>> act)
        {
            var post = (await bed.PostAsync(id)).Id.ToString("N");
            (await bed.WithAsync<PostModeration, CommandResult>(desk => act(desk, post))).IsDone.ShouldBeTrue();
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_gone_at_its_source_is_taken_down_with_its_pictures_on_schedule_and_on_demand(Provider provider)
    {
        await using var bed = await WallFixture.OpenAsync(provider);
        bed.Answer("/p.png", 200, SamplePicture.Png(900, 600, 128), "image/png");
        var attachment =
            $$""","url":"{{bed.Server.Address}}posts/1","attachments":[{"url":"{{bed.Server.Address}}p.png","mime_type":"image/png"}]""";
        bed.Feed(
            "/feed",
            WallFixture.Item("1", WallFixture.LongText, "2020-10-22T10:00:00Z") + attachment,
            WallFixture.Item("2", WallFixture.LongText, "2020-10-22T11:00:00Z"),
            WallFixture.Item("3", "Stays") + $$""","url":"{{bed.Server.Address}}posts/3" """
        );
        bed.Answer("/posts/1", 200);
        bed.Answer("/posts/3", 200);
        await bed.FollowAsync("envoy", "/feed");
        await bed.PollAsync("envoy");
        await bed.CheckAsync("envoy");
        (await bed.PostsAsync()).ShouldAllBe(post => post.State != PostState.Gone);
        (await bed.PostAsync("2")).State.ShouldBe(PostState.Duplicate);
        (await FilesAsync()).ShouldBeGreaterThan(0);

        // On schedule: once a day, whoever still has it in the feed.
        bed.Answers.Remove("/posts/1");
        bed.Answer("/posts/3", 500);
        bed.Time.Advance(TimeSpan.FromHours(2));
        (await bed.PollAsync("envoy")).Message.ShouldContain("0 gone");
        bed.Time.Advance(TimeSpan.FromHours(25));
        (await bed.PollAsync("envoy")).Message.ShouldContain("1 gone");
        var gone = await bed.PostAsync("1");
        (gone.State, gone.Pictures.Count).ShouldBe((PostState.Gone, 0));
        (await FilesAsync()).ShouldBe(0);
        // Its copy does not go live without a person.
        (await bed.PostAsync("2")).StateReason.ShouldBe("The post it was a copy of is gone.");
        (await bed.PostAsync("3")).State.ShouldBe(PostState.Live);

        bed.Answer("/posts/3", 410);
        bed.Time.Advance(TimeSpan.FromMinutes(1));
        var answer = await bed.CheckAsync("envoy");
        answer.Message.ShouldBe("No longer at the source, and taken down: 1.");
        (await bed.JournalAsync()).Count(entry => entry.Kind == "PostsDeleted").ShouldBe(2);

        Task<int> FilesAsync() =>
            bed.WithAsync<ConcordDb, int>(db =>
                db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM media_files").SingleAsync(Cancellation)
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_was_taken_off_does_not_come_back_by_being_gone_for_a_while(Provider provider)
    {
        await using var bed = await WallFixture.OpenAsync(provider);
        const string Atom =
            """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">{0}</feed>""";
        void Serve(string entry) =>
            bed.Answer(
                "/feed",
                200,
                System.Text.Encoding.UTF8.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, Atom, entry)),
                "application/atom+xml"
            );
        Serve("<entry><id>urn:1</id><title>First words</title></entry>");
        await bed.FollowAsync("envoy", "/feed");
        await bed.PollAsync("envoy");
        var id = (await bed.PostAsync("urn:1")).Id.ToString("N");
        await bed.WithAsync<PostModeration, CommandResult>(desk => desk.HideAsync(id, "wrong", WallFixture.Tester, Cancellation));

        Serve("""<at:deleted-entry ref="urn:1" when="2020-10-24T00:00:00Z"/>""");
        await bed.PollAsync("envoy");
        (await bed.PostAsync("urn:1")).State.ShouldBe(PostState.Gone);
        Serve("<entry><id>urn:1</id><title>Other words</title></entry>");
        await bed.PollAsync("envoy");

        var back = await bed.PostAsync("urn:1");
        (back.State, back.StateReason).ShouldBe((PostState.PendingReview, "It was gone from its source and is there again."));
    }

    private static Language Language(WallFixture bed)
    {
        using var scope = bed.Scope();
        return ((LanguageSet)scope.ServiceProvider.GetService(typeof(LanguageSet))!).Default;
    }
}
