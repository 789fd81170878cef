using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Tests.Newsroom;

public sealed class CommandTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_statement_is_written_cleared_released_corrected_and_withdrawn(Provider provider)
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(provider);

        (await newsroom.DraftAsync("first", "First", "Text.", kind: "story")).Revisions["en"].ShouldBe(1);
        (await newsroom.DraftAsync("first", "First", "Text.")).Code.ShouldBe(NewsroomCode.Unchanged);
        (await newsroom.EditionAsync("first")).State.ShouldBe(EditionState.Draft);
        (await newsroom.ReleaseAsync("first")).Code.ShouldBe(NewsroomCode.Done);
        (await newsroom.ReleaseAsync("first")).Code.ShouldBe(NewsroomCode.Unchanged);
        newsroom.Clock.Advance(TimeSpan.FromHours(1));
        (await newsroom.DraftAsync("first", "First", "Better text.")).Revisions["en"].ShouldBe(2);
        (await CorrectAsync(newsroom, "first", " ")).Code.ShouldBe(NewsroomCode.NoticeRequired);
        (await CorrectAsync(newsroom, "first", "The place was wrong.")).Code.ShouldBe(NewsroomCode.Done);
        newsroom.Clock.Advance(TimeSpan.FromHours(1));
        (await newsroom.WithdrawAsync("first", "It was premature.")).Code.ShouldBe(NewsroomCode.Done);
        (await newsroom.WithdrawAsync("first", "Again.")).Code.ShouldBe(NewsroomCode.AlreadyInState);
        (await newsroom.ReleaseAsync("first")).Code.ShouldBe(NewsroomCode.ReasonRequired);

        var edition = await newsroom.EditionAsync("first");
        edition.ShouldSatisfyAllConditions(
            row => row.State.ShouldBe(EditionState.Withdrawn),
            row => row.PublicRevision.ShouldBe(2),
            row =>
                row.Statuses.OrderBy(status => status.Number)
                    .Select(status => (status.State, status.Notice))
                    .ShouldBe([
                        (EditionState.Live, null),
                        (EditionState.Live, null),
                        (EditionState.Corrected, "The place was wrong."),
                        (EditionState.Withdrawn, "It was premature."),
                    ])
        );
        (await newsroom.ReleaseAsync("first", "the place was confirmed")).Code.ShouldBe(NewsroomCode.Done);
        (await newsroom.EditionAsync("first")).State.ShouldBe(EditionState.Live);
        var journal = await newsroom.JournalAsync();
        journal.Single(entry => entry.Kind == "EditionWithdrawn").Reason.ShouldBe("premature");
        journal.ShouldAllBe(entry => entry.Actor == "person:editor");
        (await newsroom.VerifyAsync()).IsGood.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Two_people_who_save_at_once_lose_nothing(Provider provider)
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(provider);
        await newsroom.DraftAsync("shared", "Shared", "Text.", kind: "story");

        (await newsroom.DraftAsync("shared", "Mine", "My text.", basedOn: 1)).Code.ShouldBe(NewsroomCode.Done);
        var late = await newsroom.DraftAsync("shared", "Yours", "Your text.", basedOn: 1);
        (late.Code, late.Detail).ShouldBe((NewsroomCode.NewerRevision, "2"));

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(number => Task.Run(() => newsroom.DraftAsync("shared", $"Title {number}", $"Text {number}.", basedOn: 2)))
        );

        results.Count(result => result.Code == NewsroomCode.Done).ShouldBe(1);
        results
            .Where(result => result.Code != NewsroomCode.Done)
            .ShouldAllBe(result => result.Code == NewsroomCode.Conflict || result.Code == NewsroomCode.NewerRevision);
        (await newsroom.EditionAsync("shared")).Revisions.Select(revision => revision.Number).Order().ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData("One.\n\n{{untranslated}}")]
    [InlineData("{{to-check}}\n\nOne.")]
    public async Task An_unfinished_translation_is_saved_and_neither_cleared_nor_released(string body)
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(Provider.Sqlite);
        await newsroom.DraftAsync("half", "Half", "One.", kind: "story");
        (await newsroom.ReleaseAsync("half")).Code.ShouldBe(NewsroomCode.Done);

        (await newsroom.DraftAsync("half", "Half", body)).Code.ShouldBe(NewsroomCode.Done);

        (await newsroom.ReleaseAsync("half")).Code.ShouldBe(NewsroomCode.TranslationUnfinished);
        (await CorrectAsync(newsroom, "half", "Corrected.")).Code.ShouldBe(NewsroomCode.TranslationUnfinished);
        (
            await newsroom.WithAsync<RequestClearance, NewsroomResult>(command =>
                command.RunAsync("half", "en", NewsroomFixture.Editor, CancellationToken.None)
            )
        ).Code.ShouldBe(NewsroomCode.TranslationUnfinished);
        (await newsroom.EditionAsync("half")).PublicRevision.ShouldBe(1);
        await newsroom.DraftAsync("half", "Half", "One.\n\nTwo.");
        (await newsroom.ReleaseAsync("half")).Code.ShouldBe(NewsroomCode.Done);
    }

    [Fact]
    public async Task An_invalid_draft_is_refused_with_its_code()
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(Provider.Sqlite);

        (await newsroom.DraftAsync("new", "Title", "Text.")).Code.ShouldBe(NewsroomCode.UnknownDocument);
        (await newsroom.DraftAsync("new", "Title", "Text.", kind: "poem")).Code.ShouldBe(NewsroomCode.UnknownKind);
        (await newsroom.DraftAsync("New One", "Title", "Text.", kind: "story")).Code.ShouldBe(NewsroomCode.InvalidSlug);
        (await newsroom.DraftAsync("new", "", "Text.", kind: "story")).Code.ShouldBe(NewsroomCode.TitleMissing);
        (await newsroom.DraftAsync("new", new string('x', 121), "Text.", kind: "story")).Code.ShouldBe(NewsroomCode.TitleTooLong);
        (await newsroom.DraftAsync("new", "Title", " ", kind: "story")).Code.ShouldBe(NewsroomCode.BodyMissing);
        (await newsroom.DraftAsync("new", "Title", "{{nothing}}", kind: "story")).Code.ShouldBe(NewsroomCode.UnknownToken);
        (await newsroom.DraftAsync("new", "Title", "Named[^1].", kind: "story")).Code.ShouldBe(NewsroomCode.FootnoteIncomplete);
        (await newsroom.DraftAsync("new", "Title", "All 82 members agree.", kind: "story")).Code.ShouldBe(
            NewsroomCode.TypedCount
        );
        (await newsroom.ReleaseAsync("new")).Code.ShouldBe(NewsroomCode.UnknownDocument);
        (await MoveAsync(newsroom, "new", "new")).Code.ShouldBe(NewsroomCode.InvalidTarget);
        (await newsroom.JournalAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_translation_records_its_source_and_clearance_applies_to_one_revision()
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(
            Provider.Sqlite,
            new Dictionary<string, string?> { ["Concord:Newsroom:RequireClearance"] = "true" }
        );
        await newsroom.DraftAsync("joint", "Joint", "Text.", kind: "story");
        var arabic = new Draft("joint", "ar", "مشترك", "ملخص.", "نص.");

        (await TranslateAsync(newsroom, arabic, "fr")).Code.ShouldBe(NewsroomCode.SourceMissing);
        (await TranslateAsync(newsroom, arabic, "en")).Code.ShouldBe(NewsroomCode.Done);
        var source = (await newsroom.EditionAsync("joint")).Revisions.Single().Id;
        (await newsroom.EditionAsync("joint", "ar")).Revisions.Single().SourceRevisionId.ShouldBe(source);
        (await newsroom.ReleaseAsync("joint")).Code.ShouldBe(NewsroomCode.NotCleared);
        (await ClearAsync(newsroom, "joint", "en")).Code.ShouldBe(NewsroomCode.ClearanceNotRequested);
        foreach (var language in (string[])["en", "ar"])
        {
            (
                await newsroom.WithAsync<RequestClearance, NewsroomResult>(request =>
                    request.RunAsync("joint", language, NewsroomFixture.Editor, default)
                )
            ).Code.ShouldBe(NewsroomCode.Done);
            (await ClearAsync(newsroom, "joint", language)).Code.ShouldBe(NewsroomCode.Done);
        }

        (await newsroom.ReleaseAsync("joint")).Revisions.Keys.Order().ShouldBe(["ar", "en"]);
        await newsroom.DraftAsync("joint", "Joint", "Other text.");
        (await newsroom.ReleaseAsync("joint")).Code.ShouldBe(NewsroomCode.NotCleared);
        (await CorrectAsync(newsroom, "joint", "The place was wrong.")).Code.ShouldBe(NewsroomCode.NotCleared);
        (await newsroom.EditionAsync("joint")).PublicRevision.ShouldBe(1);
    }

    [Fact]
    public async Task Redirects_of_moved_documents_cannot_form_a_loop()
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(Provider.Sqlite);
        foreach (var slug in (string[])["one-way", "other-way"])
        {
            await newsroom.DraftAsync(slug, "Title", "Text.", kind: "story");
            await newsroom.ReleaseAsync(slug);
        }

        (await MoveAsync(newsroom, "one-way", "other-way")).Code.ShouldBe(NewsroomCode.Done);
        (await MoveAsync(newsroom, "other-way", "one-way")).Code.ShouldBe(NewsroomCode.InvalidTarget);
        (await newsroom.EditionAsync("one-way")).MovedTo.ShouldBe("other-way");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_released_text_keeps_the_values_computed_at_release(Provider provider)
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(provider);
        await newsroom.ImportAsync();
        await newsroom.DraftAsync("count", "Count", "We are {{members}}. Visits: {{visits}}", kind: "story");
        await newsroom.ReleaseAsync("count");

        var released = (await newsroom.EditionAsync("count")).Releases.ShouldHaveSingleItem();

        released.Body.ShouldBe("We are 2. Visits: {{visits}}");
        await newsroom.WithAsync<ConcordDb, int>(async db =>
        {
            await Should.ThrowAsync<System.Data.Common.DbException>(() =>
                db.Set<ReleasedText>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Body, "forged"))
            );
            return 0;
        });
    }

    private static Task<NewsroomResult> CorrectAsync(NewsroomFixture newsroom, string slug, string notice) =>
        newsroom.WithAsync<Correct, NewsroomResult>(correct =>
            correct.RunAsync(slug, "en", notice, reason: null, NewsroomFixture.Editor, default)
        );

    private static Task<NewsroomResult> MoveAsync(NewsroomFixture newsroom, string slug, string to) =>
        newsroom.WithAsync<Move, NewsroomResult>(move =>
            move.RunAsync(slug, language: null, to, reason: null, NewsroomFixture.Editor, default)
        );

    private static Task<NewsroomResult> ClearAsync(NewsroomFixture newsroom, string slug, string language) =>
        newsroom.WithAsync<Clear, NewsroomResult>(clear =>
            clear.RunAsync(slug, language, reason: null, NewsroomFixture.Editor, default)
        );

    private static Task<NewsroomResult> TranslateAsync(NewsroomFixture newsroom, Draft draft, string from) =>
        newsroom.WithAsync<SubmitTranslation, NewsroomResult>(submit =>
            submit.RunAsync(draft, from, fromRevision: null, NewsroomFixture.Editor, default)
        );
}
