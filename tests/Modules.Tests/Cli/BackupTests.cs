using System.IO.Compression;
using System.Text.Json.Nodes;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Foundation.Storage.Backups;
using Concord.TestKit;
using Concord.Wall.Moderation;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Cli;

public sealed class BackupTests : IDisposable
{
    private readonly BackupFiles files = new();

    public static TheoryData<Provider, Provider> Ways =>
        new()
        {
            { Provider.Sqlite, Provider.Sqlite },
            { Provider.Postgres, Provider.Postgres },
            { Provider.Sqlite, Provider.Postgres },
            { Provider.Postgres, Provider.Sqlite },
        };

    [Theory, MemberData(nameof(Ways))]
    public async Task A_backup_is_restored_row_for_row_into_either_database(Provider from, Provider to)
    {
        await using var database = await Providers.OpenAsync(from);
        await LoadDemonstrationAsync(database);
        var (code, output, errors) = await CommandLine.RunAsync(database.Settings, "backup", files.Archive);
        code.ShouldBe(0, errors);
        output.ShouldStartWith("The backup was written: ");
        var target = await files.EmptyAsync(to);

        (code, output, errors) = await CommandLine.RunAsync(target, "restore", files.Archive);

        code.ShouldBe(0, errors);
        output.ShouldStartWith("The backup was restored and verified: ");
        // A backup of the copy has the same digests.
        var again = Path.Combine(files.Folder.Path, "again.backup");
        (await CommandLine.RunAsync(target, "backup", again)).Code.ShouldBe(0);
        (await PartsAsync(again)).ShouldBe(await PartsAsync(files.Archive));
        (await CommandLine.RunAsync(target, "verify")).Code.ShouldBe(0);
        // What is imported next continues the chain.
        await using var restored = await TestDatabase.OpenAsync(target);
        files.Pack.Document("after", "kind: story\ndate: 2020-10-20", "After", "Body.");
        await BackupFiles.LoadAsync(restored, files.Pack.Path);
        (await CommandLine.RunAsync(target, "verify")).Code.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_backup_is_a_consistent_snapshot_during_writes(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await BackupFiles.LoadAsync(database, files.Pack.Path);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() => WriteOnAsync(database, stop.Token));
        for (var number = 0; number < 3; number++)
        {
            var path = Path.Combine(files.Folder.Path, $"{number}.backup");
            (await CommandLine.RunAsync(database.Settings, "backup", path)).Code.ShouldBe(0);
            var target = await files.EmptyAsync(provider, $"target-{number}");

            var (code, _, errors) = await CommandLine.RunAsync(target, "restore", path);

            code.ShouldBe(0, errors);
        }

        await stop.CancelAsync();
        (await writing).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Backups_and_restores_overwrite_nothing()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await BackupFiles.LoadAsync(database, files.Pack.Path);
        (await CommandLine.RunAsync(database.Settings, "backup", files.Archive)).Code.ShouldBe(0);

        (await CommandLine.RunAsync(database.Settings, "backup", files.Archive)).Errors.ShouldContain("is there already");
        (await CommandLine.RunAsync(database.Settings, "restore", files.Archive)).Errors.ShouldContain(
            "The database is not empty"
        );
        (
            await CommandLine.RunAsync(
                new StorageSettings(Path.Combine(files.Folder.Path, "nowhere"), null),
                "backup",
                $"{files.Archive}2"
            )
        ).Errors.ShouldContain("There is no database at");
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("cut")]
    [InlineData("without a part")]
    [InlineData("without a manifest")]
    [InlineData("of another version")]
    [InlineData("a text")]
    public async Task A_backup_that_was_tampered_with_is_refused_and_leaves_the_database_empty(string how)
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await BackupFiles.LoadAsync(database, files.Pack.Path);
        (await CommandLine.RunAsync(database.Settings, "backup", files.Archive)).Code.ShouldBe(0);
        await SpoilAsync(how);
        var target = await files.EmptyAsync(Provider.Sqlite);

        var (code, output, errors) = await CommandLine.RunAsync(target, "restore", files.Archive);

        code.ShouldBe(1, output);
        errors.ShouldNotContain("   at ");
        await using var restored = await TestDatabase.OpenAsync(target);
        await using var scope = restored.Scope();
        (await scope.ServiceProvider.GetRequiredService<JournalReader>().LastAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task Damaged_archives_are_refused_and_never_throw()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await BackupFiles.LoadAsync(database, files.Pack.Path);
        (await CommandLine.RunAsync(database.Settings, "backup", files.Archive)).Code.ShouldBe(0);
        var good = await File.ReadAllBytesAsync(files.Archive);
        var refused = 0;
        foreach (var damaged in Fuzz.Damaged(good, 40))
        {
            await File.WriteAllBytesAsync(files.Archive, damaged);
            await using var target = await Providers.OpenAsync(Provider.Sqlite);
            await using var scope = target.Scope();

            var failure = await Record.ExceptionAsync(() =>
                scope
                    .ServiceProvider.GetRequiredService<BackupReader>()
                    .RunAsync(files.Archive, passphrase: null, [], progress: null, default)
            );

            // Damage to bytes that no reader uses, such as a time in the archive's directory, leaves a valid backup.
            (failure is null or BackupException).ShouldBeTrue(failure?.ToString());
            refused += failure is null ? 0 : 1;
        }

        refused.ShouldBeGreaterThan(30);
    }

