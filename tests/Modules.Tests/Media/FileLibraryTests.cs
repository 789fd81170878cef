using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using Concord.Foundation;
using Concord.Media.Downloads;
using Concord.Modules.Tests.Accounts;
using Concord.Modules.Tests.Search;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Media;

/// <summary>Files for download in the workspace, and in texts.</summary>
public sealed class FileLibraryTests : IAsyncDisposable
{
    private readonly SmallPack pack = new();
    private readonly TestSite site;

    public FileLibraryTests() =>
        site = new TestSite(pack.Path, settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" });

    [Fact]
    public async Task A_file_is_uploaded_described_and_removed()
    {
        var editor = await EditorAsync();
        var (answer, _) = await UploadAsync(editor, "Bericht: Raqqa?.pdf", SamplePdf.Of("The bridge at Raqqa"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var address = answer.Headers.Location!.OriginalString;

        var (_, page) = await editor.OpenAsync(address);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Bericht Raqqa.pdf");
        page.QuerySelector("main")!.TextContent.ShouldContain("1 page");
        page.QuerySelector("main")!.TextContent.ShouldContain("does not mark its headings");
        (await editor.OpenAsync("/desk/en/files?q=bridge")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await editor.OpenAsync("/desk/en/files?q=palmyra")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(0);
        var link = page.QuerySelector("a[download]")!.GetAttribute("href")!;
        var download = (await editor.OpenAsync(link)).Answer;
        download.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");

        (
            await editor.SubmitAsync(address, "form.describe", ("FileName", "raqqa report"), ("Rights", "Ours"))
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (_, var described) = await editor.OpenAsync(address);
        described.QuerySelector("h1")!.TextContent.ShouldBe("raqqa report.pdf");
        (await editor.SubmitAsync(page, "form.describe", ("FileName", "older"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity,
            "somebody changed it since"
        );

        (await editor.SubmitAsync(address, "details form")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await editor.OpenAsync(address)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await editor.OpenAsync(link)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_refused_file_is_named_with_the_reason_and_the_same_file_is_stored_once()
    {
        var editor = await EditorAsync();
        var (answer, page) = await UploadAsync(editor, "form.pdf", SamplePdf.With("/AcroForm << /XFA [] >>"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("dynamic form");

        var first = (await UploadAsync(editor, "a.pdf", SamplePdf.Of("One"))).Answer.Headers.Location;
        (await UploadAsync(editor, "b.pdf", SamplePdf.Of("One"))).Answer.Headers.Location.ShouldBe(first);
        (await editor.OpenAsync("/desk/en/files")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_reader_of_the_workspace_sees_files_and_changes_none()
    {
        var editor = await EditorAsync();
        var address = (await UploadAsync(editor, "a.pdf", SamplePdf.Of("One"))).Answer.Headers.Location!.OriginalString;
        var reader = await DeskVisitor.JoinedAsync(site, "reader@example.org", ["reader"]);

        var (_, page) = await reader.OpenAsync(address);
        page.QuerySelector("form.describe fieldset")!.HasAttribute("disabled").ShouldBeTrue();
        (await reader.SubmitAsync(page, "form.describe", ("FileName", "mine.pdf"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task A_text_offers_the_file_once_it_is_released_and_the_search_finds_its_words()
    {
        var editor = await EditorAsync();
        var (answer, _) = await UploadAsync(editor, "report.pdf", SamplePdf.Of("Serendipity in Deir"));
        var address = answer.Headers.Location!.OriginalString;
        var name = address.Split('/')[^1];
        var file = await PublicAddressAsync(name);
        (await SaveAsync("new", $"Before.\n\n[The annual report](file:{name})")).Code.ShouldBe(NewsroomCode.Done);

        (await editor.OpenAsync(address)).Page.QuerySelector("section a")!.TextContent.ShouldBe("Title of new");
        (await editor.OpenAsync(address)).Page.QuerySelector("details").ShouldBeNull("a draft uses it");
        (await site.OpenAsync(file)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var preview = (await editor.OpenAsync("/desk/en/documents/new/en/preview")).Page.QuerySelector("iframe")!;
        var (_, draft) = await site.OpenAsync(preview.GetAttribute("src")!);
        (await site.OpenAsync(draft.QuerySelector(".text a[download]")!.GetAttribute("href")!)).Answer.StatusCode.ShouldBe(
            HttpStatusCode.OK
        );

        (await ReleaseAsync("new")).Code.ShouldBe(NewsroomCode.Done);

        var (_, page) = await site.OpenAsync("/en/news/new");
        var link = page.QuerySelector(".text a[download]")!;
        (link.TextContent, link.GetAttribute("href")).ShouldBe(("The annual report", file));
        link.ParentElement!.TextContent.ShouldBe("The annual report PDF · 1 page · 1 KB");
        var download = (await site.OpenAsync(file)).Answer;
        download.StatusCode.ShouldBe(HttpStatusCode.OK);
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        (await site.IsSuggestedAsync("en", "serendipity", "/en/news/new")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_text_that_names_a_file_the_site_does_not_have_is_not_saved()
    {
        var result = await SaveAsync("new", "[The annual report](file:annual-report)");
        (result.Code, result.Detail).ShouldBe((NewsroomCode.UnknownEmbed, "file:annual-report"));
        var inside = await SaveAsync("new", "One.\n\n- [The annual report](file:annual-report)");
        (inside.Code, inside.Detail).ShouldBe((NewsroomCode.EmbedNotAlone, "3"));
    }

    [Fact]
    public async Task Writers_choose_among_the_files()
    {
        var editor = await EditorAsync();
        await UploadAsync(editor, "Annual report.pdf", SamplePdf.Of("One"));
        await UploadAsync(editor, "Map.pdf", SamplePdf.Of("Two"));

        var found = await (await editor.OpenAsync("/desk/en/embeds/file?q=annual")).Answer.Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken
        );
        found.ShouldContain("\"title\":\"Annual report\"");
        found.ShouldNotContain("Map");
        (await editor.OpenAsync("/desk/en/embeds/nothing")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("../../etc/passwd", "etcpasswd.pdf")]
    [InlineData("تقرير الرقة.PDF", "تقرير الرقة.pdf")]
    [InlineData("a\r\nb\0.pdf", "a b.pdf")]
    [InlineData(" . ", "document.pdf")]
    [InlineData(null, "document.pdf")]
    public void A_file_gets_a_name_that_readers_can_save(string? given, string name) =>
        FileDescription.CleanName(given).ShouldBe(name);

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private static async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> UploadAsync(
        DeskVisitor visitor,
        string name,
        byte[] content
    )
    {
        var (_, page) = await visitor.OpenAsync("/desk/en/files");
        var token = page.QuerySelector("form.upload [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        return await visitor.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri("/desk/en/files", UriKind.Relative))
            {
                Content = new MultipartFormDataContent
                {
                    { new StringContent(token), "__RequestVerificationToken" },
                    { file, "files", name },
                },
            }
        );
    }

    private Task<DeskVisitor> EditorAsync() => DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"]);

    private async Task<string> PublicAddressAsync(string name)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var files = scope.ServiceProvider.GetRequiredService<FileStore>();
        return (await files.FindAsync([name], TestContext.Current.CancellationToken))[name].Address;
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
