using System.Diagnostics;
using System.Net;
using Concord.Foundation;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Web;

/// <summary>Several nodes on one PostgreSQL database.</summary>
public sealed class NodesTests : IDisposable
{
    private const int Patience = 30;

    private static readonly Actor Editor = Actor.Command("test");

    private readonly SmallPack pack = new();
    private readonly List<TemporaryFolder> folders = [];

    [Fact]
    public async Task Three_nodes_start_at_once_on_an_empty_database_and_see_each_others_changes()
    {
        var connection = (await Providers.ConnectionAsync(Provider.Postgres))!;
        await using var nodes = new Nodes([.. Enumerable.Range(0, 3).Select(_ => Start(connection))]);
        var addresses = new List<string>();
        foreach (var node in nodes.All)
        {
            addresses.Add((await node.WaitForAsync("Concord is at "))["Concord is at ".Length..].Trim());
        }

        nodes.All.ShouldAllBe(node => node.Errors.Length == 0);
        nodes.All.Count(node => node.Output.Contains("Content imported:", StringComparison.Ordinal)).ShouldBe(1);
        nodes.All.Count(node => node.Output.Contains("was brought up to date", StringComparison.Ordinal)).ShouldBe(1);
        await using var database = await TestDatabase.OpenAsync(new StorageSettings(Folder(), connection));
        await using (var scope = database.Scope())
        {
            var verifier = scope.ServiceProvider.GetRequiredService<RecordVerifier>();
            (await verifier.VerifyAsync([], progress: null, default)).IsGood.ShouldBeTrue();
        }

        using var client = new HttpClient();
        foreach (var address in addresses)
        {
            (await client.GetStringAsync(new Uri($"{address}/en/news/two"))).ShouldContain("Body of two.");
        }

        // An import and a release at the same moment, each from its own process.
        pack.Document("two", "kind: statement\nspeaker: all-members\ndate: 2020-10-02", "Two", "Another body.");
        await using var import = Command(connection, "import", "content", pack.Path);
        await using var remove = Command(connection, "document", "remove", "one", "--language", "en");
        (await import.EndAsync()).ShouldBe(0, import.Errors);
        (await remove.EndAsync()).ShouldBe(0, remove.Errors);
        foreach (var address in addresses)
        {
            await SeenAsync(client, $"{address}/en/news/two", HttpStatusCode.OK, "Another body.");
            await SeenAsync(client, $"{address}/en/news/one", HttpStatusCode.Gone, "");
        }
    }

    [Fact]
    public async Task Concurrent_releases_imports_and_corrections_are_visible_on_three_nodes()
    {
        const int Joint = 6;
        var connection = (await Providers.ConnectionAsync(Provider.Postgres))!;
        await using var nodes = new Nodes([.. Enumerable.Range(0, 3).Select(_ => Start(connection))]);
        var addresses = new List<string>();
        foreach (var node in nodes.All)
        {
            addresses.Add((await node.WaitForAsync("Concord is at "))["Concord is at ".Length..].Trim());
        }

        await using var database = await TestDatabase.OpenAsync(new StorageSettings(Folder(), connection));
        var slugs = Enumerable.Range(0, Joint).Select(number => $"joint-{number}").ToList();
        foreach (var slug in slugs)
        {
            var draft = new Draft(slug, "en", "Title", "A summary.", $"Body of {slug}.") { Kind = "story" };
            await DoAsync<SaveDraft>(database, command => command.RunAsync(draft, Editor, default));
        }

        using var client = new HttpClient();
        var seen = addresses.ConvertAll(address => FirstSeenAsync(client, $"{address}/en/news/{slugs[0]}"));
        var due = DateTime.UtcNow.AddSeconds(3);
        await DoAsync<ScheduleRelease>(
            database,
            command =>
                command.RunAsync(
                    [.. slugs.Select(slug => new ReleaseChoice(slug, Languages: null))],
                    new DueTime(due),
                    reason: null,
                    Editor,
                    default
                )
        );
        pack.Document("imported", "kind: story\ndate: 2020-10-20", "Imported", "Body of imported.");
        await using var import = Command(connection, "import", "content", pack.Path);
        var corrected = 0;
        while (DateTime.UtcNow < due.AddSeconds(1))
        {
            var notice = $"Correction {++corrected}.";
            await DoAsync<Correct>(database, command => command.RunAsync("two", "en", notice, reason: null, Editor, default));
        }

        (await import.EndAsync()).ShouldBe(0, import.Errors);
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var executed = (await db.Set<ReleaseSet>().SingleAsync(set => set.CancelledAt == null)).ExecutedAt.ShouldNotBeNull();
        foreach (var at in await Task.WhenAll(seen))
        {
            // Half a second where nothing else runs; a loaded machine must not fail the test.
            (at - executed).TotalSeconds.ShouldBeInRange(-0.1, Patience);
        }

        foreach (var address in addresses)
        {
            foreach (var slug in (string[])[.. slugs, "imported"])
            {
                await SeenAsync(client, $"{address}/en/news/{slug}", HttpStatusCode.OK, $"Body of {slug}.");
            }

            await SeenAsync(client, $"{address}/en/news/two", HttpStatusCode.OK, $"Correction {corrected}.");
        }

        var entries = await db.Set<JournalEntry>().AsNoTracking().ToListAsync();
        entries.Count(entry => entry.Kind == "ReleaseExecuted").ShouldBe(1);
        entries
            .Count(entry =>
                entry.Kind == "EditionReleased" && entry.Subject.StartsWith("document:joint-", StringComparison.Ordinal)
            )
            .ShouldBe(Joint);
        entries.Count(entry => entry.Kind == "EditionCorrected").ShouldBe(corrected);
        (
            await scope.ServiceProvider.GetRequiredService<RecordVerifier>().VerifyAsync([], progress: null, default)
        ).IsGood.ShouldBeTrue();
    }

