using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Concord.Foundation;
using Concord.Media.Recordings;
using Concord.Modules.Tests.Accounts;
using Concord.Modules.Tests.Search;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Media;

/// <summary>Captions and transcripts, and texts that show recordings.</summary>
public sealed class RecordingTextsTests : IAsyncDisposable
{
    private const string Captions = "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Anna>The bridge is open.</v>\n";

    private readonly RecordingSite recordings = new();

    private TestSite Site => recordings.Site;

    [Fact]
    public async Task A_text_shows_it_once_captions_and_transcript_are_there()
    {
        var editor = await recordings.EditorAsync();
        var (name, recording) = await recordings.AddAsync(editor, "bridge.mp4", await SampleRecording.VideoAsync());
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
        (await Site.OpenAsync(address)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, "nothing that readers see shows it");

        (await ReleaseAsync("new")).Code.ShouldBe(NewsroomCode.Done);

        var (answer, page) = await Site.OpenAsync("/en/news/new");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("media-src 'self'");
        (await Site.OpenAsync("/en/news"))
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
            (await Site.OpenAsync(link!)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK, link);
        }

        (await Site.OpenAsync(video.GetAttribute("poster")!)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var track = (await Site.OpenAsync(video.QuerySelector("track")!.GetAttribute("src")!)).Answer;
        track.Content.Headers.ContentType!.MediaType.ShouldBe("text/vtt");
        (await track.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(Captions);
        (await Site.IsSuggestedAsync("en", "bridge is open", "/en/news/new")).ShouldBeTrue();

        (await SubmitAsync(editor, texts, ("Transcript", "New words."))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        // The page in the cache follows within a second; by itself it would stay for longer.
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        (await Site.OpenAsync("/en/news/new")).Page.QuerySelector("figure.rec details p")!.TextContent.ShouldBe("New words.");

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
    public async Task Captions_that_cannot_be_read_are_named_by_line_and_what_was_typed_stays()
    {
        var editor = await recordings.EditorAsync();
        var (name, _) = await recordings.AddAsync(editor, "bridge.mp4", await SampleRecording.VideoAsync(320, 240));
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
        var translator = await DeskVisitor.JoinedAsync(Site, "translator@example.org", ["translator:ar"]);
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

    public ValueTask DisposeAsync() => recordings.DisposeAsync();

    private static async Task<HttpResponseMessage> SubmitAsync(
        DeskVisitor visitor,
        string address,
        params (string Name, string Value)[] fields
    ) => (await visitor.SubmitAsync(address, "form.describe", fields)).Answer;

    private async Task<NewsroomResult> SaveAsync(string slug, string body)
    {
        await using var scope = Site.Services.CreateAsyncScope();
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
        await using var scope = Site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<Release>()
            .RunAsync(slug, null, null, Actor.System("test"), TestContext.Current.CancellationToken);
    }
}
