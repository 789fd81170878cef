using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Storage.Sqlite;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Foundation;

public sealed class StartupImportTests : IDisposable
{
    private static readonly ImportCounts Nothing = new(0, 0, 0);
    private readonly SmallPack pack = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_a_start_has_loaded_the_next_leaves_alone(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);

        (await StartAsync(database)).Count.ShouldBe(new ImportCounts(4, 0, 0));
        var entries = await EntriesAsync(database);
        (await StartAsync(database)).Count.ShouldBe(Nothing);

        (await EntriesAsync(database)).ShouldBe(entries);
        entries[^1].Kind.ShouldBe("ContentImported");
        entries[^1].Data.ShouldContain("\"added\":4");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_was_imported_since_is_not_undone_until_the_folder_changes(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await StartAsync(database);
        using var other = new SmallPack();
        Retitle(other, "Put right");
        await ImportAsync(database, other);

        (await StartAsync(database)).Count.ShouldBe(Nothing);

        pack.Write("places.yaml", "raqqa: { en: Raqqa, ar: الرقة, fr: Rakka }");
        (await StartAsync(database)).Count.Changed.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_folder_changed_and_changed_back_is_loaded_each_time(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await StartAsync(database);

        Retitle(pack, "Changed");
        (await StartAsync(database)).Count.Changed.ShouldBe(1);
        Retitle(pack, "Two");
        (await StartAsync(database)).Count.Changed.ShouldBe(1);
        (await StartAsync(database)).Count.ShouldBe(Nothing);
    }

    [Fact]
    public async Task A_broken_pack_is_complained_of_at_every_start_and_loaded_when_mended()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        pack.Write("documents/two/en.md", "no head\n");

        (await StartAsync(database)).Problems.ShouldNotBeEmpty();
        (await StartAsync(database)).Problems.ShouldNotBeEmpty();
        Retitle(pack, "Two");

        (await StartAsync(database)).Count.Added.ShouldBe(4);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_said()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);

        var outcome = await StartAsync(database, Path.Combine(pack.Path, "missing"));

        outcome.Problems.ShouldHaveSingleItem().Message.ShouldStartWith("the folder cannot be read:");
    }

    [Fact]
    public void Where_there_is_no_database_asking_makes_none()
    {
        using var folder = new TemporaryFolder();
        var settings = new StorageSettings(folder.Path, ConnectionString: null);

        using var connection = SqliteStorage.Instance.ConnectToRead(settings);

        Should.Throw<System.Data.Common.DbException>(connection.Open);
        File.Exists(settings.DatabaseFile).ShouldBeFalse();
    }

    [Fact]
    public async Task The_digest_knows_paths_bytes_readers_and_their_borders()
    {
        using var one = new TemporaryFolder();
        one.Write("a/b.txt", "text");
        var digest = await DigestAsync(one, "reader");

        (await DigestAsync(one, "reader")).ShouldBe(digest);
        (await DigestAsync(one, "other")).ShouldNotBe(digest);
        (await DigestAsync(one, "readera/b.txt")).ShouldNotBe(digest);
        one.Write("a/b.txt", "texT");
        (await DigestAsync(one, "reader")).ShouldNotBe(digest);
        one.Write("a/b.txt", "text");
        (await DigestAsync(one, "reader")).ShouldBe(digest);
        File.Move(Path.Combine(one.Path, "a/b.txt"), Path.Combine(one.Path, "a/.b.txt"));
        (await DigestAsync(one, "reader")).ShouldNotBe(digest);
    }

    [Fact]
    public async Task A_folder_that_leads_into_itself_has_an_end()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", "text");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "again"), folder.Path);

        (await DigestAsync(folder, "reader")).Length.ShouldBe(64);
    }

    public void Dispose() => pack.Dispose();

    private static void Retitle(SmallPack pack, string title) =>
        pack.Document("two", "kind: statement\nspeaker: all-members\ndate: 2020-10-02", title, "Body of two.");

    private static Task<string> DigestAsync(TemporaryFolder folder, string reader) =>
        ContentDigest.OfAsync(folder.Path, reader, default);

    private async Task<ImportResult> StartAsync(TestDatabase database, string? folder = null)
    {
        await using var scope = database.Scope();
        var start = scope.ServiceProvider.GetRequiredService<StartupImport>();
        return (await start.RunAsync(folder ?? pack.Path, Actor.System("start"), () => { }, default)).Content;
    }

    private static async Task ImportAsync(TestDatabase database, SmallPack other)
    {
        await using var scope = database.Scope();
        var outcome = await scope
            .ServiceProvider.GetRequiredService<ImportContent>()
            .RunAsync(other.Path, dryRun: false, Actor.Command("test"), progress: null, default);
        outcome.Count.Changed.ShouldBe(1);
    }

    private static async Task<List<JournalEntry>> EntriesAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return await scope.ServiceProvider.GetRequiredService<JournalReader>().AfterAsync(0, 1000, default);
    }
}
