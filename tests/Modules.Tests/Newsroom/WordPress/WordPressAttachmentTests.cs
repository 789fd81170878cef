using System.Text;
using Concord.Foundation;
using Concord.Modules.Tests.Media;
using Concord.Newsroom.WordPress;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom.WordPress;

/// <summary>Pictures and files of a WordPress site come into the library.</summary>
public sealed class WordPressAttachmentTests : IAsyncLifetime
{
    private readonly ImportedSite old = new();
    private readonly TemporaryFolder folder = new();

    public async ValueTask InitializeAsync() => await old.Site.OpenAsync("/en");

    public async ValueTask DisposeAsync()
    {
        folder.Dispose();
        await old.DisposeAsync();
    }

    [Fact]
    public async Task Attachments_come_from_the_folder_and_stand_in_the_texts()
    {
        var uploads = $"{folder.Path}/uploads";
        Directory.CreateDirectory($"{uploads}/2019/03");
        await File.WriteAllBytesAsync($"{folder.Path}/outside.jpg", SamplePhotograph.Of(".jpg", 400, 300));
        await File.WriteAllBytesAsync($"{uploads}/2019/03/bridge.jpg", SamplePhotograph.Of(".jpg", 800, 600));
        await File.WriteAllBytesAsync($"{uploads}/2019/03/report.pdf", SamplePdf.Of("Report"));
        await File.WriteAllTextAsync($"{uploads}/2019/03/evil.jpg", "<script>");
        var export = new SampleExport()
            .Attachment(5, "2019/03/bridge.jpg", "bridge", alt: "A bridge over a river")
            .Attachment(6, "2019/03/report.pdf", "Report")
            .Attachment(7, "2019/03/missing.jpg", "missing", alt: "x")
            .Attachment(8, "2019/03/evil.jpg", "evil", alt: "x")
            .Attachment(9, "2019/03/song.mp3", "song")
            .Attachment(10, "..%2foutside.jpg", "outside", alt: "x")
            .Post(
                1,
                "With pictures",
                "[caption id=\"attachment_5\"]<img class=\"wp-image-5\" src=\"https://old.example.org/wp-content/uploads/2019/03/bridge-300x225.jpg\" /> The bridge in March[/caption]\n\nRead <a href=\"https://old.example.org/wp-content/uploads/2019/03/report.pdf\">the report</a>. <img src=\"https://old.example.org/wp-content/uploads/2019/03/missing.jpg\" alt=\"Gone\">\n\n<img src=\"/wp-content/uploads/2019/03/bridge-1024x768.jpg\" alt=\"By its path\">",
                "with-pictures",
                fields: [("_thumbnail_id", "5")]
            );

        var report = await old.RunAsync(export, new WordPressOptions { Attachments = uploads });

        report.Problems.ShouldBe(
            new Dictionary<string, int>
            {
                ["missing-file"] = 2,
                ["missing-picture"] = 1,
                ["refused-file"] = 1,
                ["unsupported-file"] = 1,
            }
        );
        var (_, page) = await old.Site.OpenAsync("/en/news/with-pictures");
        var picture = page.QuerySelector(".text img")!;
        picture.GetAttribute("alt").ShouldBe("A bridge over a river");
        page.QuerySelectorAll(".text img")[1].GetAttribute("alt").ShouldBe("By its path");
        page.QuerySelector(".text figcaption")!.TextContent.ShouldContain("The bridge in March");
        page.QuerySelector(".pic img").ShouldNotBeNull();
        var file = page.QuerySelectorAll(".text a")
            .Single(link => link.GetAttribute("href")!.EndsWith("report.pdf", StringComparison.Ordinal));
        (await old.Site.OpenAsync(file.GetAttribute("href")!)).Answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        page.QuerySelectorAll(".text a")
            .ShouldContain(link => link.GetAttribute("href") == "https://old.example.org/wp-content/uploads/2019/03/missing.jpg");
        (await old.LeadsToAsync("/wp-content/uploads/2019/03/report.pdf")).ShouldBe(file.GetAttribute("href"));

        var again = await old.RunAsync(export, new WordPressOptions { Attachments = uploads });

        again.Outcomes["unchanged"].ShouldBe(3);
        again.Outcomes.Keys.ShouldNotContain("added");
    }

    [Fact]
    public async Task Attachments_are_fetched_from_the_old_site_by_the_guarded_client()
    {
        await using var server = await LocalServer.StartAsync(http =>
            http.Request.Path == "/uploads/bridge.jpg"
                ? http.Response.Body.WriteAsync(SamplePhotograph.Of(".jpg", 800, 600)).AsTask()
                : Task.FromResult(http.Response.StatusCode = 404)
        );
        var export = new SampleExport { Files = new Uri(server.Address, "/uploads").AbsoluteUri }
            .Attachment(5, "bridge.jpg", "bridge", alt: "A bridge")
            .Attachment(6, "gone.jpg", "gone", alt: "x")
            .Post(1, "Fetched", "<p>Text.</p><img class=\"wp-image-5\" src=\"x\">", "fetched-one");

        var refused = await old.RunAsync(export, new WordPressOptions { Fetches = true });

        refused.Problems["missing-file"].ShouldBe(2);
        refused.Listed[0].Detail.ShouldContain("is not allowed");

        await using var trusting = new TestSite(
            settings: new Dictionary<string, string>
            {
                ["Concord:OutboundHttp:PublicNetworks:0"] = "127.0.0.0/8",
                ["Concord:OutboundHttp:AnyPort"] = "true",
            }
        );
        var report = await trusting
            .Services.GetRequiredService<ImportWordPress>()
            .RunAsync(
                () => new MemoryStream(Encoding.UTF8.GetBytes(export.ToXml())),
                new WordPressOptions { Fetches = true },
                ImportedSite.Actor,
                progress: null,
                default
            );

        report.Problems.ShouldBe(new Dictionary<string, int> { ["missing-file"] = 1 });
        (await trusting.OpenAsync("/en/news/fetched-one"))
            .Page.QuerySelector(".text img")!
            .GetAttribute("alt")
            .ShouldBe("A bridge");
    }
}
