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
    private const string Captions = "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Anna>The bridge is open.</v>\n";

    private readonly SmallPack pack = new();
    private readonly TestSite site;

    public RecordingTests() =>
        site = new TestSite(pack.Path, settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" });

    [Fact]
    public async Task A_film_is_converted_without_what_the_phone_wrote_into_it()
    {
        var film = await SampleRecording.VideoAsync();
        (await SampleRecording.ProbeAsync(film)).ShouldContain("Private");
        var editor = await EditorAsync();

        var (name, recording) = await AddAsync(editor, "Mosul, 12 October.mp4", film);

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
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        (await db.Set<UploadPart>().AnyAsync(TestContext.Current.CancellationToken)).ShouldBeFalse(
            "nothing of the upload is kept"
        );
        (await db.Set<Conversion>().AnyAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();
        Directory.GetDirectories(Path.Combine(site.DataDirectory, "conversions")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sound_is_converted_and_a_small_silent_film_has_one_variant()
    {
        var editor = await EditorAsync();

        var (_, sound) = await AddAsync(editor, "violin.wav", await SampleRecording.AudioAsync());
        (sound.Kind, sound.Poster, sound.NeedsCaptions).ShouldBe((RecordingKind.Audio, null, false));
        sound
            .Files.Select(file => (file.Variant, file.Type))
            .Order()
            .ShouldBe([(RecordingVariant.Small, "audio/mp4"), (RecordingVariant.Large, "audio/mp4")]);

        var (_, silent) = await AddAsync(editor, "silent.mp4", await SampleRecording.SilentVideoAsync());
        (silent.Kind, silent.HasSound, silent.NeedsCaptions).ShouldBe((RecordingKind.Video, false, false));
        silent.Files.ShouldHaveSingleItem().Variant.ShouldBe(RecordingVariant.Small);
    }

    [Fact]
    public async Task A_text_shows_it_once_captions_and_transcript_are_there()
    {
        var editor = await EditorAsync();
        var (name, recording) = await AddAsync(editor, "bridge.mp4", await SampleRecording.VideoAsync());
        (await SaveAsync("new", $"Before.\n\n[The bridge at Raqqa](recording:{name})")).Code.ShouldBe(NewsroomCode.Done);
        var lacking = await ReleaseAsync("new");
        (lacking.Code, lacking.Detail).ShouldBe((NewsroomCode.EmbedTextsMissing, $"recording:{name}"));

        var texts = $"/desk/en/recordings/{name}/en";
        (await SubmitAsync(editor, texts, ("Captions", Captions), ("Transcript", ""))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await ReleaseAsync("new")).Code.ShouldBe(NewsroomCode.EmbedTextsMissing, "there is no transcript yet");
        (await SubmitAsync(editor, texts, ("Transcript", "Old words."), ("MakesTranscript", "true"))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await editor.OpenAsync(texts))
            .Page.QuerySelector<IHtmlTextAreaElement>("#transcript")!
            .Value.ShouldBe("Anna: The bridge is open.");
        var small = recording.Files.Single(file => file.Variant == RecordingVariant.Small);
        var address = $"/media/{small.Digest}/{name}.mp4";
        (await site.OpenAsync(address)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, "nothing that readers see shows it");

        (await ReleaseAsync("new")).Code.ShouldBe(NewsroomCode.Done);

        var (answer, page) = await site.OpenAsync("/en/news/new");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("media-src 'self'");
        (await site.OpenAsync("/en/news"))
            .Answer.Headers.GetValues("Content-Security-Policy")
            .Single()
            .ShouldNotContain("media-src");
        var video = page.QuerySelector("figure.rec video")!;
        video.GetAttribute("preload").ShouldBe("none");
        video.HasAttribute("controls").ShouldBeTrue();
        video.GetAttribute("aria-label").ShouldBe("The bridge at Raqqa");
        video.QuerySelector("source")!.GetAttribute("src").ShouldBe(address);
        page.QuerySelector("figure.rec figcaption .cap")!.TextContent.ShouldMatch("^Video · 6 s · [0-9.,]+ (KB|MB)$");
        page.QuerySelectorAll("figure.rec figcaption a")
            .Select(link => link.TextContent.Split(',')[0])
            .ShouldBe(["Larger picture", "Sound alone"]);
        page.QuerySelector("figure.rec details p")!.TextContent.ShouldBe("Anna: The bridge is open.");
        foreach (
            var link in page.QuerySelectorAll("figure.rec [src], figure.rec a")
                .Select(one => one.GetAttribute("src") ?? one.GetAttribute("href"))
        )
        {
            (await site.OpenAsync(link!)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK, link);
        }

        (await site.OpenAsync(video.GetAttribute("poster")!)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var track = (await site.OpenAsync(video.QuerySelector("track")!.GetAttribute("src")!)).Answer;
        track.Content.Headers.ContentType!.MediaType.ShouldBe("text/vtt");
        (await track.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(Captions);
        (await site.IsSuggestedAsync("en", "bridge is open", "/en/news/new")).ShouldBeTrue();

        var refused = await SubmitAsync(editor, texts, ("Transcript", ""));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "readers see it");
        (
            await editor.SubmitAsync($"/desk/en/recordings/{name}", "form.describe", ("Credit", "The coalition"))
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await editor.OpenAsync($"/desk/en/recordings/{name}"))
            .Page.QuerySelectorAll("details form[method=post]")
            .Length.ShouldBe(2, "it cannot be removed");
    }

    [Fact]
    public async Task A_player_gets_the_range_it_asks_for()
    {
        var editor = await EditorAsync();
        var (_, recording) = await AddAsync(editor, "noise.mp4", await SampleRecording.VideoAsync(1280, 720, rate: 25));
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
        var editor = await EditorAsync();
        var (answer, page) = await UploadAsync(editor, "list.m3u8", "#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n"u8.ToArray());
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Use MP4");
        (
            await UploadAsync(editor, "playlist.txt", "ffconcat version 1.0\nfile /etc/passwd\n"u8.ToArray())
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var film = await SampleRecording.VideoAsync(320, 240);
        var (name, cut) = await AddAsync(editor, "cut.mp4", film[..(film.Length / 2)]);
        (cut.State, cut.Fault).ShouldBe((RecordingState.Refused, RecordingFaultCode.Damaged));
        (_, page) = await editor.OpenAsync($"/desk/en/recordings/{name}");
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("cut short or damaged");
        (await editor.SubmitAsync(page, "details form")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await editor.OpenAsync($"/desk/en/recordings/{name}")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_file_is_there_once_and_removing_it_leaves_nothing()
    {
        var editor = await EditorAsync();
        var film = await SampleRecording.SilentVideoAsync();
        var (name, recording) = await AddAsync(editor, "one.mp4", film);
        (await UploadAsync(editor, "two.mp4", film)).Answer.Headers.Location!.OriginalString.ShouldBe(
            $"/desk/en/recordings/{name}"
        );
        var (_, page) = await editor.OpenAsync("/desk/en/recordings");
        page.QuerySelectorAll(".shelf li").Length.ShouldBe(1);
        page.QuerySelector(".shelf li")!.TextContent.ShouldContain("Captions or transcript missing: English");

        (await editor.SubmitAsync($"/desk/en/recordings/{name}", "section details form")).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );

        await using var scope = site.Services.CreateAsyncScope();
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
    public async Task Captions_that_cannot_be_read_are_named_by_line_and_what_was_typed_stays()
    {
        var editor = await EditorAsync();
        var (name, _) = await AddAsync(editor, "bridge.mp4", await SampleRecording.VideoAsync(320, 240));
        var texts = $"/desk/en/recordings/{name}/en";

        var (answer, page) = await editor.SubmitAsync(
            texts,
            "form.describe",
            ("Captions", "WEBVTT\n\n00:01 --> 2\nOne"),
            ("Transcript", "Kept.")
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Line 3: The times cannot be read.");
        page.QuerySelector<IHtmlTextAreaElement>("#transcript")!.Value.ShouldBe("Kept.");
        (await editor.SubmitAsync(texts, "form.describe", ("Captions", "WEBVTT\n\n00:09.000 --> 00:10.000\nOne")))
            .Page.QuerySelector("[role=alert]")!
            .TextContent.ShouldContain("after the end");

        var (_, opened) = await editor.OpenAsync(texts);
        await SubmitAsync(editor, texts, ("Captions", Captions));
        (
            await editor.SubmitAsync(opened, "form.describe", ("Captions", Captions + "\n00:00:04.000 --> 00:00:05.000\nLater\n"))
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "somebody changed it since");
        var translator = await DeskVisitor.JoinedAsync(site, "translator@example.org", ["translator:ar"]);
        (await translator.SubmitAsync(texts, "form.describe", ("Captions", Captions))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (
            await SubmitAsync(
                translator,
                $"/desk/en/recordings/{name}/ar",
                ("Captions", "1\n00:00:01,000 --> 00:00:02,000\nالجسر مفتوح.\n")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await editor.OpenAsync($"/desk/en/recordings/{name}/ar"))
            .Page.QuerySelector<IHtmlTextAreaElement>("#captions")!
            .Value.ShouldBe("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nالجسر مفتوح.\n");
        (await editor.OpenAsync($"/desk/en/recordings/{name}/xx")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_picture_before_it_plays_is_a_moment_of_the_film_or_a_picture()
    {
        var editor = await EditorAsync();
        var (name, recording) = await AddAsync(editor, "bridge.mp4", await SampleRecording.VideoAsync(640, 360));
        var page = $"/desk/en/recordings/{name}";

        (await editor.SubmitAsync(page, "form[action*=Moment]", ("at", "0:04"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        var drawn = (await FindAsync(name)).Poster;
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
        (await FindAsync(name)).Poster.ShouldNotBe(drawn);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private static async Task<HttpResponseMessage> RangeAsync(DeskVisitor visitor, string address, long from, long? to)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Range = new RangeHeaderValue(from, to);
        return (await visitor.SendAsync(request)).Answer;
    }

    private static async Task<HttpResponseMessage> SubmitAsync(
        DeskVisitor visitor,
        string address,
        params (string Name, string Value)[] fields
    ) => (await visitor.SubmitAsync(address, "form.describe", fields)).Answer;

    private static async Task<HttpResponseMessage> PosterAsync(DeskVisitor visitor, string address, byte[] picture) =>
        (
            await SendFileAsync(
                visitor,
                address,
                "form[action*=Poster]",
                $"{address}?handler=Poster",
                "picture",
                "picture.jpg",
                picture
            )
        ).Answer;

    private static Task<(HttpResponseMessage Answer, IHtmlDocument Page)> UploadAsync(
        DeskVisitor visitor,
        string name,
        byte[] content
    ) => SendFileAsync(visitor, "/desk/en/recordings", "form.upload", "/desk/en/recordings", "files", name, content);

    private static async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SendFileAsync(
        DeskVisitor visitor,
        string address,
        string form,
        string action,
        string field,
        string name,
        byte[] content
    )
    {
        var (_, page) = await visitor.OpenAsync(address);
        var token = page.QuerySelector($"{form} [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await visitor.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(action, UriKind.Relative))
            {
                Content = new MultipartFormDataContent
                {
                    { new StringContent(token), "__RequestVerificationToken" },
                    { new ByteArrayContent(content), field, name },
                },
            }
        );
    }

    private Task<DeskVisitor> EditorAsync() => DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"]);

    /// <summary>Uploads a file and waits until it is converted or refused.</summary>
    private async Task<(string Name, Recording Recording)> AddAsync(DeskVisitor editor, string fileName, byte[] content)
    {
        var (answer, _) = await UploadAsync(editor, fileName, content);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var name = answer.Headers.Location!.OriginalString.Split('/')[^1];
        while (true)
        {
            if (await FindAsync(name) is { State: not RecordingState.Converting } ended)
            {
                return (name, ended);
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task<Recording> FindAsync(string name)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<Recording>()
            .AsNoTracking()
            .Include(recording => recording.Files)
            .SingleAsync(recording => recording.Name == name, TestContext.Current.CancellationToken);
    }

    private async Task<NewsroomResult> SaveAsync(string slug, string body)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<SaveDraft>()
            .RunAsync(
                new Draft(slug, "en", $"Title of {slug}", "Summary.", body) { Kind = "story" },
                Actor.System("test"),
                TestContext.Current.CancellationToken
            );
    }

    private async Task<NewsroomResult> ReleaseAsync(string slug)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<Release>()
            .RunAsync(slug, null, null, Actor.System("test"), TestContext.Current.CancellationToken);
    }
}
