using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Media;

/// <summary>The pictures of the workspace: added, described, used in texts, removed.</summary>
public sealed class PictureLibraryTests : IAsyncDisposable
{
    private const string Library = "/desk/en/media";
    private const string Form = "form[data-upload]";

    private readonly SmallPack pack = new();
    private readonly TestSite site;

    public PictureLibraryTests() =>
        site = new TestSite(pack.Path, settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" });

    [Fact]
    public async Task An_uploaded_picture_is_kept_without_what_the_phone_wrote_into_it()
    {
        var editor = await EditorAsync();

        var name = await UploadAsync(editor, "Sitter of Raqqa.jpg", SamplePhotograph.WithMetadata(".jpg"));

        name.ShouldStartWith("picture-");
        var (_, page) = await editor.OpenAsync($"{Library}/{name}");
        page.QuerySelector("main")!.TextContent.ShouldContain("600 × 900 pixels");
        page.QuerySelector("main")!.TextContent.ShouldContain("Sitter of Raqqa.jpg");
        await using var scope = site.Services.CreateAsyncScope();
        var files = await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<MediaFile>().ToListAsync();
        files.Count.ShouldBeGreaterThan(4);
        foreach (var secret in SamplePhotograph.Secrets)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(secret);
            files.Exists(file => file.Content.AsSpan().IndexOf(bytes) >= 0).ShouldBeFalse(secret);
        }
    }

    [Fact]
    public async Task The_same_file_is_kept_once_and_a_smaller_copy_is_recognised()
    {
        var editor = await EditorAsync();
        var large = SamplePhotograph.Scene(7, ".jpg", 1800, 1200);
        var name = await UploadAsync(editor, "one.jpg", large);

        (await UploadAsync(editor, "two.jpg", large)).ShouldBe(name);
        var copy = await UploadAsync(editor, "small.webp", SamplePhotograph.Scene(7, ".webp", 640, 427));
        var other = await UploadAsync(editor, "other.jpg", SamplePhotograph.Scene(8, ".jpg"));

        (await editor.OpenAsync($"{Library}/{copy}")).Page.QuerySelector($".notice a[href$='/{name}']").ShouldNotBeNull();
        (await editor.OpenAsync($"{Library}/{other}")).Page.QuerySelector(".notice").ShouldBeNull();
        var (_, list) = await editor.OpenAsync($"{Library}?q=small");
        list.QuerySelectorAll(".shelf li").Length.ShouldBe(1);
        list.QuerySelector(".shelf a")!.GetAttribute("href").ShouldBe($"{Library}/{copy}");
    }

    [Theory]
    [InlineData(
        "run.jpg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><script>alert(1)</script></svg>",
        "line 1"
    )]
    [InlineData("page.jpg", "<!doctype html><script>alert(1)</script>", "was refused")]
    [InlineData("file.pdf", "%PDF-1.7 and more", "not a picture")]
    [InlineData("empty.png", "", "not a picture")]
    [InlineData("cut.png", "\u0089PNG\r\n\u001a\n and no more", "cut short or damaged")]
    public async Task What_is_no_harmless_picture_is_refused_by_name_and_with_the_reason(
        string file,
        string content,
        string reason
    )
    {
        var editor = await EditorAsync();

        var (answer, page) = await SendAsync(editor, (file, System.Text.Encoding.Latin1.GetBytes(content)));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var told = page.QuerySelector("[role=alert]")!.TextContent;
        told.ShouldContain(file);
        told.ShouldContain(reason);
        page.QuerySelectorAll(".shelf li").Length.ShouldBe(0);
    }

