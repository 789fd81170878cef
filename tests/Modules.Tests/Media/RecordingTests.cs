using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Concord.Foundation;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Media.Recordings;
using Concord.Media.Recordings.Converting;
using Concord.Media.Uploads;
using Concord.Modules.Tests.Accounts;
using Concord.Modules.Tests.Search;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Media;

/// <summary>Video and audio: uploaded, converted, described, and shown in texts.</summary>
public sealed class RecordingTests : IAsyncDisposable
{
    private readonly RecordingSite site = new();

    [Fact]
    public async Task A_film_is_converted_without_what_the_phone_wrote_into_it()
    {
        var film = await SampleRecording.VideoAsync();
        (await SampleRecording.ProbeAsync(film)).ShouldContain("Private");
        var editor = await site.EditorAsync();

        var (name, recording) = await site.AddAsync(editor, "Mosul, 12 October.mp4", film);

        recording.State.ShouldBe(RecordingState.Ready);
        (recording.Kind, recording.HasSound, recording.Width, recording.Height).ShouldBe((RecordingKind.Video, true, 640, 400));
        recording.Duration.ShouldBeInRange(5900, 6200);
        recording.FileName.ShouldBe("Mosul, 12 October.mp4");
        recording
            .Files.Select(file => file.Variant)
            .Order()
            .ShouldBe([RecordingVariant.Small, RecordingVariant.Large, RecordingVariant.Sound]);
        foreach (var file in recording.Files)
        {
            var content = await (
                await editor.OpenAsync($"/desk/recordings/{file.Digest}/content")
            ).Answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            content.LongLength.ShouldBe(file.Length);
            var found = await SampleRecording.ProbeAsync(content);
            found.ShouldNotContain("Private");
            found.ShouldNotContain("+36.3489");
            found.ShouldContain("codec_name=aac");
            found.Contains("codec_name=h264", StringComparison.Ordinal).ShouldBe(file.Variant != RecordingVariant.Sound);
            if (file.Variant == RecordingVariant.Small)
            {
                found.ShouldContain("width=576");
                found.ShouldContain("height=360");
            }
        }

        var (_, page) = await editor.OpenAsync($"/desk/en/recordings/{name}");
        page.QuerySelector("video")!.GetAttribute("poster")!.ShouldStartWith("/desk/media/");
        (
            await editor.OpenAsync(page.QuerySelector("video")!.GetAttribute("poster")!)
        ).Answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        await using var scope = site.Site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        (await db.Set<UploadPart>().AnyAsync(TestContext.Current.CancellationToken)).ShouldBeFalse(
            "nothing of the upload is kept"
        );
        (await db.Set<Conversion>().AnyAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();
        Directory.GetDirectories(Path.Combine(site.Site.DataDirectory, "conversions")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sound_is_converted_and_a_small_silent_film_has_one_variant()
    {
        var editor = await site.EditorAsync();

        var (_, sound) = await site.AddAsync(editor, "violin.wav", await SampleRecording.AudioAsync());
        (sound.Kind, sound.Poster, sound.NeedsCaptions).ShouldBe((RecordingKind.Audio, null, false));
        sound
            .Files.Select(file => (file.Variant, file.Type))
            .Order()
            .ShouldBe([(RecordingVariant.Small, "audio/mp4"), (RecordingVariant.Large, "audio/mp4")]);

        var (_, silent) = await site.AddAsync(editor, "silent.mp4", await SampleRecording.SilentVideoAsync());
        (silent.Kind, silent.HasSound, silent.NeedsCaptions).ShouldBe((RecordingKind.Video, false, false));
        silent.Files.ShouldHaveSingleItem().Variant.ShouldBe(RecordingVariant.Small);
    }

    [Fact]
    public async Task A_player_gets_the_range_it_asks_for()
    {
        var editor = await site.EditorAsync();
        var (_, recording) = await site.AddAsync(editor, "noise.mp4", await SampleRecording.VideoAsync(1280, 720, rate: 25));
        var large = recording.Files.Single(file => file.Variant == RecordingVariant.Large);
        large.Length.ShouldBeGreaterThan(RecordingPart.Size, "more than one part");
        var address = $"/desk/recordings/{large.Digest}/content";
        var whole = await (await editor.OpenAsync(address)).Answer.Content.ReadAsByteArrayAsync(
            TestContext.Current.CancellationToken
        );

        var range = await RangeAsync(editor, address, RecordingPart.Size - 10, RecordingPart.Size + 9);

        range.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        range.Content.Headers.ContentRange!.Length.ShouldBe(large.Length);
        (await range.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(
            whole[(RecordingPart.Size - 10)..(RecordingPart.Size + 10)]
        );
        (await RangeAsync(editor, address, large.Length, null)).StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    [Fact]
    public async Task What_is_no_recording_is_refused_at_once_and_what_is_damaged_after_a_look()
    {
        var editor = await site.EditorAsync();
        var (answer, page) = await RecordingSite.UploadAsync(
            editor,
            "list.m3u8",
            "#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n"u8.ToArray()
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Use MP4");
        (
            await RecordingSite.UploadAsync(editor, "playlist.txt", "ffconcat version 1.0\nfile /etc/passwd\n"u8.ToArray())
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var film = await SampleRecording.VideoAsync(320, 240);
        var (name, cut) = await site.AddAsync(editor, "cut.mp4", film[..(film.Length / 2)]);
        (cut.State, cut.Fault).ShouldBe((RecordingState.Refused, RecordingFaultCode.Damaged));
        (_, page) = await editor.OpenAsync($"/desk/en/recordings/{name}");
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("cut short or damaged");
        (await editor.SubmitAsync(page, "details form")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await editor.OpenAsync($"/desk/en/recordings/{name}")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_file_is_there_once_and_removing_it_leaves_nothing()
    {
        var editor = await site.EditorAsync();
        var film = await SampleRecording.SilentVideoAsync();
        var (name, recording) = await site.AddAsync(editor, "one.mp4", film);
        (await RecordingSite.UploadAsync(editor, "two.mp4", film)).Answer.Headers.Location!.OriginalString.ShouldBe(
            $"/desk/en/recordings/{name}"
        );
        var (_, page) = await editor.OpenAsync("/desk/en/recordings");
        page.QuerySelectorAll(".shelf li").Length.ShouldBe(1);
        page.QuerySelector(".shelf li")!.TextContent.ShouldContain("Captions or transcript missing: English");

        (await editor.SubmitAsync($"/desk/en/recordings/{name}", "section details form")).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );

        await using var scope = site.Site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        (await db.Set<RecordingPart>().AnyAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await editor.OpenAsync($"/desk/recordings/{recording.Files[0].Digest}/content")).Answer.StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        var report = await scope
            .ServiceProvider.GetRequiredService<RecordVerifier>()
            .VerifyAsync([], null, TestContext.Current.CancellationToken);
        report.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_picture_before_it_plays_is_a_moment_of_the_film_or_a_picture()
    {
        var editor = await site.EditorAsync();
        var (name, recording) = await site.AddAsync(editor, "bridge.mp4", await SampleRecording.VideoAsync(640, 360));
        var page = $"/desk/en/recordings/{name}";

        (await editor.SubmitAsync(page, "form[action*=Moment]", ("at", "0:04"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        var drawn = (await site.FindAsync(name)).Poster;
        drawn.ShouldNotBe(recording.Poster);
        (await editor.SubmitAsync(page, "form[action*=Moment]", ("at", "soon"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await editor.SubmitAsync(page, "form[action*=Moment]", ("at", "59:59"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect,
            "the last moment is drawn"
        );

        (await PosterAsync(editor, page, SamplePhotograph.Scene(1, ".jpg", 800, 450))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await PosterAsync(editor, page, "hello"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await site.FindAsync(name)).Poster.ShouldNotBe(drawn);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static async Task<HttpResponseMessage> RangeAsync(DeskVisitor visitor, string address, long from, long? to)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Range = new RangeHeaderValue(from, to);
        return (await visitor.SendAsync(request)).Answer;
    }

    private static async Task<HttpResponseMessage> PosterAsync(DeskVisitor visitor, string address, byte[] picture) =>
        (
            await RecordingSite.SendFileAsync(
                visitor,
                address,
                "form[action*=Poster]",
                $"{address}?handler=Poster",
                "picture",
                "picture.jpg",
                picture
            )
        ).Answer;
}
