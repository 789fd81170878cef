using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Foundation.Storage.Backups;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.TestKit;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Cli;

/// <summary>
/// <c>Backups/earlier.backup</c> was made by the last version with another schema, commit 0428814, of a pack as <see
/// cref="SmallPack"/> has it with documents in every state, and a wall with posts in every state.
/// </summary>
public sealed class EarlierBackupTests : IDisposable
{
    private static readonly string Earlier = Path.Combine(AppContext.BaseDirectory, "Cli", "Backups", "earlier.backup");
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_backup_of_the_earlier_version_is_converted_and_verified(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        var (code, output, errors) = await RunAsync(database, "restore", Earlier);
        code.ShouldBe(0, errors);
        output.ShouldContain("earlier version");
        (await RunAsync(database, "verify")).Code.ShouldBe(0);

        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        (await StatesAsync(db)).ShouldBe([
            "corrected/en Corrected 1",
            "file/en Live 1",
            "future/en Draft ",
            "moved/en Moved 1",
            "one/ar Live 1",
            "one/en Live 1",
            "removed/en Removed 1",
            "two/en Live 2",
            "withdrawn/en Withdrawn 1",
        ]);
        var texts = await db.Set<ReleasedText>().Select(text => text.Body).ToListAsync(Cancellation);
        texts.Count.ShouldBe(8);
        texts.ShouldContain("Members: 1. See [two](doc:two).");
        texts.ShouldContain("Body of two, revised.");
        var set = await db.Set<ReleaseSet>().Include(row => row.Items).SingleAsync(Cancellation);
        (set.DueAt, set.Items.Count).ShouldBe((new DateTime(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc), 1));

        var posts = await db.Set<Post>().OrderByDescending(post => post.Order).ToListAsync(Cancellation);
        posts
            .ConvertAll(post => (post.State, post.StateReason, post.StateNote))
            .ShouldBe([
                (PostState.Duplicate, null, null),
                (PostState.Live, null, null),
                (PostState.Hidden, StateReason.Moderator, "It is wrong."),
                (PostState.PendingReview, StateReason.BlockedWord, "forbidden"),
                (PostState.Deleted, StateReason.DeletedAtSource, null),
                (PostState.SuspectedDeleted, StateReason.SuspectedDeleted, null),
            ]);
        posts[0].DuplicateOf.ShouldBe(posts[1].Id);
        posts[5].SuspectedDeletedAt.ShouldBe(new DateTime(2020, 10, 25, 10, 0, 0));
        (await db.Set<BlockRule>().CountAsync(Cancellation)).ShouldBe(2);
        (await db.Set<PollState>().CountAsync(Cancellation)).ShouldBe(1);
        (await db.Set<WallSource>().SingleAsync(source => source.Slug == "partner", Cancellation)).IsPaused.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Editing_and_importing_work_after_the_conversion(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await RestoreAsync(database);
        using var pack = new SmallPack();
        pack.Document("two", "kind: statement\nspeaker: all-members\ndate: 2020-10-02", "Two", "Body of two, revised again.");
        pack.Document("withdrawn", "kind: story\ndate: 2020-09-03", "Withdrawn", "Unconfirmed.");

        await using (var scope = database.Scope())
        {
            var result = await scope
                .ServiceProvider.GetRequiredService<ImportContent>()
                .RunAsync(pack.Path, default, Actor.Command("test"), progress: null, Cancellation);
            (result.Problems.Count, result.Conflicts.Count, result.Counts.Changed).ShouldBe((0, 0, 1));
        }

        await using (var scope = database.Scope())
        {
            var release = scope.ServiceProvider.GetRequiredService<Release>();
            var actor = Actor.Command("test");
            (await release.RunAsync("withdrawn", ["en"], null, actor, Cancellation)).Code.ShouldBe(NewsroomCode.ReasonRequired);
            (await release.RunAsync("future", ["en"], null, actor, Cancellation)).Code.ShouldBe(NewsroomCode.Done);
        }

        await using (var scope = database.Scope())
        {
            (await StatesAsync(scope.ServiceProvider.GetRequiredService<ConcordDb>())).ShouldContain("two/en Live 3");
        }

        await using (var scope = database.Scope())
        {
            (
                await scope.ServiceProvider.GetRequiredService<RecordVerifier>().VerifyAsync([], progress: null, Cancellation)
            ).IsGood.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("journal", "broken at entry")]
    [InlineData("journal_head", "is missing")]
    [InlineData("newsroom_editions", "is not a state of an edition")]
    [InlineData("newsroom_documents", "its columns are neither")]
    [InlineData("wall_posts", "is not a state of a post")]
    [InlineData("newsroom_revisions", "newsroom_revisions.jsonl, line 1")]
    public async Task An_altered_backup_of_the_earlier_version_is_refused(string table, string reason)
    {
        var path = Path.Combine(folder.Path, "altered.backup");
        File.Copy(Earlier, path);
        Alter(
            path,
            table,
            text =>
                table switch
                {
                    "journal" => text.Replace("command:import", "command:other", StringComparison.Ordinal),
                    "journal_head" => null,
                    "newsroom_editions" => text.Replace("\"Live\"", "\"Lively\"", StringComparison.Ordinal),
                    "newsroom_documents" => text.Replace("file_digest", "file_hash", StringComparison.Ordinal),
                    "wall_posts" => text.Replace("\"Held\"", "\"Kept\"", StringComparison.Ordinal),
                    _ => text.Replace("]", ",1]", StringComparison.Ordinal),
                }
        );
        await using var database = await Providers.OpenAsync(Provider.Sqlite);

        await using var scope = database.Scope();
        var reader = scope.ServiceProvider.GetRequiredService<BackupReader>();
        var failure = await Should.ThrowAsync<BackupException>(() =>
            reader.RunAsync(path, passphrase: null, [], progress: null, Cancellation)
        );

        failure.Message.ShouldContain(reason);
        (await StatesAsync(scope.ServiceProvider.GetRequiredService<ConcordDb>())).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_damaged_backup_of_the_earlier_version_never_throws()
    {
        var good = await File.ReadAllBytesAsync(Earlier, Cancellation);
        var path = Path.Combine(folder.Path, "damaged.backup");
        foreach (var damaged in Fuzz.Damaged(good, 40))
        {
            await File.WriteAllBytesAsync(path, damaged, Cancellation);
            await using var target = await Providers.OpenAsync(Provider.Sqlite);
            await using var scope = target.Scope();
            var reader = scope.ServiceProvider.GetRequiredService<BackupReader>();

            var failure = await Record.ExceptionAsync(() =>
                reader.RunAsync(path, passphrase: null, [], progress: null, Cancellation)
            );

            (failure is null or BackupException).ShouldBeTrue(failure?.ToString());
        }
    }

    public void Dispose() => folder.Dispose();

    private static async Task RestoreAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        var restored = await scope
            .ServiceProvider.GetRequiredService<BackupReader>()
            .RunAsync(Earlier, passphrase: null, [], progress: null, Cancellation);
        restored.AdoptedRows.ShouldNotBeNull().ShouldBeGreaterThan(50);
    }

    private static async Task<List<string>> StatesAsync(ConcordDb db) =>
        [
            .. (
                await db.Set<Edition>()
                    .OrderBy(edition => edition.Document.Slug)
                    .ThenBy(edition => edition.Language)
                    .Select(edition => new
                    {
                        edition.Document.Slug,
                        edition.Language,
                        edition.State,
                        edition.PublicRevision,
                    })
                    .ToListAsync(Cancellation)
            ).Select(row => $"{row.Slug}/{row.Language} {row.State} {row.PublicRevision}"),
        ];

    /// <summary>Changes a part and corrects its digest in the manifest, as a forger would.</summary>
    /// <param name="change">Null leaves the part out.</param>
    private static void Alter(string path, string table, Func<string, string?> change)
    {
        var name = $"tables/{table}.jsonl";
        using var archive = ZipFile.Open(path, ZipArchiveMode.Update);
        var changed = change(Read(archive.GetEntry(name)!));
        archive.GetEntry(name)!.Delete();
        var manifest = JsonNode.Parse(Read(archive.GetEntry("manifest.json")!))!;
        if (changed is not null)
        {
            Write(archive, name, changed);
            manifest["parts"]!.AsArray().Single(part => part!["name"]!.GetValue<string>() == name)!["sha256"] =
                Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(changed)));
        }

        archive.GetEntry("manifest.json")!.Delete();
        Write(archive, "manifest.json", manifest.ToJsonString(JsonSerializerOptions.Web));
    }

    private static string Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    private static void Write(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(text);
    }

    private static Task<(int Code, string Output, string Errors)> RunAsync(TestDatabase database, params string[] arguments) =>
        CommandLine.RunAsync(database.Settings, arguments);
}
