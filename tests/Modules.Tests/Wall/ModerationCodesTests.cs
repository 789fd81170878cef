using Concord.Foundation.Storage;
using Concord.TestKit;
using Concord.Wall;
using Concord.Wall.Moderation;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Tests.Wall;

/// <summary>Every refusal of a moderation command has its code, and changes nothing.</summary>
public sealed class ModerationCodesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Town", null, null, null, "The town", null, ModerationCode.InvalidSlug)]
    [InlineData("envoy", null, null, null, "The envoy", null, ModerationCode.SourceExists)]
    [InlineData("town", "https://a.example/", "fax", null, "The town", null, ModerationCode.UnknownKind)]
    [InlineData("town", null, null, null, " ", null, ModerationCode.SpeakerMissing)]
    [InlineData("town", null, null, "atlantis", null, null, ModerationCode.UnknownMember)]
    [InlineData("town", null, null, null, "The town", "none", ModerationCode.UnknownEffort)]
    [InlineData("town", "ftp://a.example/", null, null, "The town", null, ModerationCode.InvalidAddress)]
    [InlineData("town", "here", null, null, "The town", null, ModerationCode.InvalidAddress)]
    public async Task A_source_is_refused_with_its_code(
        string slug,
        string? address,
        string? kind,
        string? member,
        string? name,
        string? effort,
        ModerationCode code
    )
    {
        await using var fixture = await WallFixture.OpenAsync(Provider.Sqlite);
        await fixture.FollowAsync("envoy", "/feed");
        var source = new NewSource(slug, address, kind, member, name, effort, Secret: null, IsTrusted: true);

        var result = await fixture.WithAsync<AddSources, ModerationResult>(commands =>
            commands.FollowAsync(source, WallFixture.Tester, Cancellation)
        );

        result.Code.ShouldBe(code);
        (await fixture.JournalAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_that_is_too_long_and_an_address_without_a_feed_are_refused()
    {
        await using var fixture = await WallFixture.OpenAsync(Provider.Sqlite);
        (await FollowAsync(new string('a', 201), address: null)).Code.ShouldBe(ModerationCode.NameTooLong);
        (await FollowAsync("The town", $"{fixture.Server.Address}none")).Code.ShouldBe(ModerationCode.UnreadableAddress);
        (await fixture.JournalAsync()).ShouldBeEmpty();

        Task<ModerationResult> FollowAsync(string name, string? address) =>
            fixture.WithAsync<AddSources, ModerationResult>(commands =>
                commands.FollowAsync(
                    new NewSource("town", address, Kind: null, Member: null, name, Effort: null, Secret: null, IsTrusted: true),
                    WallFixture.Tester,
                    Cancellation
                )
            );
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_decision_is_refused_with_its_code(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider);
        fixture.Feed("/feed", WallFixture.Item("1", WallFixture.LongText), WallFixture.Item("2", WallFixture.LongText));
        await fixture.FollowAsync("envoy", "/feed");
        await fixture.PollAsync("envoy");
        var posts = await fixture.PostsAsync();
        var live = posts.Single(post => post.State == PostState.Live).Id.ToString("N");
        var duplicate = posts.Single(post => post.State == PostState.Duplicate).Id.ToString("N");
        var before = await fixture.JournalAsync();

        (await PostAsync(commands => commands.HideAsync("abcdef", "x", WallFixture.Tester, Cancellation))).Code.ShouldBe(
            ModerationCode.UnknownPost
        );
        var refused = await PostAsync(commands => commands.HideAsync(duplicate, "x", WallFixture.Tester, Cancellation));
        (refused.Code, refused.Detail).ShouldBe((ModerationCode.IsDuplicate, live));
        (await TranslateAsync(live, "xx", "Text")).ShouldBe(ModerationCode.UnknownLanguage);
        (await TranslateAsync(live, "ar", " ")).ShouldBe(ModerationCode.TextMissing);
        (await TranslateAsync(live, "ar", null)).ShouldBe(ModerationCode.UnknownTranslation);
        (await TranslateAsync(live, "en", "Text")).ShouldBe(ModerationCode.SameLanguage);
        (
            await SourceAsync(commands => commands.PauseAsync("none", isPaused: true, "x", WallFixture.Tester, Cancellation))
        ).ShouldBe(ModerationCode.UnknownSource);
        (
            await SourceAsync(commands => commands.TrustAsync("envoy", isTrusted: true, "x", WallFixture.Tester, Cancellation))
        ).ShouldBe(ModerationCode.Unchanged);
        (await fixture.PollAsync("none")).Code.ShouldBe(ModerationCode.NotPolled);
        (await fixture.CheckAsync("none")).Code.ShouldBe(ModerationCode.NotPolled);
        (await BlockAsync(commands => commands.AddAsync(isLink: false, "a", "x", WallFixture.Tester, Cancellation))).ShouldBe(
            ModerationCode.InvalidBlockRule
        );
        (
            await BlockAsync(commands => commands.RemoveAsync(isLink: true, "a.example", "x", WallFixture.Tester, Cancellation))
        ).ShouldBe(ModerationCode.UnknownBlockRule);
        (await AddAsync(new NewPost("none", "Text", "en", null, null, null, null))).ShouldBe(ModerationCode.UnknownSource);
        (await AddAsync(new NewPost("envoy", " ", "en", null, null, null, null))).ShouldBe(ModerationCode.TextMissing);
        (await AddAsync(new NewPost("envoy", "Text", "en", null, "javascript:x", null, null))).ShouldBe(
            ModerationCode.InvalidAddress
        );
        (await AddAsync(new NewPost("envoy", "Text", "en", null, null, [1, 2, 3], null))).ShouldBe(
            ModerationCode.UnreadablePicture
        );

        (await fixture.JournalAsync()).ShouldBe(before);

        Task<ModerationResult> PostAsync(Func<PostModeration, Task<ModerationResult>> act) => fixture.WithAsync(act);
        async Task<ModerationCode> TranslateAsync(string post, string language, string? text) =>
            (await PostAsync(commands => commands.TranslateAsync(post, language, text, WallFixture.Tester, Cancellation))).Code;
        async Task<ModerationCode> SourceAsync(Func<SourceCommands, Task<ModerationResult>> act) =>
            (await fixture.WithAsync(act)).Code;
        async Task<ModerationCode> BlockAsync(Func<BlockRuleCommands, Task<ModerationResult>> act) =>
            (await fixture.WithAsync(act)).Code;
        async Task<ModerationCode> AddAsync(NewPost post) =>
            (
                await fixture.WithAsync<IngestionCommands, ModerationResult>(commands =>
                    commands.AddAsync(post, WallFixture.Tester, Cancellation)
                )
            ).Code;
    }

    [Fact]
    public async Task A_concurrent_change_is_a_conflict_and_nothing_is_saved()
    {
        await using var fixture = await WallFixture.OpenAsync(Provider.Postgres);
        await fixture.FollowAsync("envoy", "/feed");
        var code = await fixture.WithAsync<ConcordDb, ModerationCode>(async db =>
        {
            var source = await db.Set<WallSource>().SingleAsync(Cancellation);
            await fixture.WithAsync<SourceCommands, ModerationResult>(commands =>
                commands.PauseAsync("envoy", isPaused: true, "first", WallFixture.Tester, Cancellation)
            );
            await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, Cancellation);
            source.IsTrusted = false;
            db.Record(
                new SourceDistrusted("envoy")
                {
                    Actor = WallFixture.Tester,
                    Subject = "source:envoy",
                    Reason = "second",
                }
            );
            return (await db.SaveAsync(transaction, new ModerationResult(ModerationCode.Done, "envoy"), Cancellation)).Code;
        });

        code.ShouldBe(ModerationCode.Conflict);
        (await fixture.JournalAsync()).ConvertAll(entry => entry.Reason).ShouldBe([null, "first"]);
    }
}
