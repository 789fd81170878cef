using System.Text;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.TestKit;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using static Concord.Modules.Tests.Wall.WallFixture;

namespace Concord.Modules.Tests.Wall;

/// <summary>What sources send that is odd but no reason to lose a post, or to overwrite one.</summary>
public sealed class OddPostsTests
{
    public static TheoryData<Provider> All => Providers.All;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task Items_that_share_an_id_are_posts_of_their_own(Provider provider)
    {
        await using var wall = await OpenAsync(provider);
        await wall.FollowAsync("bureau", path: "/feed");
        wall.Feed("/feed", Shared(1), Shared(2), Shared(3));
        (await wall.PollAsync("bureau")).Counts!.Added.ShouldBe(3);
        wall.Feed("/feed", Shared(1), Shared(2), Shared(3), Shared(4));
        var second = await wall.PollAsync("bureau");
        (second.Counts!.Added, second.Counts.Edited).ShouldBe((1, 0));
        (await wall.PostsAsync())
            .Select(post => post.Link)
            .ShouldBe([
                "https://bureau.example/1",
                "https://bureau.example/2",
                "https://bureau.example/3",
                "https://bureau.example/4",
            ]);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_feed_with_one_item_that_uses_its_id_again_overwrites_nothing(Provider provider)
    {
        await using var wall = await OpenAsync(provider);
        await wall.FollowAsync("bureau", path: "/feed");
        foreach (var day in (int[])[1, 2, 3])
        {
            wall.Feed("/feed", Shared(day));
            (await wall.PollAsync("bureau")).Counts!.Added.ShouldBe(1);
            (await wall.PollAsync("bureau")).Counts!.Added.ShouldBe(0);
        }

        // Both at once: each is found again.
        wall.Feed("/feed", Shared(1), Shared(3));
        var both = await wall.PollAsync("bureau");
        (both.Counts!.Added, both.Counts.Edited).ShouldBe((0, 0));
        (await wall.PostsAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_item_that_changes_its_address_stays_one_post()
    {
        await using var wall = await OpenAsync(Provider.Sqlite);
        await wall.FollowAsync("bureau", path: "/feed");
        wall.Feed("/feed", $"{Item("a", LongText)},\"url\":\"https://bureau.example/draft-name\"");
        await wall.PollAsync("bureau");
        wall.Feed("/feed", $"{Item("a", LongText)},\"url\":\"https://bureau.example/name\"");
        (await wall.PollAsync("bureau")).Counts!.Edited.ShouldBe(1);
        (await wall.PostsAsync()).ShouldHaveSingleItem().Link.ShouldBe("https://bureau.example/name");
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_corrected_description_language_or_date_is_taken_over(Provider provider)
    {
        await using var wall = await OpenAsync(provider);
        wall.Answer("/a.png", 200, SamplePicture.Png(400, 300, 90), "image/png");
        await wall.FollowAsync("envoy", path: "/feed");
        wall.Feed("/feed", Pictured(wall, "A bridge", "en", "2020-10-20T10:00:00Z"));
        await wall.PollAsync("envoy");
        var before = (await wall.PostsAsync()).ShouldHaveSingleItem();
        wall.Feed("/feed", Pictured(wall, "The bridge of Mosul", "fr", "2020-10-19T10:00:00Z"));
        (await wall.PollAsync("envoy")).Counts!.Edited.ShouldBe(1);

        var after = (await wall.PostsAsync()).ShouldHaveSingleItem();
        (await AltAsync(wall, after.Pictures[0].Name)).ShouldBe("The bridge of Mosul");
        (after.At, after.Language).ShouldBe((new DateTime(2020, 10, 19, 10, 0, 0), "fr"));
        after.Order.ShouldStartWith("20201019");
        after.Pictures[0].Name.ShouldBe(before.Pictures[0].Name, "the picture itself is not fetched again");

        (await wall.PollAsync("envoy")).Counts!.Edited.ShouldBe(0);
    }

    [Fact]
    public async Task A_corrected_date_alone_is_no_edit_for_readers_and_undoes_no_decision()
    {
        await using var wall = await OpenAsync(Provider.Sqlite);
        await wall.FollowAsync("envoy", path: "/feed", isTrusted: false);
        wall.Feed("/feed", Item("a", LongText));
        await wall.PollAsync("envoy");
        var post = (await wall.PostsAsync()).ShouldHaveSingleItem();
        await wall.WithAsync<PostModeration, ModerationResult>(moderation =>
            moderation.ReleaseAsync($"{post.Id:N}", "read", Tester, Cancellation)
        );
        wall.Feed("/feed", Item("a", LongText, at: "2020-10-21T10:00:00Z"));
        await wall.PollAsync("envoy");
        post = (await wall.PostsAsync()).ShouldHaveSingleItem();
        (post.State, post.EditedAt, post.At.Day).ShouldBe((PostState.Live, null, 21));
    }

    [Fact]
    public async Task A_source_that_gives_the_present_as_the_date_does_not_change_its_posts_with_every_poll()
    {
        await using var wall = await OpenAsync(Provider.Sqlite);
        await wall.FollowAsync("envoy", path: "/feed");
        wall.Feed("/feed", Item("a", LongText, at: $"{wall.Time.GetUtcNow():O}"));
        await wall.PollAsync("envoy");
        wall.Time.Advance(TimeSpan.FromHours(1));
        wall.Feed("/feed", Item("a", LongText, at: $"{wall.Time.GetUtcNow():O}"));
        (await wall.PollAsync("envoy")).Counts!.Edited.ShouldBe(0);
        (await wall.PostsAsync()).ShouldHaveSingleItem().At.Hour.ShouldBe(12);
    }

    [Theory]
    [InlineData("the day after the vote")]
    [InlineData("2031-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    public async Task A_date_that_cannot_be_read_or_believed_is_shown_as_unknown(string date)
    {
        await using var wall = await OpenAsync(Provider.Sqlite);
        await wall.FollowAsync("envoy", path: "/feed");
        wall.Feed("/feed", Item("a", LongText, at: date), Item("b", "An earlier post with a date that is known"));
        await wall.PollAsync("envoy");
        var posts = await wall.PostsAsync();
        posts
            .Select(post => (post.SourceId, post.IsUndated))
            .ShouldBe([("b", null), ("a", true)], "ordered by when it was first seen");
        wall.Feed("/feed", Item("a", LongText, at: "2020-10-01T10:00:00Z"));
        await wall.PollAsync("envoy");
        var corrected = await wall.PostAsync("a");
        (corrected.IsUndated, corrected.At.Day).ShouldBe((null, 1));
    }

    [Fact]
    public async Task What_could_not_be_read_is_reported_by_the_poll_and_with_the_source()
    {
        await using var wall = await OpenAsync(Provider.Sqlite);
        await wall.FollowAsync("envoy", path: "/feed");
        wall.Feed("/feed", Item("a", LongText, at: "the day after the vote"), "\"id\":\"empty\"");
        var result = await wall.PollAsync("envoy");
        result.Counts!.Added.ShouldBe(1);
        result.FaultCount.ShouldBe(2);
        result.Faults[0].ShouldContain("a: “date_published” is no date that can be understood: the day after the vote");
        result.Faults[1].ShouldBe("empty: It has no text, picture or link and was left out.");
        var health = (
            await wall.WithAsync<SourceCommands, IReadOnlyList<SourceHealth>>(sources => sources.ListAsync(Cancellation))
        ).Single();
        (health.FaultCount, health.Faults.Count, health.Failures).ShouldBe((2, 2, 0));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Many_long_faults_are_counted_and_the_first_are_kept(Provider provider)
    {
        await using var wall = await OpenAsync(provider);
        await wall.FollowAsync("envoy", path: "/feed");
        wall.Feed("/feed", [.. Enumerable.Range(0, 60).Select(i => $"\"id\":\"{i}{new string('x', 400)}\"")]);
        var result = await wall.PollAsync("envoy");
        result.FaultCount.ShouldBe(60);
        result.Faults.Count.ShouldBeInRange(1, 20);
        (await wall.PollingAsync("envoy")).Faults!.Length.ShouldBeLessThanOrEqualTo(PollState.MaxFaults);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_source_that_has_gone_for_good_is_no_longer_asked(Provider provider)
    {
        await using var wall = await OpenAsync(provider);
        await wall.FollowAsync("envoy", path: "/feed");
        wall.Feed("/feed", Item("a", LongText));
        await wall.PollAsync("envoy");
        wall.Answer("/feed", 410);
        var result = await wall.PollAsync("envoy");
        (result.Code, result.Detail).ShouldBe(
            (ModerationCode.PollFailed, "The server says that it has gone for good (410). It is not polled any more.")
        );
        var health = (
            await wall.WithAsync<SourceCommands, IReadOnlyList<SourceHealth>>(sources => sources.ListAsync(Cancellation))
        ).Single();
        (health.IsPaused, health.NextAt).ShouldBe((true, null));
        health.Error!.ShouldContain("410");
        (await wall.JournalAsync()).Select(entry => entry.Kind).ShouldContain("SourceGone");
        (await wall.PostsAsync()).Count.ShouldBe(1, "its posts stay");
    }

    [Fact]
    public async Task Gzip_within_gzip_is_read_up_to_one_limit_and_the_fault_is_reported()
    {
        await using var wall = await OpenAsync(Provider.Sqlite, ("Concord:OutboundHttp:MaxFeedMegabytes", "1"));
        var bomb = Encoding.UTF8.GetBytes($"<rss><channel><title>{new string('a', 64 << 20)}</title></channel></rss>");
        var packed = Gzip(Gzip(bomb));
        packed.Length.ShouldBeLessThan(16_384);
        wall.Answers["/feed"] = http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return http.Response.Body.WriteAsync(packed, Cancellation).AsTask();
        };
        await wall.WithAsync<AddSources, ModerationResult>(sources =>
            sources.FollowAsync(
                new NewSource("bomb", new Uri(wall.Server.Address, "/feed").AbsoluteUri, "feed", null, "bomb", null, null, true),
                Tester,
                Cancellation
            )
        );
        var result = await wall.PollAsync("bomb");
        result.Faults.ShouldContain("Decompressed it is larger than 1 MB; the rest was left out.");
    }

    [Fact]
    public async Task A_quoted_post_is_stored_apart_from_the_words_of_the_member()
    {
        await using var wall = await OpenAsync(Provider.Sqlite);
        wall.Answers["/xrpc/app.bsky.feed.getAuthorFeed"] = http =>
            http.Response.WriteAsync(
                """
                {"feed":[{"post":{"uri":"at://did:plc:a/app.bsky.feed.post/1","author":{"handle":"office.example"},
                 "record":{"text":"This is what the council decided:","createdAt":"2020-06-01T11:00:00Z"},
                 "labels":[{"val":"graphic-media"}],
                 "embed":{"record":{"uri":"at://did:plc:o/app.bsky.feed.post/9","author":{"handle":"council.example"},"value":{"text":"Twelve schools."}}}}}]}
                """,
                Cancellation
            );
        await wall.WithAsync<AddSources, ModerationResult>(sources =>
            sources.FollowAsync(
                new NewSource(
                    "office",
                    new Uri(wall.Server.Address, "/profile/office.example").AbsoluteUri,
                    "bluesky",
                    null,
                    "Office",
                    null,
                    null,
                    true
                ),
                Tester,
                Cancellation
            )
        );
        (await wall.PollAsync("office")).Counts!.Added.ShouldBe(1);
        var post = (await wall.PostsAsync()).ShouldHaveSingleItem();
        (post.Text, post.IsSensitive).ShouldBe(("This is what the council decided:", true));
        (post.QuotedAuthor, post.QuotedText, post.QuotedLink).ShouldBe(
            ("council.example", "Twelve schools.", "https://bsky.app/profile/council.example/post/9")
        );

        // A blocked word counts in the quotation too.
        await wall.WithAsync<BlockRuleCommands, ModerationResult>(blocks =>
            blocks.AddAsync(isLink: false, "schools", "test", Tester, Cancellation)
        );
        (await wall.PostsAsync()).ShouldHaveSingleItem().State.ShouldBe(PostState.PendingReview);
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private static string Shared(int day) =>
        $"{Item("press-release", $"Notice number {day} about the water works of the eastern quarter", $"2020-10-0{day}T09:00:00Z")},\"url\":\"https://bureau.example/{day}\"";

    private static string Pictured(WallFixture wall, string alt, string language, string at) =>
        $$"""{{Item("a", "Notice 17", at)}},"language":"{{language}}","attachments":[{"url":"{{new Uri(wall.Server.Address, "/a.png")}}","mime_type":"image/png","title":"{{alt}}"}]""";

    private static Task<string> AltAsync(WallFixture wall, string picture) =>
        wall.WithAsync<ConcordDb, string>(db =>
            db.Set<PictureEdition>()
                .Where(edition => edition.Picture == picture)
                .Select(edition => edition.Alt)
                .SingleAsync(Cancellation)
        );
}
