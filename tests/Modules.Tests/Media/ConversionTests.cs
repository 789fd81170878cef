using System.Text;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Media.Recordings;
using Concord.Media.Recordings.Converting;
using Concord.Media.Recordings.Library;
using Concord.Media.Uploads;
using Concord.Modules.Tests.Accounts;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Media;

/// <summary>Conversions across stops, failures and hostile files.</summary>
public sealed class ConversionTests : IAsyncDisposable
{
    private static readonly Actor Tester = Actor.System("test");

    private readonly SmallPack pack = new();
    private readonly TestSite site;

    /// <summary>A node that only serves pages: the tests say when a conversion begins.</summary>
    public ConversionTests() =>
        site = new TestSite(
            pack.Path,
            settings: new Dictionary<string, string>
            {
                ["Concord:Desk:RequestsPerMinute"] = "10000",
                ["Concord:Recordings:Converting"] = "false",
            }
        );

    [Fact]
    public async Task What_a_node_that_died_had_taken_is_converted_by_another()
    {
        var name = await AddAsync(await SampleRecording.SilentVideoAsync());
        await ChangeAsync(name, attempts: 1, lease: DateTime.UtcNow.AddSeconds(-1));

        await WorkUntilEndedAsync(name);

        (await FindAsync(name)).State.ShouldBe(RecordingState.Ready);
    }

