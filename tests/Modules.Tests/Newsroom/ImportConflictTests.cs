using Concord.Foundation.ContentImport;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.TestKit;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>An import never undoes the work of an editor.</summary>
public sealed class ImportConflictTests
{
    private const string Two = "kind: statement\nspeaker: all-members\ndate: 2020-10-02";

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_import_keeps_what_an_editor_changed_drafted_or_withdrew(Provider provider)
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(provider);
        newsroom.Pack.Document("three", "kind: story\ndate: 2020-10-03", "Three", "Body of three.");
        newsroom.Pack.Document("four", "kind: story\ndate: 2020-10-03", "Four", "Body of four.");
        newsroom.Pack.Document("five", "kind: story\ndate: 2020-10-03", "Five", "Body of five.");
        await newsroom.ImportAsync();
        await newsroom.DraftAsync("two", "Two, edited", "Edited body.");
        await newsroom.ReleaseAsync("two");
        await newsroom.DraftAsync("three", "Three, being edited", "Unfinished.");
        await newsroom.WithdrawAsync("four", "It was premature.");

        (await newsroom.ImportAsync()).ShouldSatisfyAllConditions(
            same => same.Counts.Changed.ShouldBe(0),
            same => same.Conflicts.ShouldBeEmpty()
        );
        newsroom.Clock.Advance(TimeSpan.FromDays(1));
        newsroom.Pack.Document("two", Two, "Two, from the pack", "Another body.");
        newsroom.Pack.Document("three", "kind: story\ndate: 2020-10-03", "Three, from the pack", "Another body.");
        newsroom.Pack.Document("four", "kind: story\ndate: 2020-10-03", "Four, from the pack", "Another body.");
        newsroom.Pack.Document("five", "kind: story\ndate: 2020-10-03", "Five, from the pack", "Another body.");
        var result = await newsroom.ImportAsync();

        result.Conflicts.ShouldBe(
            [
                new ImportConflict("documents/three/en.md", "document:three (en)"),
                new ImportConflict("documents/two/en.md", "document:two (en)"),
            ],
            ignoreOrder: true
        );
        (await SeenAsync(newsroom, "two")).ShouldBe((EditionState.Live, "Two, edited"));
        (await SeenAsync(newsroom, "three")).ShouldBe((EditionState.Live, "Three"));
        (await SeenAsync(newsroom, "four")).ShouldBe((EditionState.Withdrawn, "Four"));
        (await SeenAsync(newsroom, "five")).ShouldBe((EditionState.Live, "Five, from the pack"));
        (await newsroom.EditionAsync("four")).Revisions.Count.ShouldBe(2);
        (await newsroom.VerifyAsync()).IsGood.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Overwriting_takes_the_packs_text_as_a_new_revision(Provider provider)
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(provider);
        await newsroom.ImportAsync();
        await newsroom.DraftAsync("two", "Two, edited", "Edited body.");
        await newsroom.DraftAsync("two", "Two, edited again", "Edited once more.");
        newsroom.Pack.Document("two", Two, "Two, from the pack", "Another body.");

        (await newsroom.ImportAsync(new ImportOptions(Overwrites: true))).Conflicts.ShouldBeEmpty();

        var edition = await newsroom.EditionAsync("two");
        edition
            .Revisions.OrderBy(row => row.Number)
            .Select(row => row.Title)
            .ShouldBe(["Two", "Two, edited", "Two, edited again", "Two, from the pack"]);
        edition.PublicRevision.ShouldBe(4);
        (await newsroom.ImportAsync()).Counts.Changed.ShouldBe(0);
    }

    [Fact]
    public async Task A_withdrawal_by_the_pack_and_a_release_by_an_editor_keep_their_order()
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(Provider.Sqlite);
        const string Withdrawn =
            "kind: story\ndate: 2020-10-03\nhistory:\n  - on: 2020-10-04\n    outcome: withdrawn\n    notice: { en: \"Taken back.\" }";
        newsroom.Pack.Document("three", Withdrawn, "Three", "Body of three.");
        await newsroom.ImportAsync();
        (await newsroom.EditionAsync("three")).State.ShouldBe(EditionState.Withdrawn);

        await newsroom.ReleaseAsync("three", "confirmed");
        await newsroom.ImportAsync();

        (await newsroom.EditionAsync("three")).State.ShouldBe(EditionState.Live);
    }

    [Fact]
    public async Task A_pack_does_not_overwrite_a_language_that_an_editor_drafts()
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(Provider.Sqlite);
        const string Corrected =
            "kind: story\ndate: 2020-10-03\nhistory:\n  - on: 2020-10-04\n    outcome: corrected\n    notice: { en: \"A name.\" }";
        newsroom.Pack.Document("three", Corrected, "Three", "Body of three.");
        (await newsroom.ImportAsync()).Problems.ShouldBeEmpty();
        var saved = await newsroom.WithAsync<SaveDraft, NewsroomResult>(save =>
            save.RunAsync(new Draft("three", "ar", "ثلاثة", "خلاصة.", "نص."), NewsroomFixture.Editor, default)
        );
        saved.Code.ShouldBe(NewsroomCode.Done);

        (await newsroom.ImportAsync()).Counts.Changed.ShouldBe(0);

        (await newsroom.EditionAsync("three")).State.ShouldBe(EditionState.Corrected);
        (await newsroom.EditionAsync("three", "ar")).State.ShouldBe(EditionState.Draft);
    }

    [Fact]
    public async Task The_same_text_by_an_editor_and_the_pack_is_not_imported_and_stays_the_editors()
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(Provider.Sqlite);
        newsroom.Pack.Document("three", "kind: story\ndate: 2020-10-03", "Three", "Body of three.");
        await newsroom.ImportAsync();
        newsroom.Pack.Document("three", "kind: story\ndate: 2020-10-03", "Three, edited", "Same text.");
        await newsroom.WithAsync<SaveDraft, NewsroomResult>(save =>
            save.RunAsync(
                new Draft("three", "en", "Three, edited", "Summary of Three, edited.", "Same text."),
                NewsroomFixture.Editor,
                default
            )
        );
        var same = await newsroom.ImportAsync();
        (same.Counts.Changed, same.Conflicts.Count).ShouldBe((0, 0));
        newsroom.Pack.Document("three", "kind: story\ndate: 2020-10-03", "Three, again", "Later text.");

        (await newsroom.ImportAsync()).Conflicts.Count.ShouldBe(1);

        (await SeenAsync(newsroom, "three")).ShouldBe((EditionState.Live, "Three"));
    }

    [Fact]
    public async Task A_dry_run_reports_conflicts_and_writes_nothing()
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(Provider.Sqlite);
        await newsroom.ImportAsync();
        await newsroom.DraftAsync("two", "Two, edited", "Edited body.");
        newsroom.Pack.Document("two", Two, "Two, from the pack", "Another body.");
        var before = (await newsroom.JournalAsync()).Count;

        (await newsroom.ImportAsync(new ImportOptions(IsDryRun: true))).Conflicts.Count.ShouldBe(1);

        (await newsroom.JournalAsync()).Count.ShouldBe(before);
    }

    private static async Task<(EditionState State, string Title)> SeenAsync(NewsroomFixture newsroom, string slug)
    {
        var edition = await newsroom.EditionAsync(slug);
        var released =
            edition.State == EditionState.Withdrawn
                ? edition.Releases.MinBy(row => row.Number)!
                : edition.Releases.Single(row => row.Number == edition.PublicRevision);
        return (edition.State, released.Title);
    }
}
