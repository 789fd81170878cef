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
    private readonly SmallPack pack = new();
    private readonly TemporaryFolder folder = new();

    private string Archive => Path.Combine(folder.Path, "concord.backup");

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
        var (code, output, errors) = await RunAsync(database.Settings, "backup", Archive);
        code.ShouldBe(0, errors);
        output.ShouldStartWith("The backup was written: ");
        var target = await EmptyAsync(to);

        (code, output, errors) = await RunAsync(target, "restore", Archive);

        code.ShouldBe(0, errors);
        output.ShouldStartWith("The backup was restored and verified: ");
        // A backup of the copy has the same digests.
        var again = Path.Combine(folder.Path, "again.backup");
        (await RunAsync(target, "backup", again)).Code.ShouldBe(0);
        (await PartsAsync(again)).ShouldBe(await PartsAsync(Archive));
        (await RunAsync(target, "verify")).Code.ShouldBe(0);
        // What is imported next continues the chain.
        await using var restored = await TestDatabase.OpenAsync(target);
        pack.Document("after", "kind: story\ndate: 2020-10-20", "After", "Body.");
        await LoadAsync(restored, pack.Path);
        (await RunAsync(target, "verify")).Code.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_backup_is_a_consistent_snapshot_during_writes(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await LoadAsync(database, pack.Path);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() => WriteOnAsync(database, stop.Token));
        for (var number = 0; number < 3; number++)
        {
            var path = Path.Combine(folder.Path, $"{number}.backup");
            (await RunAsync(database.Settings, "backup", path)).Code.ShouldBe(0);
            var target = await EmptyAsync(provider, $"target-{number}");

            var (code, _, errors) = await RunAsync(target, "restore", path);

            code.ShouldBe(0, errors);
        }

        await stop.CancelAsync();
        (await writing).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Backups_and_restores_overwrite_nothing()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await LoadAsync(database, pack.Path);
        (await RunAsync(database.Settings, "backup", Archive)).Code.ShouldBe(0);

        (await RunAsync(database.Settings, "backup", Archive)).Errors.ShouldContain("is there already");
        (await RunAsync(database.Settings, "restore", Archive)).Errors.ShouldContain("The database is not empty");
        (
            await RunAsync(new StorageSettings(Path.Combine(folder.Path, "nowhere"), null), "backup", $"{Archive}2")
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
        await LoadAsync(database, pack.Path);
        (await RunAsync(database.Settings, "backup", Archive)).Code.ShouldBe(0);
        await SpoilAsync(how);
        var target = await EmptyAsync(Provider.Sqlite);

        var (code, output, errors) = await RunAsync(target, "restore", Archive);

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
        await LoadAsync(database, pack.Path);
        (await RunAsync(database.Settings, "backup", Archive)).Code.ShouldBe(0);
        var good = await File.ReadAllBytesAsync(Archive);
        var refused = 0;
        foreach (var damaged in Fuzz.Damaged(good, 40))
        {
            await File.WriteAllBytesAsync(Archive, damaged);
            await using var target = await Providers.OpenAsync(Provider.Sqlite);
            await using var scope = target.Scope();

            var failure = await Record.ExceptionAsync(() =>
                scope
                    .ServiceProvider.GetRequiredService<BackupReader>()
                    .RunAsync(Archive, passphrase: null, [], progress: null, default)
            );

            // Damage to bytes that no reader uses, such as a time in the archive's directory, leaves a valid backup.
            (failure is null or BackupException).ShouldBeTrue(failure?.ToString());
            refused += failure is null ? 0 : 1;
        }

        refused.ShouldBeGreaterThan(30);
    }

    public void Dispose()
    {
        pack.Dispose();
        folder.Dispose();
    }

    private async Task SpoilAsync(string how)
    {
        if (how == "a text")
        {
            await File.WriteAllTextAsync(Archive, "not an archive");
            return;
        }

        using var archive = ZipFile.Open(Archive, ZipArchiveMode.Update);
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
            await LoadAsync(database, own.Path);
        }

        return rounds;
    }

    private static Task LoadDemonstrationAsync(TestDatabase database) =>
        LoadAsync(database, HomeDirectory.Shipped("content"), languages: false);

    private static async Task LoadAsync(TestDatabase database, string path, bool languages = true)
    {
        await using var scope = database.Scope();
        var outcome = await scope
            .ServiceProvider.GetRequiredService<ImportContent>()
            .RunAsync(path, default, Actor.Command("test"), progress: null, default);
        (languages ? outcome.Problems : []).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_backup_and_what_is_restored_are_readable_by_their_owner_alone()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        var file = Path.Combine(folder.Path, "site.backup");
        (await RunAsync(database.Settings, "backup", file)).Code.ShouldBe(0);
        var target = await EmptyAsync(Provider.Sqlite);
        // A folder that somebody made before, open to everybody.
        Directory.CreateDirectory(target.DataDirectory);
        (await RunAsync(target, "restore", file)).Code.ShouldBe(0);

        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(target.DatabaseFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(target.DataDirectory)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task An_encrypted_backup_is_restored_with_its_passphrase_alone()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await LoadAsync(database, pack.Path);
        folder.Write("right", "correct horse battery\n");
        folder.Write("wrong", "correct horse batterx\n");
        folder.Write("short", "eleven char");
        var right = Path.Combine(folder.Path, "right");
        (await BackupAsync("short")).Errors.ShouldContain("12 characters at least");
        (await BackupAsync("right")).Code.ShouldBe(0);
        var content = await File.ReadAllBytesAsync(Archive);
        content.AsSpan().IndexOf("manifest.json"u8).ShouldBe(-1);

        (await RestoreAsync(null)).Errors.ShouldContain("It is encrypted");
        (await RestoreAsync("wrong")).Errors.ShouldContain("The passphrase is wrong");
        await File.WriteAllBytesAsync(Archive, content[..^1]);
        (await RestoreAsync("right")).Errors.ShouldContain("cut");
        await File.WriteAllBytesAsync(Archive, content);
        (await RestoreAsync("right")).Output.ShouldContain("restored and verified");

        Task<(int Code, string Output, string Errors)> BackupAsync(string file) =>
            RunAsync(database.Settings, "backup", Archive, "--passphrase-file", Path.Combine(folder.Path, file));

        async Task<(int Code, string Output, string Errors)> RestoreAsync(string? file) =>
            await RunAsync(
                await EmptyAsync(Provider.Sqlite, $"target-{Guid.NewGuid():N}"),
                ["restore", Archive, .. file is null ? [] : (string[])["--passphrase-file", Path.Combine(folder.Path, file)]]
            );
    }

    [Fact]
    public async Task Chunks_of_an_encrypted_backup_cannot_be_cut_reordered_or_changed()
    {
        var plain = new byte[(3 * BackupEncryption.ChunkSize) + 5];
        new Random(1).NextBytes(plain);
        using var file = new MemoryStream();
        await using (var encrypting = BackupEncryption.Encrypt(file, "correct horse battery"))
        {
            await encrypting.WriteAsync(plain);
        }

        var good = file.ToArray();
        var start = good.Length - plain.Length - (4 * 17);
        var chunk = BackupEncryption.ChunkSize + 17;
        (await DecryptAsync(good)).ShouldBe(plain);
        byte[][] bad =
        [
            good[..(start + chunk)],
            good[..start],
            good[..10],
            [.. good, 0],
            [
                .. good[..start],
                .. good[(start + chunk)..(start + (2 * chunk))],
                .. good[start..(start + chunk)],
                .. good[(start + (2 * chunk))..],
            ],
            [.. good[..(start + 9)], (byte)(good[start + 9] ^ 1), .. good[(start + 10)..]],
        ];
        foreach (var bytes in bad)
        {
            await Should.ThrowAsync<BackupException>(() => DecryptAsync(bytes));
        }

        static async Task<byte[]> DecryptAsync(byte[] bytes)
        {
            using var decrypted = new MemoryStream();
            await BackupEncryption.DecryptAsync(new MemoryStream(bytes), decrypted, "correct horse battery", default);
            return decrypted.ToArray();
        }
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_backup_that_was_forged_as_a_whole_fails_a_noted_checkpoint(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await LoadAsync(database, pack.Path);
        var noted = await HeadAsync(database);
        await using var forged = await Providers.OpenAsync(provider);
        pack.Document("two", "kind: statement\nspeaker: all-members\ndate: 2020-10-02", "Two", "A forged body.");
        await LoadAsync(forged, pack.Path);
        (await RunAsync(forged.Settings, "backup", Archive)).Code.ShouldBe(0);

        var target = await EmptyAsync(provider);
        var refused = await RunAsync(target, "restore", Archive, "--expect", $"{noted}");

        (refused.Code, refused.Errors.Contains("does not contain the checkpoint", StringComparison.Ordinal)).ShouldBe((1, true));
        (await RunAsync(target, "restore", Archive, "--expect", $"{await HeadAsync(forged)}")).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"form\":1}")]
    [InlineData("{\"form\":2,SCHEMA,MADE,HEAD,\"parts\":[]}")]
    [InlineData("{\"form\":1,\"schema\":null,MADE,HEAD,\"parts\":[]}")]
    [InlineData("{\"form\":1,SCHEMA,MADE,HEAD,\"parts\":null}")]
    [InlineData("{\"form\":1,SCHEMA,MADE,HEAD,\"parts\":[null]}")]
    [InlineData("{\"form\":1,SCHEMA,MADE,HEAD,\"parts\":[{\"name\":null,\"rows\":1,\"sha256\":\"x\"}]}")]
    [InlineData("{\"form\":1,SCHEMA,MADE,HEAD,\"parts\":[{\"name\":\"../x\",\"rows\":-1,\"sha256\":\"x\"}]}")]
    [InlineData("{\"form\":1,SCHEMA,MADE,\"journalSeq\":-1,\"journalHash\":\"x\",\"parts\":[]}")]
    public async Task A_crafted_manifest_is_refused_with_the_reason_before_anything_is_written(string manifest)
    {
        var text = manifest
            .Replace("SCHEMA", "\"schema\":\"Initial\"", StringComparison.Ordinal)
            .Replace("MADE", "\"madeAt\":\"2020-10-23T00:00:00Z\"", StringComparison.Ordinal)
            .Replace("HEAD", $"\"journalSeq\":1,\"journalHash\":\"{new string('a', 64)}\"", StringComparison.Ordinal);
        await using (var archive = await ZipFile.OpenAsync(Archive, ZipArchiveMode.Create))
        {
            await using var entry = await archive.CreateEntry("manifest.json").OpenAsync();
            await entry.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
        }

        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await using var scope = database.Scope();
        var reader = scope.ServiceProvider.GetRequiredService<BackupReader>();

        var failure = await Should.ThrowAsync<BackupException>(() =>
            reader.RunAsync(Archive, passphrase: null, [], progress: null, default)
        );

        failure.Message.ShouldMatch("manifest|form");
    }

    /// <summary>As the last version wrote it: another schema, and a column less.</summary>
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_backup_of_an_earlier_schema_is_restored_and_verified(Provider provider)
    {
        const string Part = "tables/wall_sources.jsonl";
        await using var database = await Providers.OpenAsync(provider);
        await LoadAsync(database, pack.Path);
        await using (var scope = database.Scope())
        {
            var source = new NewSource("envoy", null, null, null, "The envoy", null, null, IsTrusted: true);
            var commands = scope.ServiceProvider.GetRequiredService<SourceCommands>();
            (await commands.FollowAsync(source, Actor.Command("test"), default)).IsDone.ShouldBeTrue();
        }

        (await RunAsync(database.Settings, "backup", Archive)).Code.ShouldBe(0);
        await using (var archive = await ZipFile.OpenAsync(Archive, ZipArchiveMode.Update))
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
                    text.Replace(before, after, StringComparison.Ordinal)
                        .Replace("\"schema\":\"SourceMoves\"", "\"schema\":\"Initial\"", StringComparison.Ordinal)
            );
        }

        var restored = await RunAsync(await EmptyAsync(provider), "restore", Archive);

        restored.Code.ShouldBe(0, restored.Errors);

        static string Digest(string text) =>
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    private static async Task<Checkpoint> HeadAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return (await scope.ServiceProvider.GetRequiredService<JournalReader>().HeadAsync(default))!;
    }

    private async Task<StorageSettings> EmptyAsync(Provider provider, string name = "target")
    {
        string? connection = null;
        if (provider == Provider.Postgres)
        {
            var server = await PostgresServer.GetAsync();
            Assert.SkipWhen(server is null, "PostgreSQL is not installed here.");
            connection = await server!.CreateDatabaseAsync();
        }

        return new StorageSettings(Path.Combine(folder.Path, name), connection);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(
        StorageSettings settings,
        params string[] arguments
    )
    {
        await using var run = new ProgramRun("concord", ProgramRun.SettingsOf(settings), arguments);
        var code = await run.EndAsync();
        return (code, run.Output.Trim(), run.Errors.Trim());
    }
}
