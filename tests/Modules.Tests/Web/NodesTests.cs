using System.Net;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Web;

/// <summary>Several nodes on one PostgreSQL database.</summary>
public sealed class NodesTests : IDisposable
{
    private readonly SmallPack pack = new();
    private readonly List<TemporaryFolder> folders = [];

    [Fact]
    public async Task Three_nodes_start_at_once_on_an_empty_database_and_see_each_others_changes_within_a_second()
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

        // An import and a release at the same moment, each from a process of its own.
        pack.Document("two", "kind: statement\nspeaker: all-members\ndate: 2020-10-02", "Two", "Another body.");
        await using var import = Command(connection, "import", "content", pack.Path);
        await using var remove = Command(connection, "document", "remove", "one", "--language", "en");
        (await import.EndAsync()).ShouldBe(0, import.Errors);
        (await remove.EndAsync()).ShouldBe(0, remove.Errors);
        await Task.Delay(TimeSpan.FromSeconds(1));
        foreach (var address in addresses)
        {
            (await client.GetStringAsync(new Uri($"{address}/en/news/two"))).ShouldContain("Another body.");
            (await client.GetAsync(new Uri($"{address}/en/news/one"))).StatusCode.ShouldBe(HttpStatusCode.Gone);
        }
    }

    [Fact]
    public async Task A_database_of_another_version_is_refused_with_the_way_to_move_it()
    {
        using var folder = new TemporaryFolder();
        await using (var database = await TestDatabase.OpenAsync(new StorageSettings(folder.Path, null)))
        {
            await database.TamperAsync(
                "UPDATE \"__EFMigrationsHistory\" SET migration_id = '20261126200819_WallPicturesAndTopics'"
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
