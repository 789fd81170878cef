using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.TestKit;
using Concord.Wall.Desk;
using Concord.Wall.Posts;
using Concord.Wall.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Concord.Modules.Tests.Wall;

/// <summary>From a server's feed to what stands on the wall, on every provider.</summary>
public sealed class IntakeTests
{
    private const string Long = "The garrison at dawn is quiet, and that is the point of the work.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Provider> All => Providers.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_post_is_kept_once_with_all_that_belongs_to_it(Provider provider)
    {
        await using var bed = await WallTestBed.OpenAsync(provider);
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
        var shown = await bed.WithAsync<MediaShelf, IReadOnlyDictionary<string, PictureOnPage>>(shelf =>
            shelf.FindAsync([name], Language(bed), Cancellation)
        );
        (shown[name].Width, shown[name].Height, shown[name].Alt).ShouldBe((900, 600, "A class"));
        shown[name].Sources.Select(source => source.Type).ShouldBe(["image/avif", "image/webp"]);
        (await bed.JournalAsync()).Select(entry => entry.Kind).ShouldBe(["SourceEntered", "PostsTaken"]);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_an_untrusted_source_says_waits_and_every_decision_has_a_reason_and_a_way_back(Provider provider)
    {
        await using var bed = await WallTestBed.OpenAsync(provider);
        bed.Feed("/feed", Item("1", Long));
        await bed.FollowAsync("guest", "/feed", isTrusted: false);
        await bed.PollAsync("guest");
        var id = (await bed.PostAsync("1")).Id.ToString("N");
        var waiting = await bed.WithAsync<PostDesk, WaitingPosts>(desk => desk.HeldAsync(0, 10, Cancellation));
        (waiting.Total, waiting.Posts[0].StateReason).ShouldBe((1, "Its source is not trusted."));

        (await DeskAsync(desk => desk.PinAsync(id, isPinned: true, "x", WallTestBed.Tester, Cancellation))).Message.ShouldContain(
            "Release it first"
        );
        (await DeskAsync(desk => desk.ReleaseAsync(id[..8], "read", WallTestBed.Tester, Cancellation))).Message.ShouldContain(
            $"concord wall hold {id}"
        );
        (await DeskAsync(desk => desk.ReleaseAsync(id, "again", WallTestBed.Tester, Cancellation))).Message.ShouldBe(
            "The post is live already."
        );
        (
            await DeskAsync(desk => desk.PinAsync($"post-{id}", isPinned: true, "first", WallTestBed.Tester, Cancellation))
        ).IsDone.ShouldBeTrue();
        (await bed.PostAsync("1")).PinnedAt.ShouldBe(new DateTime(2020, 10, 25, 12, 0, 0));
        (
            await DeskAsync(desk => desk.PinAsync(id, isPinned: false, "enough", WallTestBed.Tester, Cancellation))
        ).IsDone.ShouldBeTrue();
        (await DeskAsync(desk => desk.HideAsync(id, "wrong", WallTestBed.Tester, Cancellation))).Message.ShouldContain(
            $"concord wall release {id}"
        );
        var hidden = await bed.PostAsync("1");
        (hidden.State, hidden.StateReason, hidden.PinnedAt).ShouldBe((PostState.Hidden, "wrong", null));
        (
            await DeskAsync(desk => desk.ReleaseAsync(id, "right after all", WallTestBed.Tester, Cancellation))
        ).Message.ShouldContain($"concord wall hide {id}");
        (await DeskAsync(desk => desk.HoldAsync(id, "ask again", WallTestBed.Tester, Cancellation))).IsDone.ShouldBeTrue();
        (await DeskAsync(desk => desk.HideAsync("abc", "short", WallTestBed.Tester, Cancellation))).Message.ShouldStartWith(
            "There is no post “abc”"
        );

        (await bed.PostAsync("1")).State.ShouldBe(PostState.Held);
        (await bed.JournalAsync())
            .Skip(2)
            .ShouldBe([
                ("PostDecided", "read"),
                ("PostPinned", "first"),
                ("PostPinned", "enough"),
                ("PostDecided", "wrong"),
                ("PostDecided", "right after all"),
                ("PostDecided", "ask again"),
            ]);

        Task<DeskAnswer> DeskAsync(Func<PostDesk, Task<DeskAnswer>> act) => bed.WithAsync(act);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Banned_words_and_links_wait_whoever_says_them_and_what_is_live_is_taken_off(Provider provider)
    {
        await using var bed = await WallTestBed.OpenAsync(provider);
        bed.Feed(
            "/feed",
            Item("1", "Cheap watches, all of them."),
            Item("2", "See https://www.bad.example/x"),
            Item("3", "Nothing of the kind.")
        );
        await bed.FollowAsync("envoy", "/feed");
        await BanAsync(isLink: true, "https://bad.example/");
        await bed.PollAsync("envoy");
        (await bed.PostAsync("2")).StateReason.ShouldBe("It has the banned link “bad.example”.");
        (await bed.PostAsync("1")).State.ShouldBe(PostState.Live);

        (await BanAsync(isLink: false, "cheap Watches")).Message.ShouldStartWith("Banned. Taken off the wall to wait: 1.");
        (await bed.PostAsync("1")).StateReason.ShouldBe("It has the banned word “cheap watches”.");
        (await BanAsync(isLink: false, "CHEAP watches")).IsDone.ShouldBeFalse();
        (await bed.WithAsync<BanDesk, IReadOnlyList<BanOnDesk>>(desk => desk.ListAsync(Cancellation)))
            .Select(ban => ban.Value)
            .ShouldBe(["cheap watches", "bad.example"], ignoreOrder: true);

        (
            await bed.WithAsync<BanDesk, DeskAnswer>(desk =>
                desk.LiftAsync(isLink: false, "cheap watches", "mistake", WallTestBed.Tester, Cancellation)
            )
        ).IsDone.ShouldBeTrue();
        (await bed.PostsAsync()).Count(post => post.State == PostState.Held).ShouldBe(2);
        (await bed.JournalAsync()).TakeLast(2).ShouldBe([("BanEntered", "spam"), ("BanLifted", "mistake")]);

        Task<DeskAnswer> BanAsync(bool isLink, string value) =>
            bed.WithAsync<BanDesk, DeskAnswer>(desk => desk.BanAsync(isLink, value, "spam", WallTestBed.Tester, Cancellation));
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_one_voice_says_twice_is_shown_once(Provider provider)
    {
        await using var bed = await WallTestBed.OpenAsync(provider);
        bed.Feed(
            "/feed",
            Item("2", $"{Long} https://example.org/b", "2020-10-22T11:00:00Z"),
            Item("1", Long, "2020-10-22T10:00:00Z"),
            Item("0", Long, "2020-10-01T10:00:00Z")
        );
        bed.Feed("/other", Item("9", Long, "2020-10-22T10:30:00Z"));
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
        bed.Feed("/feed", Item("3", Long, "2020-10-23T11:00:00Z"));
        await bed.PollAsync("envoy");
        (await bed.PostAsync("3")).State.ShouldBe(PostState.Held);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_changed_at_its_source_is_changed_and_waits_where_nobody_vouches_for_it(Provider provider)
    {
        await using var bed = await WallTestBed.OpenAsync(provider);
        bed.Feed("/feed", Item("1", "Before #old"), Item("2", "Stays hidden"));
        bed.Feed("/guest", Item("5", "Before"));
        await bed.FollowAsync("envoy", "/feed");
        await bed.FollowAsync("guest", "/guest", isTrusted: false);
        await bed.PollAsync("envoy");
        await bed.PollAsync("guest");
        await DecideAsync("2", (desk, id) => desk.HideAsync(id, "wrong", WallTestBed.Tester, Cancellation));
        await DecideAsync("5", (desk, id) => desk.ReleaseAsync(id, "read", WallTestBed.Tester, Cancellation));
        bed.Time.Advance(TimeSpan.FromHours(1));
        bed.Feed("/feed", Item("1", "After #new") + ",\"url\":\"https://gov.example/after\"", Item("2", "Changed"));
        bed.Feed("/guest", Item("5", "After"));

        (await bed.PollAsync("envoy")).Message.ShouldStartWith("0 new, 2 changed, 0 of them waiting");
        (await bed.PollAsync("guest")).Message.ShouldStartWith("0 new, 1 changed, 1 of them waiting");

        var changed = await bed.PostAsync("1");
        (changed.Text, changed.EditedAt).ShouldBe(("After #new", new DateTime(2020, 10, 25, 13, 0, 0)));
        changed.Topics.ShouldHaveSingleItem().Value.ShouldBe("new");
        changed.Link.ShouldBe("https://gov.example/after");
        (await bed.PostAsync("2")).State.ShouldBe(PostState.Hidden);
        (await bed.PostAsync("5")).State.ShouldBe(PostState.Held);

        async Task DecideAsync(string id, Func<PostDesk, string, Task<DeskAnswer>> act)
        {
            var post = (await bed.PostAsync(id)).Id.ToString("N");
            (await bed.WithAsync<PostDesk, DeskAnswer>(desk => act(desk, post))).IsDone.ShouldBeTrue();
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_gone_at_its_source_is_taken_down_with_its_pictures_on_schedule_and_on_demand(Provider provider)
    {
        await using var bed = await WallTestBed.OpenAsync(provider);
        bed.Answer("/p.png", 200, SamplePicture.Png(900, 600, 128), "image/png");
        var attachment =
            $$""","url":"{{bed.Server.Address}}posts/1","attachments":[{"url":"{{bed.Server.Address}}p.png","mime_type":"image/png"}]""";
        bed.Feed(
            "/feed",
            Item("1", Long, "2020-10-22T10:00:00Z") + attachment,
            Item("2", Long, "2020-10-22T11:00:00Z"),
            Item("3", "Stays") + $$""","url":"{{bed.Server.Address}}posts/3" """
        );
        bed.Answer("/posts/1", 200);
        bed.Answer("/posts/3", 200);
        await bed.FollowAsync("envoy", "/feed");
        await bed.PollAsync("envoy");
        await bed.WithAsync<SourceDesk, DeskAnswer>(desk =>
            desk.CheckAsync("envoy", WallTestBed.Tester, progress: null, Cancellation)
        );
        (await bed.PostsAsync()).ShouldAllBe(post => post.State != PostState.Gone);
        (await bed.PostAsync("2")).State.ShouldBe(PostState.Folded);
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
        var answer = await bed.WithAsync<SourceDesk, DeskAnswer>(desk =>
            desk.CheckAsync("envoy", WallTestBed.Tester, progress: null, Cancellation)
        );
        answer.Message.ShouldBe("No longer at the source, and taken down: 1.");
        (await bed.JournalAsync()).Count(entry => entry.Kind == "PostsGone").ShouldBe(2);

        Task<int> FilesAsync() =>
            bed.WithAsync<ConcordDb, int>(db =>
                db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM media_files").SingleAsync(Cancellation)
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_copy_that_comes_to_say_something_else_stands_for_itself_and_one_that_waits_keeps_nobody_off(
        Provider provider
    )
    {
        await using var bed = await WallTestBed.OpenAsync(provider);
        bed.Feed("/feed", Item("2", Long, "2020-10-22T11:00:00Z"), Item("1", Long));
        await bed.FollowAsync("envoy", "/feed", isTrusted: false);
        await bed.PollAsync("envoy");
        (await bed.PostAsync("2")).State.ShouldBe(PostState.Folded);

        await bed.WithAsync<SourceDesk, DeskAnswer>(desk =>
            desk.TrustAsync("envoy", isTrusted: true, "known", WallTestBed.Tester, Cancellation)
        );
        bed.Feed(
            "/feed",
            Item("3", Long, "2020-10-22T12:00:00Z"),
            Item("2", "Another word altogether.", "2020-10-22T11:00:00Z"),
            Item("1", Long)
        );
        await bed.PollAsync("envoy");

        (await bed.PostAsync("1")).State.ShouldBe(PostState.Held);
        var own = await bed.PostAsync("2");
        (own.State, own.FoldedInto, own.Text).ShouldBe((PostState.Live, null, "Another word altogether."));
        (await bed.PostAsync("3")).State.ShouldBe(PostState.Live);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_was_taken_off_does_not_come_back_by_being_gone_for_a_while(Provider provider)
    {
        await using var bed = await WallTestBed.OpenAsync(provider);
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
        await bed.WithAsync<PostDesk, DeskAnswer>(desk => desk.HideAsync(id, "wrong", WallTestBed.Tester, Cancellation));

        Serve("""<at:deleted-entry ref="urn:1" when="2020-10-24T00:00:00Z"/>""");
        await bed.PollAsync("envoy");
        (await bed.PostAsync("urn:1")).State.ShouldBe(PostState.Gone);
        Serve("<entry><id>urn:1</id><title>Other words</title></entry>");
        await bed.PollAsync("envoy");

        var back = await bed.PostAsync("urn:1");
        (back.State, back.StateReason).ShouldBe((PostState.Held, "It was gone from its source and is there again."));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_wall_of_an_earlier_version_is_found_by_all_that_is_asked_for(Provider provider)
    {
        await using var bed = await WallTestBed.OpenAsync(provider);
        bed.Feed("/feed", Item("1", "Water is back in the pipes. #Raqqa"));
        await bed.WithAsync<SourceDesk, DeskAnswer>(desk =>
            desk.FollowAsync(
                new NewSource("town", new Uri(bed.Server.Address, "/feed").AbsoluteUri, "feed", null, "Town", null, null, true),
                WallTestBed.Tester,
                Cancellation
            )
        );
        await bed.PollAsync("town");
        await bed.WithAsync<ConcordDb, int>(db =>
            db.Database.ExecuteSqlRawAsync(
                """
                UPDATE wall_posts SET member = 'iraq';
                INSERT INTO wall_topics (post_id, scheme, value, "order", language)
                SELECT id, 'Effort', 'stabilisation', "order", language FROM wall_posts;
                """,
                Cancellation
            )
        );

        await bed.WithAsync<ConcordDb, bool>(async db =>
        {
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("WallPictureAddresses", Cancellation);
            await migrator.MigrateAsync(targetMigration: null, Cancellation);
            return true;
        });

        var found = await bed.WithAsync<FindPosts, IReadOnlyList<Post>>(find =>
            find.NewestAsync(new WallFilter("iraq", "en", "raqqa", "stabilisation"), after: null, 10, Cancellation)
        );
        found.ShouldHaveSingleItem().SourceId.ShouldBe("1");
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_broken_source_is_left_alone_longer_and_longer_and_told_about_once(Provider provider)
    {
        await using var bed = await WallTestBed.OpenAsync(provider);
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
            await bed.WithAsync<SourceDesk, IReadOnlyList<SourceHealth>>(desk => desk.ListAsync(Cancellation))
        ).Single();
        (health.Failures, health.GoodAt, health.Error).ShouldBe((6, null, "The server answers 500 Internal Server Error."));

        bed.Feed("/feed", Item("1", Long));
        await bed.PollAsync("envoy");
        health = (await bed.WithAsync<SourceDesk, IReadOnlyList<SourceHealth>>(desk => desk.ListAsync(Cancellation))).Single();
        (health.Failures, health.GoodAt, health.Error).ShouldBe((0, bed.Time.GetUtcNow().UtcDateTime, null));
        health.PostsPerDay.ShouldBe(1.0 / 7);
        (await bed.JournalAsync())
            .Select(entry => entry.Kind)
            .ShouldBe(["SourceEntered", "SourceBroke", "PostsTaken", "SourceMended"]);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_source_that_moves_for_good_is_followed_and_a_secret_stays_in_the_settings(Provider provider)
    {
        await using var bed = await WallTestBed.OpenAsync(provider, ("Concord:Wall:Secrets:partner", "s3cret"));
        string? sent = null;
        bed.Answers["/old"] = http =>
        {
            http.Response.Redirect("/new", permanent: true);
            return Task.CompletedTask;
        };
        bed.Feed("/new", Item("1", Long));
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

        var sources = await bed.WithAsync<SourceDesk, IReadOnlyList<SourceHealth>>(desk => desk.ListAsync(Cancellation));
        sources.Single(source => source.Slug == "envoy").Address.ShouldEndWith("/new");
        (await bed.JournalAsync()).ShouldContain(("SourceEntered", "It has moved for good."));
    }

    private static string Item(string id, string text, string at = "2020-10-22T10:00:00Z") =>
        $"\"id\":\"{id}\",\"date_published\":\"{at}\",\"content_text\":\"{text}\"";

    private static Language Language(WallTestBed bed)
    {
        using var scope = bed.Scope();
        return ((LanguageSet)scope.ServiceProvider.GetService(typeof(LanguageSet))!).Default;
    }
}