    [Fact]
    public async Task Three_nodes_that_start_at_once_on_a_database_of_another_version_refuse_it_and_change_nothing()
    {
        var connection = (await Providers.ConnectionAsync(Provider.Postgres))!;
        await using var database = await TestDatabase.OpenAsync(new StorageSettings(Folder(), connection));
        await database.TamperAsync(
            "UPDATE \"__EFMigrationsHistory\" SET migration_id = '20261126200822_WallPicturesAndTopics' WHERE migration_id LIKE '%_Initial'"
        );

        await using var nodes = new Nodes([.. Enumerable.Range(0, 3).Select(_ => Start(connection))]);

        foreach (var node in nodes.All)
        {
            (await node.EndAsync()).ShouldBe(1);
            node.Errors.ShouldContain("concord backup FILE");
        }

        await using var scope = database.Scope();
        (await scope.ServiceProvider.GetRequiredService<JournalReader>().LastAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_database_of_another_version_is_refused_with_the_way_to_move_it()
    {
        using var folder = new TemporaryFolder();
        await using (var database = await TestDatabase.OpenAsync(new StorageSettings(folder.Path, null)))
        {
            await database.TamperAsync(
                "UPDATE \"__EFMigrationsHistory\" SET migration_id = '20261126200819_WallPicturesAndTopics' WHERE migration_id LIKE '%_Initial'"
            );
        }

        await using var run = new ProgramRun(
            "Concord.Web",
            [("Concord__DataDirectory", folder.Path)],
            "--urls",
            "http://127.0.0.1:0"
        );
        (await run.EndAsync()).ShouldBe(1);
        run.Errors.ShouldContain("written by another version of Concord (schema “WallPicturesAndTopics”)");
        run.Errors.ShouldContain("concord backup FILE");
        await using var command = new ProgramRun("concord", [("Concord__DataDirectory", folder.Path)], "verify");
        (await command.EndAsync()).ShouldBe(2);
        command.Errors.ShouldContain("concord restore FILE");
    }

    /// <returns>When the page was first found, UTC.</returns>
    private static async Task<DateTime> FirstSeenAsync(HttpClient client, string address)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            patience.Elapsed.TotalMinutes.ShouldBeLessThan(1, $"{address} was never found");
            using var answer = await client.GetAsync(new Uri(address));
            if (answer.IsSuccessStatusCode)
            {
                return DateTime.UtcNow;
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Waits until a page is as expected.</summary>
    private static async Task SeenAsync(HttpClient client, string address, HttpStatusCode status, string text)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            using var answer = await client.GetAsync(new Uri(address));
            var page = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == status && page.Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            patience.Elapsed.TotalSeconds.ShouldBeLessThan(Patience, $"{address}: {answer.StatusCode}");
            await Task.Delay(20);
        }
    }

    private static async Task DoAsync<T>(TestDatabase database, Func<T, Task<NewsroomResult>> run)
        where T : notnull
    {
        await using var scope = database.Scope();
        (await run(scope.ServiceProvider.GetRequiredService<T>())).Code.ShouldBe(NewsroomCode.Done);
    }

    public void Dispose()
    {
        pack.Dispose();
        folders.ForEach(folder => folder.Dispose());
    }

    private ProgramRun Start(string connection) => new("Concord.Web", Settings(connection), "--urls", "http://127.0.0.1:0");

    private ProgramRun Command(string connection, params string[] arguments) => new("concord", Settings(connection), arguments);

    private (string, string)[] Settings(string connection) =>
        [.. ProgramRun.SettingsOf(new StorageSettings(Folder(), connection)), ("Concord__ContentDirectory", pack.Path)];

    private string Folder()
    {
        folders.Add(new TemporaryFolder());
        return folders[^1].Path;
    }

    private sealed record Nodes(IReadOnlyList<ProgramRun> All) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var node in All)
            {
                await node.DisposeAsync();
            }
        }
    }
}