    public void Dispose() => files.Dispose();

    private async Task SpoilAsync(string how)
    {
        if (how == "a text")
        {
            await File.WriteAllTextAsync(files.Archive, "not an archive");
            return;
        }

        using var archive = ZipFile.Open(files.Archive, ZipArchiveMode.Update);
        var part = archive.GetEntry("tables/newsroom_revisions.jsonl")!;
        var manifest = archive.GetEntry("manifest.json")!;
        switch (how)
        {
            case "altered":
                Rewrite(part, text => text.Replace("Body of two", "Body of new", StringComparison.Ordinal));
                break;
            case "cut":
                Rewrite(part, text => text[..(text.TrimEnd().LastIndexOf('\n') + 1)]);
                break;
            case "without a part":
                part.Delete();
                break;
            case "without a manifest":
                manifest.Delete();
                break;
            default:
                Rewrite(manifest, text => text.Replace("\"schema\":\"", "\"schema\":\"Older", StringComparison.Ordinal));
                break;
        }
    }

    private static void Rewrite(ZipArchiveEntry entry, Func<string, string> change)
    {
        using var stream = entry.Open();
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        var changed = change(text);
        changed.ShouldNotBe(text);
        stream.SetLength(0);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(changed));
    }

    private static async Task<List<string>> PartsAsync(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        using var reader = new StreamReader(archive.GetEntry("manifest.json")!.Open());
        var manifest = System.Text.Json.JsonSerializer.Deserialize<BackupManifest>(
            await reader.ReadToEndAsync(),
            System.Text.Json.JsonSerializerOptions.Web
        )!;
        return [.. manifest.Parts.Select(part => part.ToString()).Order(StringComparer.Ordinal)];
    }

    /// <summary>Imports changes until it is told to stop.</summary>
    private static async Task<int> WriteOnAsync(TestDatabase database, CancellationToken stop)
    {
        using var own = new SmallPack();
        var rounds = 0;
        while (!stop.IsCancellationRequested)
        {
            rounds++;
            own.Document("two", "kind: statement\nspeaker: all-members\ndate: 2020-10-02", "Two", $"Body, round {rounds}.");
            await BackupFiles.LoadAsync(database, own.Path);
        }

        return rounds;
    }

    private static Task LoadDemonstrationAsync(TestDatabase database) =>
        BackupFiles.LoadAsync(database, HomeDirectory.Shipped("content"), languages: false);

    [Fact]
    public async Task A_backup_and_what_is_restored_are_readable_by_their_owner_alone()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        var file = Path.Combine(files.Folder.Path, "site.backup");
        await RunProgramAsync(database.Settings, "backup", file);
        var target = await files.EmptyAsync(Provider.Sqlite);
        // A folder that somebody made before, open to everybody.
        Directory.CreateDirectory(target.DataDirectory);
        await RunProgramAsync(target, "restore", file);

        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(target.DatabaseFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(target.DataDirectory)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        static async Task RunProgramAsync(StorageSettings settings, params string[] arguments)
        {
            await using var run = new ProgramRun("concord", ProgramRun.SettingsOf(settings), arguments);
            (await run.EndAsync()).ShouldBe(0, run.Errors);
        }
    }

    /// <summary>As the last version wrote it: another schema, and a column less.</summary>
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_backup_of_an_earlier_schema_is_restored_and_verified(Provider provider)
    {
        const string Part = "tables/wall_sources.jsonl";
        await using var database = await Providers.OpenAsync(provider);
        await BackupFiles.LoadAsync(database, files.Pack.Path);
        await using (var scope = database.Scope())
        {
            var source = new NewSource("envoy", null, null, null, "The envoy", null, null, IsTrusted: true);
            var commands = scope.ServiceProvider.GetRequiredService<AddSources>();
            (await commands.FollowAsync(source, Actor.Command("test"), default)).IsDone.ShouldBeTrue();
        }

        (await CommandLine.RunAsync(database.Settings, "backup", files.Archive)).Code.ShouldBe(0);
        await using (var archive = await ZipFile.OpenAsync(files.Archive, ZipArchiveMode.Update))
        {
            var (before, after) = ("", "");
            Rewrite(
                archive.GetEntry(Part)!,
                text =>
                {
                    before = Digest(text);
                    var lines = text.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!.AsArray()).ToList();
                    var place = lines[0].Select(name => $"{name}").ToList().IndexOf("proposed_address");
                    lines.ForEach(line => line.RemoveAt(place));
                    text = string.Concat(lines.Select(line => $"{line.ToJsonString()}\n"));
                    after = Digest(text);
                    return text;
                }
            );
            Rewrite(
                archive.GetEntry("manifest.json")!,
                text =>
                {
                    var manifest = JsonNode.Parse(text.Replace(before, after, StringComparison.Ordinal))!;
                    manifest["schema"] = "Initial";
                    return manifest.ToJsonString();
                }
            );
        }

        var restored = await CommandLine.RunAsync(await files.EmptyAsync(provider), "restore", files.Archive);

        restored.Code.ShouldBe(0, restored.Errors);

        static string Digest(string text) =>
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}