    [Fact]
    public async Task Of_several_files_the_good_ones_are_added()
    {
        var editor = await EditorAsync();

        var (answer, page) = await SendAsync(
            editor,
            ("good.png", SamplePhotograph.Of(".png", 40, 30)),
            ("bad.png", "none"u8.ToArray()),
            ("large.png", new byte[(32 << 20) + 1])
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldNotContain("good.png");
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("more than 32 MB");
        page.QuerySelectorAll(".shelf li").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Texts_are_written_by_whoever_writes_in_their_language()
    {
        var editor = await EditorAsync();
        var name = await UploadAsync(editor, "one.png", SamplePhotograph.Of(".png", 40, 30));
        var translator = await DeskVisitor.JoinedAsync(site, "translator@example.org", ["translator:ar"]);
        var (_, page) = await translator.OpenAsync($"{Library}/{name}");
        page.QuerySelector("fieldset:has(#alt-en)")!.HasAttribute("disabled").ShouldBeTrue();
        page.QuerySelector("fieldset:has(#alt-ar)")!.HasAttribute("disabled").ShouldBeFalse();

        var (answer, _) = await translator.SubmitAsync(
            page,
            "main form",
            ("Texts[ar].Alt", "جسر"),
            ("Texts[en].Alt", "Smuggled"),
            ("Credit", "Smuggled")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var (_, after) = await editor.OpenAsync($"{Library}/{name}");
        after.QuerySelector("#alt-ar")!.TextContent.Trim().ShouldBe("جسر");
        after.QuerySelector("#alt-en")!.TextContent.Trim().ShouldBeEmpty();
        after.QuerySelector("#credit")!.GetAttribute("value").ShouldBeNullOrEmpty();
        (await TextsAsync(translator, name, "en", "Smuggled")).ShouldBe(HttpStatusCode.Forbidden);
        (await TextsAsync(translator, name, "xx", "Smuggled")).ShouldBe(HttpStatusCode.BadRequest);
        (await TextsAsync(translator, name, "ar", "جسر قديم")).ShouldBe(HttpStatusCode.NoContent);
        (await TextsAsync(translator, "nothing", "ar", "جسر")).ShouldBe(HttpStatusCode.NotFound);
        (await editor.OpenAsync($"{Library}?lacks=ar")).Page.QuerySelectorAll(".shelf li").Length.ShouldBe(0);
        (await editor.OpenAsync($"{Library}?lacks=fr")).Page.QuerySelectorAll(".shelf li").Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_form_that_was_open_while_somebody_else_saved_keeps_its_words_and_overwrites_nothing()
    {
        var editor = await EditorAsync();
        var name = await UploadAsync(editor, "one.png", SamplePhotograph.Of(".png", 40, 30));
        var (_, first) = await editor.OpenAsync($"{Library}/{name}");
        var (_, second) = await editor.OpenAsync($"{Library}/{name}");
        (await editor.SubmitAsync(first, "main form", ("Texts[en].Alt", "A bridge"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );

        var (answer, page) = await editor.SubmitAsync(second, "main form", ("Credit", "The town"));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Somebody else");
        page.QuerySelector("#credit")!.GetAttribute("value").ShouldBe("The town");
        (await editor.OpenAsync($"{Library}/{name}")).Page.QuerySelector("#alt-en")!.TextContent.Trim().ShouldBe("A bridge");
        (await editor.SubmitAsync(page, "main form", ("FocusX", "101"), ("FocusY", "1"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
    }

    [Fact]
    public async Task A_list_shows_a_tall_photograph_cut_around_its_main_point()
    {
        var editor = await EditorAsync();
        // The left half is red, the right half blue.
        var name = await UploadAsync(editor, "wide.png", SamplePhotograph.Of(".png", 1200, 300));
        foreach (var (language, alt) in (IEnumerable<(string, string)>)[("en", "Two areas"), ("ar", "مساحتان")])
        {
            (await TextsAsync(editor, name, language, alt)).ShouldBe(HttpStatusCode.NoContent);
        }

        (
            await editor.SubmitAsync("/desk/en/documents/one/details", "main form", ("Picture", name), ("Reason", "Test"))
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await ShouldShowAsync(100, 140);

        (
            await editor.SubmitAsync($"{Library}/{name}", "main form", ("FocusX", "5"), ("FocusY", "50"))
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await ShouldShowAsync(200, 255);
        (await site.OpenAsync("/en/news/one")).Page.QuerySelector(".pic img")!.GetAttribute("width").ShouldBe("1200");

        // A page in the cache follows within a second.
        async Task ShouldShowAsync(double least, double most)
        {
            double? red = null;
            for (var tries = 0; tries < 30 && !(red >= least && red <= most); tries++)
            {
                await Task.Delay(100);
                red = await RedOfAsync();
            }

            red.ShouldNotBeNull().ShouldBeInRange(least, most);
        }

        // Average red of the picture as the list shows it, by the file for every browser.
        async Task<double?> RedOfAsync()
        {
            var (_, list) = await site.OpenAsync("/en");
            if (list.QuerySelector($"main img[src$='{name}.jpg']") is not { } image)
            {
                return null;
            }

            (image.GetAttribute("width"), image.GetAttribute("height")).ShouldBe(("450", "300"));
            var answer = await site.Client.GetAsync(new Uri(image.GetAttribute("src")!, UriKind.Relative));
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return null;
            }

            using var drawn = NetVips.Image.NewFromBuffer(await answer.Content.ReadAsByteArrayAsync());
            (drawn.Width, drawn.Height).ShouldBe((450, 300));
            return drawn[0].Avg();
        }
    }

    [Fact]
    public async Task A_picture_of_a_draft_is_not_public_and_is_described_before_its_release()
    {
        var editor = await EditorAsync();
        var name = await UploadAsync(editor, "one.jpg", SamplePhotograph.Scene(1, ".jpg"));
        await DraftAsync("new", $"Before.\n\n![](picture:{name})\n\nAfter.");
        var file = await PublicFileAsync(name);
        (await site.OpenAsync(file)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var preview = (await editor.OpenAsync("/desk/en/documents/new/en/preview"))
            .Page.QuerySelector("iframe")!
            .GetAttribute("src")!;
        var (_, draft) = await site.OpenAsync(preview);
        (await site.OpenAsync(draft.QuerySelector(".text img")!.GetAttribute("src")!)).Answer.StatusCode.ShouldBe(
            HttpStatusCode.OK
        );

        var refused = await ReleaseAsync("new");
        (refused.Code, refused.Detail).ShouldBe((NewsroomCode.PictureNotDescribed, name));

        (await TextsAsync(editor, name, "en", "A bridge & “its” arches", "Raqqa <2018>.")).ShouldBe(HttpStatusCode.NoContent);
        (await ReleaseAsync("new")).Code.ShouldBe(NewsroomCode.Done);

        var (_, page) = await site.OpenAsync("/en/news/new");
        var figure = page.QuerySelector(".text figure")!;
        figure.QuerySelector("img")!.GetAttribute("alt").ShouldBe("A bridge & “its” arches");
        figure.QuerySelector("figcaption")!.TextContent.ShouldBe("Raqqa <2018>.");
        figure.QuerySelectorAll("source").Select(source => source.GetAttribute("type")).ShouldBe(["image/avif", "image/webp"]);
        figure.ParentElement!.ClassName.ShouldBe("text");
        (await site.OpenAsync(figure.QuerySelector("img")!.GetAttribute("src")!)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await site.OpenAsync(file)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        // What was released does not change by itself.
        (await TextsAsync(editor, name, "en", "Something else")).ShouldBe(HttpStatusCode.NoContent);
        (await site.OpenAsync("/en/news/new"))
            .Page.QuerySelector(".text img")!
            .GetAttribute("alt")
            .ShouldBe("A bridge & “its” arches");
        (await TextsAsync(editor, name, "en", "")).ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_text_names_pictures_of_the_site_only_and_each_in_a_paragraph_of_its_own()
    {
        var editor = await EditorAsync();
        var name = await UploadAsync(editor, "one.png", SamplePhotograph.Of(".png", 40, 30));

        await RefusedAsync("![](picture:nothing)", NewsroomCode.UnknownPicture, "nothing");
        await RefusedAsync($"One\n\n- ![](picture:{name})", NewsroomCode.PictureNotAlone, "3");
        await RefusedAsync("![x](https://example.org/x.png)", NewsroomCode.PictureFromElsewhere, "1");
        (await SaveAsync("a", $"![A bridge](picture:{name} \"Over the river\")")).Code.ShouldBe(NewsroomCode.Done);

        (await ReleaseAsync("a")).Code.ShouldBe(NewsroomCode.Done);
        (await site.OpenAsync("/en/news/a")).Page.QuerySelector("figcaption")!.TextContent.ShouldBe("Over the river");

        async Task RefusedAsync(string body, NewsroomCode code, string detail)
        {
            var result = await SaveAsync("a", body);
            (result.Code, result.Detail).ShouldBe((code, detail));
        }
    }

    [Fact]
    public async Task A_picture_that_is_used_is_not_removed()
    {
        var editor = await EditorAsync();
        var name = await UploadAsync(editor, "one.png", SamplePhotograph.Of(".png", 40, 30));
        await DraftAsync("new", $"![A bridge](picture:{name})");
        var (_, used) = await editor.OpenAsync($"{Library}/{name}");
        used.QuerySelector("a[href='/desk/en/documents/new/en']").ShouldNotBeNull();
        used.QuerySelector("form[action*=Remove]").ShouldBeNull();
        used.QuerySelector("main form")!.SetAttribute("action", $"{Library}/{name}?handler=Remove");
        (await editor.SubmitAsync(used, "main form")).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        await DraftAsync("new", "No picture.");
        var (_, unused) = await editor.OpenAsync($"{Library}/{name}");
        (await editor.SubmitAsync(unused, "form[action*=Remove]")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await editor.OpenAsync($"{Library}/{name}")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var scope = site.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<MediaFile>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_head_of_a_document_shows_a_chosen_picture()
    {
        var editor = await EditorAsync();
        var name = await UploadAsync(editor, "one.png", SamplePhotograph.Of(".png", 40, 30));
        const string Details = "/desk/en/documents/one/details";

        var (unknown, _) = await editor.SubmitAsync(Details, "main form", ("Picture", "nothing"), ("Reason", "Test"));
        unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var (refused, told) = await editor.SubmitAsync(Details, "main form", ("Picture", name), ("Reason", "Test"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        told.QuerySelector("[role=alert]")!.TextContent.ShouldContain("alternative text");
        await TextsAsync(editor, name, "en", "A bridge");
        await TextsAsync(editor, name, "ar", "جسر");

        (await editor.SubmitAsync(Details, "main form", ("Picture", name), ("Reason", "Test"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );

        (await site.OpenAsync("/en/news/one")).Page.QuerySelector(".pic img")!.GetAttribute("alt").ShouldBe("A bridge");
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private Task<DeskVisitor> EditorAsync() => DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"]);

    /// <returns>The name of the picture.</returns>
    private static async Task<string> UploadAsync(DeskVisitor visitor, string file, byte[] content)
    {
        var (answer, page) = await SendAsync(visitor, (file, content));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, page.QuerySelector("[role=alert]")?.TextContent);
        return answer.Headers.Location!.OriginalString[(Library.Length + 1)..];
    }

    private static async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SendAsync(
        DeskVisitor visitor,
        params (string Name, byte[] Content)[] files
    )
    {
        var (_, page) = await visitor.OpenAsync(Library);
        var form = new MultipartFormDataContent
        {
            {
                new StringContent(page.QuerySelector($"{Form} [name=__RequestVerificationToken]")!.GetAttribute("value")!),
                "__RequestVerificationToken"
            },
        };
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
            form.Add(part, "files", name);
        }

        return await visitor.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(Library, UriKind.Relative)) { Content = form }
        );
    }

    private static async Task<HttpStatusCode> TextsAsync(
        DeskVisitor visitor,
        string name,
        string language,
        string alt,
        string caption = ""
    )
    {
        var (_, page) = await visitor.OpenAsync($"/desk/en/account");
        var token = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var (answer, _) = await visitor.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri($"{Library}/{name}/texts", UriKind.Relative))
            {
                Content = new FormUrlEncodedContent([
                    new("language", language),
                    new("alt", alt),
                    new("caption", caption),
                    new("__RequestVerificationToken", token),
                ]),
            }
        );
        return answer.StatusCode;
    }

    private async Task<string> PublicFileAsync(string name)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var digest = await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<PictureRendition>()
            .Where(rendition => rendition.Picture == name)
            .Select(rendition => rendition.File)
            .FirstAsync();
        return $"/media/{digest}/{name}.webp";
    }

    private async Task DraftAsync(string slug, string body) => (await SaveAsync(slug, body)).Code.ShouldBe(NewsroomCode.Done);

    private async Task<NewsroomResult> SaveAsync(string slug, string body)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var result = await scope
            .ServiceProvider.GetRequiredService<SaveDraft>()
            .RunAsync(
                new Draft(slug, "en", $"Title of {slug}", "Summary.", body) { Kind = "story" },
                Actor.System("test"),
                default
            );
        return result;
    }

    private async Task<NewsroomResult> ReleaseAsync(string slug)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<Release>()
            .RunAsync(slug, null, null, Actor.System("test"), default);
    }
}
