using System.IO.Compression;
using Concord.Foundation.Storage.Backups;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Cli;

/// <summary>Backups that others may read, forge or craft.</summary>
public sealed class HostileBackupTests : IDisposable
{
    private readonly BackupFiles files = new();

    [Fact]
    public async Task An_encrypted_backup_is_restored_with_its_passphrase_alone()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await BackupFiles.LoadAsync(database, files.Pack.Path);
        files.Folder.Write("right", "correct horse battery\n");
        files.Folder.Write("wrong", "correct horse batterx\n");
        files.Folder.Write("short", "eleven char");
        var right = Path.Combine(files.Folder.Path, "right");
        (await BackupAsync("short")).Errors.ShouldContain("12 characters at least");
        (await BackupAsync("right")).Code.ShouldBe(0);
        var content = await File.ReadAllBytesAsync(files.Archive);
        content.AsSpan().IndexOf("manifest.json"u8).ShouldBe(-1);

        (await RestoreAsync(null)).Errors.ShouldContain("It is encrypted");
        (await RestoreAsync("wrong")).Errors.ShouldContain("The passphrase is wrong");
        await File.WriteAllBytesAsync(files.Archive, content[..^1]);
        (await RestoreAsync("right")).Errors.ShouldContain("cut");
        await File.WriteAllBytesAsync(files.Archive, content);
        (await RestoreAsync("right")).Output.ShouldContain("restored and verified");

        Task<(int Code, string Output, string Errors)> BackupAsync(string file) =>
            CommandLine.RunAsync(
                database.Settings,
                "backup",
                files.Archive,
                "--passphrase-file",
                Path.Combine(files.Folder.Path, file)
            );

        async Task<(int Code, string Output, string Errors)> RestoreAsync(string? file) =>
            await CommandLine.RunAsync(
                await files.EmptyAsync(Provider.Sqlite, $"target-{Guid.NewGuid():N}"),
                [
                    "restore",
                    files.Archive,
                    .. file is null ? [] : (string[])["--passphrase-file", Path.Combine(files.Folder.Path, file)],
                ]
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

        // Behind a last chunk that is full, one more byte would be read as the next.
        using var full = new MemoryStream();
        await using (var encrypting = BackupEncryption.Encrypt(full, "correct horse battery"))
        {
            await encrypting.WriteAsync(plain.AsMemory(0, BackupEncryption.ChunkSize));
        }

        (await DecryptAsync(full.ToArray())).Length.ShouldBe(BackupEncryption.ChunkSize);
        await Should.ThrowAsync<BackupException>(() => DecryptAsync([.. full.ToArray(), 0]));

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
        await BackupFiles.LoadAsync(database, files.Pack.Path);
        var noted = await BackupFiles.HeadAsync(database);
        await using var forged = await Providers.OpenAsync(provider);
        files.Pack.Document("two", "kind: statement\nspeaker: all-members\ndate: 2020-10-02", "Two", "A forged body.");
        await BackupFiles.LoadAsync(forged, files.Pack.Path);
        (await CommandLine.RunAsync(forged.Settings, "backup", files.Archive)).Code.ShouldBe(0);

        var target = await files.EmptyAsync(provider);
        var refused = await CommandLine.RunAsync(target, "restore", files.Archive, "--expect", $"{noted}");

        (refused.Code, refused.Errors.Contains("does not contain the checkpoint", StringComparison.Ordinal)).ShouldBe((1, true));
        (
            await CommandLine.RunAsync(target, "restore", files.Archive, "--expect", $"{await BackupFiles.HeadAsync(forged)}")
        ).Code.ShouldBe(0);
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
        await using (var archive = await ZipFile.OpenAsync(files.Archive, ZipArchiveMode.Create))
        {
            await using var entry = await archive.CreateEntry("manifest.json").OpenAsync();
            await entry.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
        }

        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await using var scope = database.Scope();
        var reader = scope.ServiceProvider.GetRequiredService<BackupReader>();

        var failure = await Should.ThrowAsync<BackupException>(() =>
            reader.RunAsync(files.Archive, passphrase: null, [], progress: null, default)
        );

        failure.Message.ShouldMatch("manifest|form");
    }

    public void Dispose() => files.Dispose();
}
