using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Newsroom.Documents;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom;

public sealed class ImportTests : IDisposable
{
    private readonly SmallPack pack = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Importing_a_pack_again_changes_nothing(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);

        (await ImportAsync(database)).Counts.ShouldBe(new ImportCounts(4, 0, 0));
        var entries = await EntriesAsync(database);
        (await ImportAsync(database)).Counts.ShouldBe(new ImportCounts(0, 0, 4));

        (await EntriesAsync(database)).Count.ShouldBe(entries.Count);
        entries.ShouldContain(entry =>
            entry.Kind == "EditionReleased" && entry.Subject == "document:one" && entry.Data.Contains("\"ar\"")
        );
        entries.ShouldAllBe(entry => entry.Actor == "command:test");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Changed_text_creates_a_new_revision_and_keeps_the_old(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await ImportAsync(database);
        pack.Document("two", "kind: statement\nspeaker: all-members\ndate: 2020-10-02", "Two, put right", "Another body.");

        (await ImportAsync(database)).Counts.ShouldBe(new ImportCounts(0, 1, 3));

        await using var scope = database.Scope();
        var edition = await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<Edition>()
            .Include(row => row.Revisions)
            .Include(row => row.Statuses)
            .SingleAsync(row => row.Document.Slug == "two");
        edition.PublicRevision.ShouldBe(2);
        edition.Revisions.OrderBy(row => row.Number).Select(row => row.Title).ShouldBe(["Two", "Two, put right"]);
        edition.Statuses.Count.ShouldBe(2);
        (await EntriesAsync(database))[^1].Kind.ShouldBe("EditionRevised");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_translation_records_its_source_revision(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await ImportAsync(database);

        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var revisions = await db.Set<Edition>()
            .Where(edition => edition.Document.Slug == "one")
            .SelectMany(
                edition => edition.Revisions,
                (edition, revision) =>
                    new
                    {
                        edition.Language,
                        revision.Id,
                        revision.SourceRevisionId,
                    }
            )
            .ToDictionaryAsync(row => row.Language);
        revisions["en"].SourceRevisionId.ShouldBeNull();
        revisions["ar"].SourceRevisionId.ShouldBe(revisions["en"].Id);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_renamed_and_a_new_member_are_imported(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await ImportAsync(database);
        pack.Write(
            "members.yaml",
            """
            members:
              - { slug: aland, kind: state, code: AX, by: 2016-08-31, known: month, names: { en: "New Åland", ar: "آلاند" }, formerly: [ { until: 2018-12-31, names: { en: "Åland", ar: "آلاند" } } ] }
              - { slug: league, kind: institution, by: 2017-03-22, names: { en: "The League", ar: "الجامعة", fr: "La Ligue", ckb: "کۆمکار" } }
              - { slug: faraway, kind: state, code: FW, by: 2020-01-01, names: { en: "Faraway", ar: "بعيد" } }
            stated: [ { on: 2020-02-01, total: 5 } ]
            """
        );

        (await ImportAsync(database)).Counts.ShouldBe(new ImportCounts(1, 1, 3));

        await using var scope = database.Scope();
        var ledger = scope.ServiceProvider.GetRequiredService<MemberLedger>();
        (await ledger.OnAsync(new DateOnly(2018, 12, 31), default)).Members[0].Names["en"].ShouldBe("Åland");
        var later = await ledger.OnAsync(new DateOnly(2020, 3, 1), default);
        later.Members[0].Names["en"].ShouldBe("New Åland");
        later.ShouldSatisfyAllConditions(
            on => on.Count.ShouldBe(3),
            on => on.States.ShouldBe(2),
            on => on.NotIdentified.ShouldBe(2)
        );
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_pack_with_one_mistake_is_refused_as_a_whole(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        pack.Document("three", "kind: story\ndate: 2020-10-03\nplace: nowhere", "Three", "Body.");

        var outcome = await ImportAsync(database);

        outcome.Problems.ShouldHaveSingleItem().Place().ShouldBe("documents/three/document.yaml:0 UnknownReference");
        (await EntriesAsync(database)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_reports_counts_and_writes_nothing()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);

        (await ImportAsync(database, new ImportOptions(IsDryRun: true))).Counts.ShouldBe(new ImportCounts(4, 0, 0));

        (await EntriesAsync(database)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("kind: story", "documents/x/document.yaml:1 date MissingValue")]
    [InlineData("kind: poem\ndate: 2020-10-01", "documents/x/document.yaml:1 kind UnknownValue")]
    [InlineData("kind: statement\ndate: 2020-10-01", "documents/x/document.yaml:1 speaker MissingValue")]
    [InlineData("kind: story\ndate: 2020-10-01\nmembers: [atlantis]", "documents/x/document.yaml:0 UnknownReference")]
    [InlineData("kind: story\ndate: 2020-10-01\nrelated: [nothing]", "documents/x/document.yaml:0 UnknownReference")]
    [InlineData("kind: story\ndate: 2020-10-01\ncolour: red", "documents/x/document.yaml:3 colour UnknownKey")]
    public async Task A_mistake_in_a_description_is_reported_with_its_position(string description, string problem)
    {
        pack.Document("x", description, "X", "Body.");

        (await ProblemsAsync()).ShouldHaveSingleItem().Place().ShouldBe(problem);
    }

    [Theory]
    [InlineData("---\ntitle: T\n---\nBody", "documents/one/en.md:2 summary MissingValue")]
    [InlineData("---\ntitle: T\nsummary: S\n---\n", "documents/one/en.md:5 MissingValue")]
    [InlineData("---\ntitle: T\nsummary: S\n---\n\nSee\n[it](doc:gone).", "documents/one/en.md:7 UnknownReference")]
    [InlineData("---\ntitle: T\nsummary: S\n---\nWe are {{membres}}.", "documents/one/en.md:5 UnknownToken")]
    [InlineData("---\ntitle: T\nsummary: S\n---\nWe are.\n\n{{untranslated}}", "documents/one/en.md:7 UnknownToken")]
    [InlineData("---\ntitle: T\nsummary: S\n---\nWe are[^1].", "documents/one/en.md:5 UnknownReference")]
    [InlineData("---\ntitle: T\nsummary: S\n---\nWe are {{members 2020-13-01}}.", "documents/one/en.md:5 UnknownToken")]
    [InlineData("---\ntitle: T\nsummary: S\n---\nWe are\n82 members.", "documents/one/en.md:6 TypedCount")]
    [InlineData("---\ntitle: T\nsummary: S\n---\nSee {{figure missing}}.", "documents/one/en.md:5 UnknownReference")]
    public async Task A_mistake_in_a_text_is_reported_with_its_line(string text, string problem)
    {
        pack.Write("documents/one/en.md", text);

        (await ProblemsAsync()).Select(found => found.Place()).ShouldContain(problem);
    }

    [Theory]
    [InlineData(
        "members:\n  - { slug: a, kind: state, by: 2020-01-01, names: { en: A, ar: أ } }",
        "members.yaml:2 code InvalidValue"
    )]
    [InlineData(
        "members:\n  - { slug: a, kind: state, code: AA, by: 2020-01-01, names: { en: A } }",
        "members.yaml:2 names MissingTranslation"
    )]
    [InlineData(
        "members:\n  - { slug: a, kind: institution, code: AA, by: 2020-01-01, names: { en: A, ar: أ } }",
        "members.yaml:2 code InconsistentValues"
    )]
    [InlineData(
        "members:\n  - { slug: a, kind: state, code: AA, by: 2020-01-01, source: hearsay, names: { en: A, ar: أ } }",
        "members.yaml:2 source UnknownReference"
    )]
    public async Task A_mistake_in_the_ledger_is_reported_with_its_line(string ledger, string problem)
    {
        pack.Write("members.yaml", ledger);

        (await ProblemsAsync()).Select(found => found.Place()).ShouldContain(problem);
    }

    [Theory]
    [InlineData("", "figures.yaml:2 source MissingValue")]
    [InlineData("source: France,", "figures.yaml:2 source WrongType")]
    [InlineData("source: { name: { en: France } },", "figures.yaml:2 name MissingTranslation")]
    [InlineData(
        "source: { name: { en: France, ar: فرنسا }, url: 'ftp://a.example', retrieved: 2020-01-01 },",
        "figures.yaml:2 url InvalidValue"
    )]
    [InlineData(
        "source: { name: { en: France, ar: فرنسا }, url: 'https://gov.example@a.example/', retrieved: 2020-01-01 },",
        "figures.yaml:2 url InvalidValue"
    )]
    [InlineData("source: { name: { en: France, ar: فرنسا }, url: 'https://a.example' },", "figures.yaml:2 url MissingValue")]
    [InlineData("source: { name: { en: France, ar: فرنسا }, retrieved: 2020-01-01 },", "figures.yaml:2 retrieved MissingValue")]
    [InlineData("source: { name: { en: France, ar: فرنسا }, day: 2020-01-01 },", "figures.yaml:2 day UnknownKey")]
    public async Task A_mistake_in_a_source_is_reported_with_its_line(string source, string problem)
    {
        pack.Write(
            "figures.yaml",
            $"figures:\n  - {{ slug: a, value: 1, as-of: 2020-01-01, {source} what: {{ en: x, ar: x }}, meaning: {{ en: x, ar: x }} }}"
        );

        (await ProblemsAsync()).Select(found => found.Place()).ShouldContain(problem);
    }

    [Fact]
    public async Task A_missing_folder_is_reported_with_the_setting()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await using var scope = database.Scope();

        var outcome = await scope
            .ServiceProvider.GetRequiredService<ImportContent>()
            .RunAsync(Path.Combine(pack.Path, "missing"), default, Actor.Command("test"), progress: null, default);

        outcome.Problems.ShouldHaveSingleItem().Code.ShouldBe(ImportProblemCode.FileNotFound);
    }

    public void Dispose() => pack.Dispose();

    private async Task<IReadOnlyList<ImportProblem>> ProblemsAsync()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        var outcome = await ImportAsync(database);
        (await EntriesAsync(database)).ShouldBeEmpty();
        return outcome.Problems;
    }

    private async Task<ImportResult> ImportAsync(TestDatabase database, ImportOptions options = default)
    {
        await using var scope = database.Scope();
        return await scope
            .ServiceProvider.GetRequiredService<ImportContent>()
            .RunAsync(pack.Path, options, Actor.Command("test"), progress: null, default);
    }

    private static async Task<List<JournalEntry>> EntriesAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return await scope.ServiceProvider.GetRequiredService<JournalReader>().AfterAsync(0, 1000, default);
    }
}
