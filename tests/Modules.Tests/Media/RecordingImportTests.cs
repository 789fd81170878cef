using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Media.Library;
using Concord.Media.Recordings;
using Concord.Media.Recordings.Library;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Media;

/// <summary>Video and audio in a content pack.</summary>
public sealed class RecordingImportTests : IDisposable
{
    private const string Folder = "recordings/violin";
    private const string Captions = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n[Violin]\n";

    private static readonly Actor Importer = Actor.Command("import content");

    private readonly SmallPack pack = new();
    private readonly TemporaryFolder folder = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_recording_is_imported_exported_and_imported_again_unchanged(Provider provider)
    {
        await WritePackAsync();
        await using var database = await Providers.OpenAsync(provider);
        var first = await ImportAsync(database, pack.Path);
        first.Problems.ShouldBeEmpty();
        (await ImportAsync(database, pack.Path)).Counts.ShouldBe(new ImportCounts(0, 0, first.Counts.Added));

        var stored = await FindAsync(database);
        (stored.Kind, stored.HasSound, stored.Width, stored.Height, stored.State).ShouldBe(
            (RecordingKind.Video, true, 640, 360, RecordingState.Ready)
        );
        stored.Duration.ShouldBeInRange(1900, 2200);
        stored
            .Texts.Select(texts => (texts.Language, texts.Captions, texts.Transcript))
            .ShouldBe([("en", Captions, "A violin plays.")]);
        await WithAsync(
            database,
            services => services.GetRequiredService<ExportContent>().RunAsync(folder.Path, replaces: false, default)
        );

        foreach (var file in new[] { "recording.yaml", "small.mp4", "large.mp4", "captions.en.vtt", "transcript.en.txt" })
        {
            (await File.ReadAllBytesAsync(Path.Combine(folder.Path, Folder, file))).ShouldBe(
                await File.ReadAllBytesAsync(Path.Combine(pack.Path, Folder, file)),
                file
            );
        }

        (await ImportAsync(database, folder.Path)).Counts.ShouldBe(new ImportCounts(0, 0, first.Counts.Added));
        await using var other = await Providers.OpenAsync(provider);
        (await ImportAsync(other, folder.Path)).Counts.Added.ShouldBe(first.Counts.Added);
        (await FindAsync(other)).Poster.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_a_person_changed_is_kept_until_the_import_overwrites_it()
    {
        await WritePackAsync();
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await ImportAsync(database, pack.Path);
        await WithAsync(
            database,
            services =>
                services
                    .GetRequiredService<WriteRecordingTexts>()
                    .RunAsync("violin", "en", [], "A woman plays the violin.", null, Importer, default)
        );
        pack.Write($"{Folder}/transcript.en.txt", "A man plays.\n");
        var (small, large) = (Path.Combine(pack.Path, Folder, "small.mp4"), Path.Combine(pack.Path, Folder, "large.mp4"));
        File.Move(large, small, overwrite: true);

        var kept = await ImportAsync(database, pack.Path);
        kept.Conflicts.ShouldHaveSingleItem().Subject.ShouldBe("recording:violin");
        (await FindAsync(database)).Texts.Single().Transcript.ShouldBe("A woman plays the violin.");

        (await ImportAsync(database, pack.Path, new ImportOptions(Overwrites: true))).Conflicts.ShouldBeEmpty();
        var changed = await FindAsync(database);
        changed.Texts.Single().Transcript.ShouldBe("A man plays.");
        changed.Texts.Single().Captions.ShouldBe(Captions);
        changed.Files.ShouldHaveSingleItem().Variant.ShouldBe(RecordingVariant.Small);
    }

    [Fact]
    public async Task Files_that_no_site_made_are_named_and_nothing_is_imported()
    {
        await WritePackAsync();
        pack.Write($"{Folder}/large.mp4", await SampleRecording.VideoAsync(640, 360));
        pack.Write($"{Folder}/sound.m4a", "hello"u8.ToArray());
        pack.Write($"{Folder}/poster.jpg", "hello"u8.ToArray());
        pack.Write($"{Folder}/captions.ar.vtt", "WEBVTT\n\n1 --> 2\nx\n");
        pack.Write("recordings/empty/recording.yaml", "file: none.mp4\nsize: 3\n");
        await using var database = await Providers.OpenAsync(Provider.Sqlite);

        var result = await ImportAsync(database, pack.Path);

        result
            .Problems.Select(problem => $"{problem.File}:{problem.Line}")
            .Order()
            .ShouldBe([
                "recordings/empty/recording.yaml:2",
                "recordings/empty/small.mp4:0",
                "recordings/violin/captions.ar.vtt:3",
            ]);
        File.Delete(Path.Combine(pack.Path, Folder, "captions.ar.vtt"));
        Directory.Delete(Path.Combine(pack.Path, "recordings/empty"), recursive: true);
        result = await ImportAsync(database, pack.Path);
        result
            .Problems.Select(problem => problem.File)
            .Order()
            .ShouldBe([$"{Folder}/large.mp4", $"{Folder}/poster.jpg", $"{Folder}/sound.m4a"]);
        (await WithAsync(database, services => services.GetRequiredService<ConcordDb>().Set<Recording>().CountAsync())).ShouldBe(
            0
        );
    }

    public void Dispose()
    {
        pack.Dispose();
        folder.Dispose();
    }

    private static Task<Recording> FindAsync(TestDatabase database) =>
        WithAsync(
            database,
            services =>
                services
                    .GetRequiredService<ConcordDb>()
                    .Set<Recording>()
                    .AsNoTracking()
                    .Include(recording => recording.Files)
                    .Include(recording => recording.Texts.Where(texts => texts.Transcript != null))
                    .SingleAsync(recording => recording.Name == "violin")
        );

    private static async Task<T> WithAsync<T>(TestDatabase database, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = database.Scope();
        return await work(scope.ServiceProvider);
    }

    private static Task<ImportResult> ImportAsync(TestDatabase database, string path, ImportOptions options = default) =>
        WithAsync(
            database,
            services => services.GetRequiredService<ImportContent>().RunAsync(path, options, Importer, progress: null, default)
        );

    /// <summary>A recording as a site exports it.</summary>
    private async Task WritePackAsync()
    {
        pack.Write($"{Folder}/recording.yaml", "file: violin.mp4\ncredit: \"The coalition\"\n");
        pack.Write($"{Folder}/small.mp4", await VariantAsync(320, 180));
        pack.Write($"{Folder}/large.mp4", await VariantAsync(640, 360));
        pack.Write($"{Folder}/poster.jpg", SamplePhotograph.Scene(1, ".jpg", 640, 360));
        pack.Write($"{Folder}/captions.en.vtt", Captions);
        pack.Write($"{Folder}/transcript.en.txt", "A violin plays.\n");
    }

    private static Task<byte[]> VariantAsync(int width, int height) =>
        SampleRecording.MakeAsync(
            ".mp4",
            [
                "-f",
                "lavfi",
                "-i",
                $"testsrc2=size={width}x{height}:rate=10:duration=2",
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:duration=2",
                "-c:v",
                "libx264",
                "-c:a",
                "aac",
                "-map_metadata",
                "-1",
                "-fflags",
                "+bitexact",
                "-flags:v",
                "+bitexact",
                "-flags:a",
                "+bitexact",
            ]
        );
}
