using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.WordPress;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom.WordPress;

/// <summary>An administrator moves a site in from the workspace.</summary>
public sealed class WordPressDeskTests : IAsyncLifetime
{
    private readonly TestSite site = new();
    private DeskVisitor visitor = null!;

    public async ValueTask InitializeAsync() =>
        visitor = await DeskVisitor.JoinedAsync(site, "administrator@example.org", ["administrator"]);

    public async ValueTask DisposeAsync() => await site.DisposeAsync();

    [Fact]
    public async Task An_export_is_checked_first_and_imported_when_the_administrator_says_so()
    {
        (await visitor.OpenAsync("/desk/en/import")).Page.QuerySelector("main")!.TextContent.ShouldContain("No export");
        var job = await UploadAsync(
            "old site.xml",
            Encoding.UTF8.GetBytes(
                new SampleExport()
                    .Post(1, "Moved <b>in</b>", "<p>Text [contact-form-7 id=\"2\"]</p>", "moved-in")
                    .Post(
                        2,
                        "Draft",
                        "<p>Text.</p>",
                        "draft-in",
                        "draft",
                        categories: [("post_tag", "bridges", "Bridges & roads")]
                    )
                    .Author("press", "The press office")
                    .ToXml()
            )
        );

        var page = await UntilAsync(job, "Checked");

        var shown = page.QuerySelector("main")!.TextContent;
        shown.ShouldContain("old site.xml");
        shown.ShouldContain("What an import would do");
        shown.ShouldContain("2 items");
        page.QuerySelector("details summary")!.TextContent.ShouldContain("Shortcode that is not known");
        page.QuerySelector("details li")!.TextContent.ShouldContain("contact-form-7");
        (await site.OpenAsync("/en/news/moved-in")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await visitor.SubmitAsync(job, "form[action$=Import]");
        page = await UntilAsync(job, "Imported");

        page.QuerySelector("main")!.TextContent.ShouldContain("Result");
        await UntilPublicAsync("/en/news/moved-in");
        var editor = await DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"]);
        var details = (await editor.OpenAsync("/desk/en/documents/draft-in/details")).Page.QuerySelector("main")!.TextContent;
        details.ShouldContain("old.example.org/2019/03/draft-in");
        details.ShouldContain("The press office");
        details.ShouldContain("Bridges & roads");
        (await visitor.OpenAsync("/desk/ar/import")).Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);

        await visitor.SubmitAsync(job, "form[action$=Remove]");

        (await visitor.OpenAsync(job)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await site.OpenAsync("/en/news/moved-in")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_damaged_export_is_refused_with_the_place()
    {
        var xml = new SampleExport().Post(1, "One", "<p>Text.</p>", "damaged-in").ToXml();
        var job = await UploadAsync("damaged.xml", Encoding.UTF8.GetBytes(xml[..^30]));

        var page = await UntilAsync(job, "Damaged");

        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Line ");
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("ends too early");
        page.QuerySelector("form[action$=Import]").ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_file_the_form_says_so()
    {
        var (answer, page) = await visitor.SubmitAsync("/desk/en/import", "form[enctype]");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Choose a file");
    }

    /// <summary>A process that ended leaves the state in which it was.</summary>
    [Fact]
    public async Task Work_that_a_stop_of_the_site_ended_can_be_started_again()
    {
        var job = await UploadAsync(
            "stopped.xml",
            Encoding.UTF8.GetBytes(new SampleExport().Post(1, "One", "<p>Text.</p>", "stopped-in").ToXml())
        );
        await UntilAsync(job, "Checked");
        var state = Path.Combine(site.DataDirectory, "wordpress", Guid.Parse(job.Split('/')[^1]).ToString("N"), "state.json");
        await File.WriteAllTextAsync(
            state,
            (await File.ReadAllTextAsync(state)).Replace("\"Checked\"", "\"Importing\"", StringComparison.Ordinal)
        );

        (await visitor.OpenAsync(job)).Page.QuerySelector("[role=status]")!.TextContent.ShouldContain("Stopped");

        await visitor.SubmitAsync(job, "form[action$=Import]");
        await UntilAsync(job, "Imported");
        await UntilPublicAsync("/en/news/stopped-in");
    }

    private async Task<string> UploadAsync(string name, byte[] content)
    {
        var (_, page) = await visitor.OpenAsync("/desk/en/import");
        var token = page.QuerySelector("form[enctype] [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var (answer, _) = await visitor.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri("/desk/en/import", UriKind.Relative))
            {
                Content = new MultipartFormDataContent
                {
                    { new StringContent(token), "__RequestVerificationToken" },
                    { new ByteArrayContent(content), "file", name },
                },
            }
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return answer.Headers.Location!.OriginalString;
    }

    private async Task<IHtmlDocument> UntilAsync(string job, string state)
    {
        for (var left = 200; ; left--)
        {
            var (_, page) = await visitor.OpenAsync(job);
            if (page.QuerySelector("[role=status] b")!.TextContent.StartsWith(state, StringComparison.Ordinal))
            {
                return page;
            }

            left.ShouldBePositive(page.QuerySelector("main")!.TextContent);
            await Task.Delay(50);
        }
    }

    private async Task UntilPublicAsync(string path)
    {
        for (var left = 100; (await site.OpenAsync(path)).Answer.StatusCode != HttpStatusCode.OK; left--)
        {
            left.ShouldBePositive(path);
            await Task.Delay(50);
        }
    }
}
