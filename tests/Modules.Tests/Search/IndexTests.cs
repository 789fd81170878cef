using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Search;
using Concord.Search.Index;
using Concord.Search.Query;
using Concord.Seed;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Search;

public sealed class IndexTests : IDisposable
{
    private readonly SmallPack pack = new();

    public void Dispose() => pack.Dispose();

    [Fact]
    public async Task Imported_documents_are_found_and_withdrawn_ones_are_not()
    {
        await using var site = new TestSite(pack.Path);
        pack.Document("three", "kind: story\ndate: 2020-10-03", "Three", "A word that is nowhere else: quokka.");
        await ImportAsync(site);
        await EventuallyAsync(site, "quokka", found: true);

        pack.Document(
            "three",
            "kind: story\ndate: 2020-10-03\nhistory:\n  - on: 2020-10-04\n    outcome: withdrawn\n    notice: { en: \"Taken back.\" }",
            "Three",
            "A word that is nowhere else: quokka."
        );
        await ImportAsync(site);

        await EventuallyAsync(site, "quokka", found: false);
    }

    [Fact]
    public async Task A_scheduled_document_is_not_found_before_it_is_due()
    {
        pack.Document("tomorrow", "kind: story\ndate: 2020-10-02", "Tomorrow", "A word that is nowhere else: quokka.");
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 10, 1, 23, 59, 50, TimeSpan.Zero));
        await using var site = new TestSite(pack.Path, clock);
        await EventuallyAsync(site, "one", found: true);
        (await FindsAsync(site, "quokka")).ShouldBe(false);

        clock.Advance(TimeSpan.FromSeconds(10));

        await EventuallyAsync(site, "quokka", found: true);
    }

    [Fact]
    public async Task An_index_rebuilt_by_command_replaces_the_old_one_while_the_site_runs()
    {
        await using var site = new TestSite(pack.Path);
        await EventuallyAsync(site, "one", found: true);
        var before = site.Services.GetRequiredService<CurrentIndex>().Use(index => index.Path);

        await using var run = new ProgramRun("concord", [("Concord__DataDirectory", site.DataDirectory)], "index", "rebuild");

        (await run.EndAsync()).ShouldBe(0);
        run.Output.ShouldMatch("The search index was built: [0-9]+ documents.");
        await WaitAsync(() =>
            site.Services.GetRequiredService<CurrentIndex>().Use(index => index.Path) is { } path && path != before
        );
        // The old index is closed before it is deleted: on a slow machine both may exist for a moment.
        await WaitAsync(() => !Directory.Exists(before));
        await EventuallyAsync(site, "one", found: true);
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("garbled")]
    [InlineData("of another database")]
    [InlineData("pointing outside")]
    public async Task A_corrupt_index_is_rebuilt(string how)
    {
        using var data = new TemporaryFolder();
        await BuildAsync(data.Path);
        await SpoilAsync(data.Path, how);
        await using var site = new TestSite(
            pack.Path,
            settings: new Dictionary<string, string> { ["Concord:DataDirectory"] = data.Path }
        );

        await EventuallyAsync(site, "one", found: true);
    }

    [Fact]
    public async Task After_a_large_import_the_index_is_rebuilt()
    {
        using var data = new TemporaryFolder();
        await BuildAsync(data.Path);
        var folder = new IndexFolder(new StorageSettings(data.Path, null));
        var before = folder.Current();
        await using (var database = await TestDatabase.OpenAsync(new StorageSettings(data.Path, null)))
        await using (var scope = database.Scope())
        {
            var seed = ActivatorUtilities.CreateInstance<SeedArchive>(scope.ServiceProvider);
            await seed.RunAsync(700, Actor.Command("test"), progress: null, default);
        }

        await using var site = new TestSite(
            pack.Path,
            settings: new Dictionary<string, string> { ["Concord:DataDirectory"] = data.Path }
        );

        await EventuallyAsync(site, "tenders", found: true);
        folder.Current().ShouldNotBe(before);
    }

    private async Task SpoilAsync(string data, string how)
    {
        var search = Path.Combine(data, "search");
        switch (how)
        {
            case "removed":
                Directory.Delete(search, recursive: true);
                break;
            case "garbled":
                foreach (var file in Directory.EnumerateFiles(new IndexFolder(new(data, null)).Current()!, "*.cf*"))
                {
                    await File.WriteAllBytesAsync(file, [1, 2, 3]);
                }

                break;
            case "of another database":
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                Directory.GetFiles(data, "concord.db*").ToList().ForEach(File.Delete);
                pack.Document("other", "kind: story\ndate: 2020-10-09", "Other", "Other.");
                break;
            default:
                await File.WriteAllTextAsync(Path.Combine(search, "current"), "../../../../etc");
                break;
        }
    }

    private async Task BuildAsync(string data)
    {
        await using var site = new TestSite(
            pack.Path,
            settings: new Dictionary<string, string> { ["Concord:DataDirectory"] = data }
        );
        await EventuallyAsync(site, "one", found: true);
    }

    private async Task ImportAsync(TestSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var outcome = await scope
            .ServiceProvider.GetRequiredService<ImportContent>()
            .RunAsync(pack.Path, default, Actor.Command("test"), progress: null, default);
        outcome.Problems.ShouldBeEmpty();
    }

    private static Task EventuallyAsync(TestSite site, string words, bool found) =>
        WaitAsync(async () => await FindsAsync(site, words) == found);

    private static Task WaitAsync(Func<bool> holds) => WaitAsync(() => Task.FromResult(holds()));

    private static async Task WaitAsync(Func<Task<bool>> holds)
    {
        for (var left = 100; left > 0; left--)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new ShouldAssertException("It did not become true within ten seconds.");
    }

    /// <returns>Null while the index is being built.</returns>
    private static async Task<bool?> FindsAsync(TestSite site, string words)
    {
        var (answer, page) = await site.OpenAsync($"/en/search?q={words}");
        return answer.StatusCode == System.Net.HttpStatusCode.OK ? page.QuerySelector(".list article") is not null : null;
    }
}