    [Fact]
    public async Task What_ended_three_nodes_is_refused()
    {
        var name = await AddAsync(await SampleRecording.SilentVideoAsync());
        await ChangeAsync(name, attempts: 3, lease: DateTime.UtcNow.AddSeconds(-1));

        await WorkUntilEndedAsync(name);

        (await FindAsync(name)).Fault.ShouldBe(RecordingFaultCode.TooDemanding);
        (await InDbAsync(db => db.Set<UploadPart>().AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_converted_by_nodes_that_died_before_they_could_say_so_stays()
    {
        var name = await AddAsync(await SampleRecording.SilentVideoAsync());
        await InDbAsync(db =>
            db.Set<Recording>().ExecuteUpdateAsync(set => set.SetProperty(row => row.State, RecordingState.Ready))
        );
        await ChangeAsync(name, attempts: 3, lease: DateTime.UtcNow.AddSeconds(-1));

        await WorkUntilEndedAsync(name);

        (await FindAsync(name)).State.ShouldBe(RecordingState.Ready);
    }

    [Fact]
    public async Task What_another_node_is_at_is_left_to_it()
    {
        var (taken, free) = (
            await AddAsync(await SampleRecording.SilentVideoAsync()),
            await AddAsync(await SampleRecording.AudioAsync())
        );
        await ChangeAsync(taken, attempts: 1, lease: DateTime.UtcNow.AddMinutes(1));

        await WorkUntilEndedAsync(free);

        (await FindAsync(taken)).State.ShouldBe(RecordingState.Converting);
    }

    [Fact]
    public async Task A_node_that_stops_gives_back_what_it_has_not_finished()
    {
        var name = await AddAsync(
            await SampleRecording.MakeAsync(
                ".mp4",
                [
                    "-f",
                    "lavfi",
                    "-i",
                    "mandelbrot=size=1280x720:rate=30",
                    "-t",
                    "20",
                    "-c:v",
                    "libx264",
                    "-preset",
                    "ultrafast",
                    "-qp",
                    "30",
                ]
            )
        );

        await WorkUntilAsync(() => InDbAsync(db => db.Set<Conversion>().AnyAsync(row => row.LeaseUntil != null)));

        var given = await InDbAsync(db => db.Set<Conversion>().SingleAsync());
        (given.Recording, given.Attempts, given.LeaseUntil).ShouldBe((name, 0, null));
        (await FindAsync(name)).State.ShouldBe(RecordingState.Converting);
    }

    [Fact]
    public async Task What_waits_can_be_removed_and_nothing_of_it_stays()
    {
        var name = await AddAsync(await SampleRecording.SilentVideoAsync());
        await using (var scope = site.Services.CreateAsyncScope())
        {
            (await scope.ServiceProvider.GetRequiredService<RemoveRecording>().RunAsync(name, Tester, default)).ShouldBeTrue();
        }

        (await InDbAsync(db => db.Set<UploadPart>().AnyAsync())).ShouldBeFalse();
        (await InDbAsync(db => db.Set<Conversion>().AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_ffmpeg_an_upload_waits_and_the_page_says_why()
    {
        await using var without = new TestSite(
            pack.Path,
            settings: new Dictionary<string, string> { ["Concord:Recordings:Ffmpeg"] = "/nonexistent/ffmpeg" }
        );
        var editor = await DeskVisitor.JoinedAsync(without, "editor@example.org", ["editor"]);
        (await editor.OpenAsync("/desk/en/recordings"))
            .Page.QuerySelector("main .notice")!
            .TextContent.ShouldContain("ffmpeg is not installed");
        string name;
        await using (var scope = without.Services.CreateAsyncScope())
        {
            name = await AddAsync(scope.ServiceProvider, [.. "RIFF0000WAVEfmt "u8]);
        }

        var (answer, page) = await editor.OpenAsync($"/desk/en/recordings/{name}");

        answer.Headers.Contains("Refresh").ShouldBeFalse("nothing will change by itself");
        page.QuerySelector("form.describe").ShouldBeNull("a page that reloads by itself loses what is typed");
        page.QuerySelector("main")!.TextContent.ShouldContain("Waiting to be converted");
        page.QuerySelector("main .notice")!.TextContent.ShouldContain("ffmpeg is not installed");
    }

    [Fact]
    public async Task Damaged_files_are_converted_or_refused_and_nothing_else_happens()
    {
        var random = new Random(28);
        var (film, sound) = (await SampleRecording.SilentVideoAsync(), await SampleRecording.AudioAsync(".flac"));
        var convert = site.Services.GetRequiredService<ConvertFile>();
        using var folder = new TemporaryFolder();
        var refused = 0;
        for (var round = 0; round < 24; round++)
        {
            var damaged = (round % 2 == 0 ? film : sound).ToArray();
            for (var change = 0; change < 1 + round; change++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var file = Path.Combine(folder.Path, "damaged");
            await File.WriteAllBytesAsync(
                file,
                round % 5 == 4 ? damaged[..random.Next(damaged.Length)] : damaged,
                TestContext.Current.CancellationToken
            );
            try
            {
                var converted = await convert.RunAsync(file, folder.Path, _ => { }, TestContext.Current.CancellationToken);
                converted.Files.ShouldNotBeEmpty();
            }
            catch (RecordingFaultException fault)
            {
                fault.Message.ShouldNotBeEmpty();
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("\0\0\0 ftypisom", "mov")]
    [InlineData("\0\0\0\bmoovabcd", "mov")]
    [InlineData("RIFF1234WAVEfmt ", "wav")]
    [InlineData("RIFF1234AVI LIST", null)]
    [InlineData("OggS00000000", "ogg")]
    [InlineData("fLaC00000000", "flac")]
    [InlineData("ID3\u0003\0\0\0\0\0\0\0\0", "mp3")]
    [InlineData("\u00ff\u00fb\u0090\0\0\0\0\0\0\0\0\0", "mp3")]
    [InlineData("\u00ff\u00f1\u0050\0\0\0\0\0\0\0\0\0", "aac")]
    [InlineData("\u001a\u0045\u00df\u00a3\0\0\0\0\0\0\0\0", "matroska")]
    [InlineData("#EXTM3U\n#EXTINF", null)]
    [InlineData("ffconcat version 1.0", null)]
    [InlineData("<svg xmlns=\"\"/>", null)]
    [InlineData("OggS", null)]
    [InlineData("", null)]
    public void A_format_is_known_by_its_first_bytes(string head, string? demuxer) =>
        (RecordingFormat.Of(Encoding.Latin1.GetBytes(head))?.Demuxer).ShouldBe(demuxer);

    [Theory]
    [InlineData(1920, 1080, 360, 640, 360)]
    [InlineData(1080, 1920, 360, 360, 640)]
    [InlineData(321, 239, 360, 320, 240)]
    [InlineData(4000, 100, 360, 1440, 36)]
    [InlineData(1, 1, 360, 2, 2)]
    public void A_picture_is_never_enlarged_and_its_sides_are_even(int width, int height, int side, int across, int down) =>
        new SourcePicture(width, height).Within(side).ShouldBe((across, down));

    [Fact]
    public void Letters_of_every_script_stay_as_they_are_in_pages() =>
        HtmlText.Encode("الجسر · é <b> & \"").ShouldBe("الجسر · é &lt;b&gt; &amp; &quot;");

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private static async Task<string> AddAsync(IServiceProvider services, byte[] content)
    {
        var uploads = services.GetRequiredService<UploadStore>();
        var upload = (await uploads.BeginAsync(Guid.NewGuid(), "film", content.Length, default))!;
        await uploads.AppendAsync(upload, 0, new MemoryStream(content), default);
        return (await services.GetRequiredService<AddRecording>().RunAsync(upload, Tester, default)).Name!;
    }

    private async Task<string> AddAsync(byte[] content)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await AddAsync(scope.ServiceProvider, content);
    }

    private Task<int> ChangeAsync(string name, int attempts, DateTime lease) =>
        InDbAsync(db =>
            db.Set<Conversion>()
                .Where(row => row.Recording == name)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.Attempts, attempts).SetProperty(row => row.LeaseUntil, lease)
                )
        );

    /// <summary>Runs a node that converts until something is so, and stops it.</summary>
    /// <summary>A conversion has ended when its row is gone: the parts of its upload are deleted after its state is set.</summary>
    private Task WorkUntilEndedAsync(string name) =>
        WorkUntilAsync(async () => !await InDbAsync(db => db.Set<Conversion>().AnyAsync(row => row.Recording == name)));

    private async Task WorkUntilAsync(Func<Task<bool>> isSo)
    {
        using var worker = ActivatorUtilities.CreateInstance<ConversionWorker>(site.Services, new RecordingOptions());
        await worker.StartAsync(default);
        while (!await isSo())
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await worker.StopAsync(default);
    }

    private Task<Recording> FindAsync(string name) =>
        InDbAsync(db => db.Set<Recording>().AsNoTracking().SingleAsync(recording => recording.Name == name));

    private async Task<T> InDbAsync<T>(Func<ConcordDb, Task<T>> read)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<ConcordDb>());
    }
}
