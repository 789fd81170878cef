using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Tests.Newsroom;

public sealed class ReleaseSetTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_release_set_is_executed_at_its_time_and_once(Provider provider)
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(provider);
        await newsroom.DraftAsync("joint", "Joint", "Text.", kind: "story");
        await newsroom.DraftAsync("other", "Other", "Text.", kind: "story");
        (await ScheduleAsync(newsroom, -1, "joint")).Code.ShouldBe(NewsroomCode.DueInPast);
        (await ScheduleAsync(newsroom, 60, "joint", "other")).Code.ShouldBe(NewsroomCode.Done);
        (await ExecuteAsync(newsroom)).ShouldBeEmpty();
        (await newsroom.EditionAsync("joint")).PublicRevision.ShouldBeNull();

        newsroom.Clock.Advance(TimeSpan.FromMinutes(61));
        // Eight nodes check at the same moment.
        var executed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ExecuteAsync(newsroom))));

        executed.Sum(delays => delays.Count).ShouldBe(1);
        executed.SelectMany(delays => delays).Single().ShouldBe(TimeSpan.FromMinutes(1));
        foreach (var slug in (string[])["joint", "other"])
        {
            var edition = await newsroom.EditionAsync(slug);
            (edition.State, edition.PublicRevision, edition.Statuses.Count).ShouldBe((EditionState.Live, 1, 1));
        }

        var journal = await newsroom.JournalAsync();
        journal.Count(entry => entry.Kind == "ReleaseExecuted").ShouldBe(1);
        journal.Single(entry => entry.Kind == "ReleaseExecuted").Data.ShouldContain("\"lateBySeconds\":60");
        (await newsroom.VerifyAsync()).IsGood.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_newer_release_is_not_replaced_and_a_cancelled_one_is_not_executed(Provider provider)
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(provider);
        await newsroom.DraftAsync("joint", "Joint", "Text.", kind: "story");
        await newsroom.DraftAsync("never", "Never", "Text.", kind: "story");
        await ScheduleAsync(newsroom, 60, "joint");
        var cancelled = Guid.ParseExact((await ScheduleAsync(newsroom, 60, "never")).Detail!, "N");
        (await CancelAsync(newsroom, cancelled)).Code.ShouldBe(NewsroomCode.Done);
        (await CancelAsync(newsroom, cancelled)).Code.ShouldBe(NewsroomCode.UnknownReleaseSet);
        await newsroom.DraftAsync("joint", "Joint", "Newer text.");
        await newsroom.ReleaseAsync("joint");

        newsroom.Clock.Advance(TimeSpan.FromHours(2));
        await ExecuteAsync(newsroom);

        (await newsroom.EditionAsync("joint")).PublicRevision.ShouldBe(2);
        (await newsroom.EditionAsync("never")).PublicRevision.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_withdrawal_after_scheduling_is_not_undone(Provider provider)
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(provider);
        foreach (var slug in (string[])["urgent", "joint"])
        {
            await newsroom.DraftAsync(slug, "Title", "Text.", kind: "story");
            await newsroom.ReleaseAsync(slug);
            await newsroom.DraftAsync(slug, "Title", "Newer text.");
        }

        (await ScheduleAsync(newsroom, 60, "urgent", "joint", "joint")).Code.ShouldBe(NewsroomCode.Done);
        newsroom.Clock.Advance(TimeSpan.FromMinutes(30));
        await newsroom.WithdrawAsync("urgent", "It was premature.");

        newsroom.Clock.Advance(TimeSpan.FromMinutes(31));
        await ExecuteAsync(newsroom);

        var (urgent, joint) = (await newsroom.EditionAsync("urgent"), await newsroom.EditionAsync("joint"));
        (urgent.State, urgent.PublicRevision).ShouldBe((EditionState.Withdrawn, 1));
        (joint.State, joint.PublicRevision).ShouldBe((EditionState.Live, 2));
        (await newsroom.JournalAsync())
            .Single(entry => entry.Kind == "ReleaseExecuted")
            .Data.ShouldContain("\"skipped\":[\"urgent/en/2\"]");
    }

    [Fact]
    public async Task An_imported_document_with_a_future_date_is_scheduled()
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(Provider.Sqlite);
        newsroom.Pack.Document("tomorrow", "kind: story\ndate: 2020-10-24", "Tomorrow", "Text.");
        await newsroom.ImportAsync();
        await newsroom.ImportAsync();
        (await newsroom.WithAsync<ConcordDb, int>(db => db.Set<ReleaseSet>().CountAsync())).ShouldBe(1);
        (await newsroom.EditionAsync("tomorrow")).State.ShouldBe(EditionState.Draft);

        newsroom.Clock.Advance(TimeSpan.FromDays(1));
        await ExecuteAsync(newsroom);

        (await newsroom.EditionAsync("tomorrow")).State.ShouldBe(EditionState.Live);
    }

    private static Task<NewsroomResult> ScheduleAsync(NewsroomFixture newsroom, int minutes, params string[] slugs) =>
        newsroom.WithAsync<ScheduleRelease, NewsroomResult>(schedule =>
            schedule.RunAsync(
                [.. slugs.Select(slug => new ReleaseChoice(slug, Languages: null))],
                new DueTime(newsroom.Clock.GetUtcNow().UtcDateTime.AddMinutes(minutes)),
                reason: null,
                NewsroomFixture.Editor,
                default
            )
        );

    private static Task<NewsroomResult> CancelAsync(NewsroomFixture newsroom, Guid set) =>
        newsroom.WithAsync<CancelRelease, NewsroomResult>(cancel =>
            cancel.RunAsync(set, "not yet", NewsroomFixture.Editor, default)
        );

    private static Task<IReadOnlyList<TimeSpan>> ExecuteAsync(NewsroomFixture newsroom) =>
        newsroom.WithAsync<ExecuteReleases, IReadOnlyList<TimeSpan>>(execute => execute.RunAsync(default));
}
