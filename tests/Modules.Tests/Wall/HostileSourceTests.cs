using Concord.TestKit;
using Concord.Wall.Moderation;
using Concord.Wall.Text;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Wall;

/// <summary>One post, picture or response must not silence a source.</summary>
public sealed class HostileSourceTests
{
    public static TheoryData<Provider> All => Providers.All;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Mosul|Iraq")]
    [InlineData("Daesh=IS")]
    [InlineData("Mosul→Raqqa")]
    [InlineData("摩苏尔|Raqqa")]
    [InlineData("ℵℶ ∑")]
    [InlineData("𝕄𝕠𝕤𝕦𝕝")]
    [InlineData("ꓮꓬ ᚠᚢ ⴰⵣⵓⵍ")]
    public void The_language_of_odd_texts_is_detected_or_unknown(string text) =>
        Should.NotThrow(() => new PostLanguageDetector().Detect(text, claimed: null));

    [Theory]
    [InlineData("連合は今日、ラッカの学校を再開した。", "ja")]
    [InlineData("연합군은 오늘 라카의 학교를 다시 열었다.", "ko")]
    [InlineData("联盟今天重新开放了拉卡的学校。", "zh")]
    public void East_Asian_languages_are_detected_by_their_letters(string text, string language) =>
        new PostLanguageDetector().Detect(text, claimed: null).ShouldBe(language);

