using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Foundation;

public sealed class StartupImportTests : IDisposable
{
    private static readonly ImportCounts Nothing = new(0, 0, 0);
    private readonly SmallPack pack = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_empty_database_is_filled_once_and_later_starts_change_nothing(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);

        (await StartAsync(database)).Counts.ShouldBe(new ImportCounts(4, 0, 0));
        var entries = await EntriesAsync(database);
        Retitle(pack, "Changed");
        (await StartAsync(database)).Counts.ShouldBe(Nothing);

        (await EntriesAsync(database)).ShouldBe(entries);
        entries[^1].Kind.ShouldBe("ContentImported");
        entries[^1].Data.ShouldContain("\"added\":4");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_database_with_content_is_not_seeded(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await using (var scope = database.Scope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
            db.Record(TestEvent.Numbered(1));
            await db.SaveChangesAsync();
        }

        (await StartAsync(database)).Counts.ShouldBe(Nothing);

        (await EntriesAsync(database)).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_interrupted_first_start_is_completed_by_the_next(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await using (var scope = database.Scope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
            db.Record(new ContentImportStarted { Actor = Actor.System("start"), Subject = "content:start" });
            await db.SaveChangesAsync();
        }

        (await StartAsync(database)).Counts.ShouldBe(new ImportCounts(4, 0, 0));
        (await StartAsync(database)).Counts.ShouldBe(Nothing);
    }

    [Fact]
    public async Task A_broken_pack_is_reported_at_every_start_and_imported_when_corrected()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        pack.Write("documents/two/en.md", "no head\n");

        (await StartAsync(database)).Problems.ShouldNotBeEmpty();
        (await StartAsync(database)).Problems.ShouldNotBeEmpty();
        (await EntriesAsync(database)).ShouldBeEmpty();
        Retitle(pack, "Two");

        (await StartAsync(database)).Counts.Added.ShouldBe(4);
    }

    [Fact]
    public async Task A_missing_folder_is_reported()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);

        var result = await StartAsync(database, Path.Combine(pack.Path, "missing"));

        result.Problems.ShouldHaveSingleItem().Code.ShouldBe(ImportProblemCode.FileNotFound);
    }

    public void Dispose() => pack.Dispose();

    private static void Retitle(SmallPack pack, string title) =>
        pack.Document("two", "kind: statement\nspeaker: all-members\ndate: 2020-10-02", title, "Body of two.");

    private async Task<ImportResult> StartAsync(TestDatabase database, string? folder = null)
    {
        await using var scope = database.Scope();
        var start = scope.ServiceProvider.GetRequiredService<StartupImport>();
        return (await start.RunAsync(folder ?? pack.Path, Actor.System("start"), () => { }, default)).Import;
    }

    private static async Task<List<JournalEntry>> EntriesAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return await scope.ServiceProvider.GetRequiredService<JournalReader>().AfterAsync(0, 1000, default);
    }
}