    [Fact]
    public void Any_text_has_a_language_or_none()
    {
        var detector = new PostLanguageDetector();
        string[] pieces =
        [
            "Mosul",
            "|",
            "=",
            "→",
            "摩",
            "ア",
            "한",
            "\ud800",
            "ı",
            "ß",
            "ب",
            "א",
            "ᚠ",
            "1",
            " ",
            "𝕄",
            "\u0301",
            "@a",
        ];
        foreach (var text in Fuzz.Texts(2_000, 12, pieces))
        {
            Should.NotThrow(() => detector.Detect(text, claimed: null), text);
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Odd_posts_and_broken_pictures_are_stored_with_the_others(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        fixture.Answer("/bomb.png", 200, SamplePicture.Png(40, 30, 1)[..60], "image/png");
        fixture.Answer("/broken.br", 200, [1, 2, 3, 4, 5, 6, 7, 8], "image/png");
        var broken = fixture.Answers["/broken.br"];
        fixture.Answers["/broken.br"] = http =>
        {
            http.Response.Headers.ContentEncoding = "br";
            return broken(http);
        };
        var pictures = new Uri(fixture.Server.Address, "/").AbsoluteUri;
        fixture.Feed(
            "/feed",
            WallFixture.Item("1", "Mosul|Iraq"),
            WallFixture.Item("2", "Daesh=IS"),
            WallFixture.Item("3", "Mosul→Raqqa"),
            WallFixture.Item("4", "With a picture")
                + $",\"attachments\":[{{\"url\":\"{pictures}bomb.png\",\"mime_type\":\"image/png\"}}]",
            WallFixture.Item("5", "With another")
                + $",\"attachments\":[{{\"url\":\"{pictures}broken.br\",\"mime_type\":\"image/png\"}}]"
        );
        await fixture.FollowAsync("envoy", "/feed");

        var result = await fixture.PollAsync("envoy");

        (result.Code, result.Counts!.Added, result.Counts.Failed).ShouldBe((ModerationCode.Done, 5, 0));
    }

    [Theory]
    [InlineData("br", "The server cannot be reached")]
    [InlineData("gzip", "The server cannot be reached")]
    [InlineData("deflate", "The server cannot be reached")]
    // Not decoded here, so its bytes are no feed.
    [InlineData("zstd", "There is no feed at this address")]
    public async Task A_response_in_a_broken_encoding_is_a_failure_that_is_shown(string encoding, string error)
    {
        await using var fixture = await WallFixture.OpenAsync(Provider.Sqlite);
        fixture.Answers["/feed"] = async http =>
        {
            http.Response.Headers.ContentEncoding = encoding;
            await http.Response.Body.WriteAsync(new byte[] { 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, Cancellation);
        };
        await fixture.FollowAsync("envoy", "/feed");

        (await fixture.PollAsync("envoy")).Code.ShouldBe(ModerationCode.PollFailed);

        var state = await fixture.PollingAsync("envoy");
        (state.Failures, state.TriedAt).ShouldBe((1, fixture.Time.GetUtcNow().UtcDateTime));
        state.Error.ShouldNotBeNull().ShouldStartWith(error);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_post_that_cannot_be_stored_is_named_and_the_others_are_stored(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        await fixture.TamperAsync(
            provider == Provider.Postgres
                ? "ALTER TABLE wall_posts ADD CONSTRAINT poison CHECK (source_id <> 'bad')"
                : "CREATE TRIGGER poison BEFORE INSERT ON wall_posts WHEN NEW.source_id = 'bad' BEGIN SELECT RAISE(ABORT, 'poison'); END"
        );
        fixture.Feed(
            "/feed",
            WallFixture.Item("1", "The first post."),
            WallFixture.Item("bad", "The bad post."),
            WallFixture.Item("3", "The third post.")
        );
        await fixture.FollowAsync("envoy", "/feed");

        var result = await fixture.PollAsync("envoy");

        (result.Code, result.Counts!.Added, result.Counts.Failed).ShouldBe((ModerationCode.Done, 2, 1));
        (await fixture.PostsAsync()).Select(post => post.SourceId).Order(StringComparer.Ordinal).ShouldBe(["1", "3"]);
        var state = await fixture.PollingAsync("envoy");
        (state.Failures, state.Newest).ShouldBe((0, null));
        state.Error.ShouldNotBeNull().ShouldStartWith("1 of its posts could not be stored");

        await fixture.TamperAsync(provider == Provider.Postgres ? "ALTER TABLE wall_posts DROP CONSTRAINT poison" : "SELECT 1");
        (await fixture.PollAsync("envoy")).Counts!.Added.ShouldBe(1);
    }

    [Fact]
    public async Task Posts_are_stored_without_the_pictures_of_a_server_that_does_not_answer()
    {
        await using var fixture = await WallFixture.OpenAsync(Provider.Sqlite, ("Concord:OutboundHttp:Seconds", "1"));
        fixture.Answers["/slow.png"] = http =>
            Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        var slow = new Uri(fixture.Server.Address, "/slow.png").AbsoluteUri;
        fixture.Feed(
            "/feed",
            [
                .. Enumerable
                    .Range(1, 20)
                    .Select(number =>
                        WallFixture.Item($"{number}", $"Post {number}")
                        + $",\"attachments\":[{{\"url\":\"{slow}?{number}\",\"mime_type\":\"image/png\"}}]"
                    ),
            ]
        );
        await fixture.FollowAsync("envoy", "/feed");

        (await fixture.PollAsync("envoy")).Counts!.Added.ShouldBe(20);

        fixture.Server.Asked.Count(asked => asked.StartsWith("GET /slow.png", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_picture_server_that_does_not_answer_does_not_hold_a_poll_for_long(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        var asked = new TaskCompletionSource();
        fixture.Answers["/slow.png"] = async http =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var picture = new Uri(fixture.Server.Address, "/slow.png").AbsoluteUri;
        fixture.Feed(
            "/feed",
            WallFixture.Item("1", "With a picture") + $",\"attachments\":[{{\"url\":\"{picture}\",\"mime_type\":\"image/png\"}}]"
        );
        await fixture.FollowAsync("envoy", "/feed");

        var poll = fixture.PollAsync("envoy");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        fixture.Time.Advance(TimeSpan.FromMinutes(11));

        (await poll.WaitAsync(TimeSpan.FromSeconds(20), Cancellation)).Code.ShouldBe(ModerationCode.PollFailed);
        var state = await fixture.PollingAsync("envoy");
        state.Failures.ShouldBe(1);
        state.Error.ShouldNotBeNull().ShouldContain("10 minutes");
    }
}
