using System.Net;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Modules.Tests.Accounts;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>The lead of the home page, arranged in the workspace.</summary>
public sealed class HomePageTests : IAsyncDisposable
{
    private const string Page = "/desk/en/home";
    private const string Add = "form[action*='handler=Add']";

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly TestSite site;

    public HomePageTests()
    {
        pack.Write("home.yaml", "lead:\n  - document: two\n");
        pack.Document("older", "kind: campaign\ndate: 2020-09-01", "Older", "A campaign.");
        pack.Document("newer", "kind: campaign\ndate: 2020-10-01", "Newer", "A campaign.");
        site = new TestSite(
            pack.Path,
            clock,
            settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" }
        );
    }

    [Fact]
    public async Task A_document_leads_in_its_language_and_is_taken_away_again()
    {
        var editor = await JoinAsync();
        (await LeadAsync("en")).ShouldBe("two");

        (await editor.SubmitAsync(Page, Add, ("document", "one"), ("language", "en"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );

        await ShouldLeadAsync("en", "one");
        var (_, page) = await editor.OpenAsync(Page);
        page.QuerySelectorAll(".rows .mark").Select(mark => mark.TextContent).ShouldBe(["now", "now"]);
        page.QuerySelector("section:last-of-type")!.TextContent.ShouldContain("editor@example.org");
        await editor.SubmitAsync(page, "form[action*='handler=Remove']");
        await ShouldLeadAsync("en", "two");
    }

    [Fact]
    public async Task A_lead_begins_and_ends_at_its_time()
    {
        var editor = await JoinAsync();
        var (from, until) = (At(TimeSpan.FromHours(2)), At(TimeSpan.FromHours(4)));

        await editor.SubmitAsync(Page, Add, ("document", "one"), ("from", from), ("until", until), ("zone", "UTC"));

        (await LeadAsync("en")).ShouldBe("two");
        (await editor.OpenAsync(Page)).Page.QuerySelectorAll(".rows .mark")[1].TextContent.ShouldBe("planned");
        clock.Advance(TimeSpan.FromHours(3));
        await ShouldLeadAsync("en", "one");
        clock.Advance(TimeSpan.FromHours(2));
        await ShouldLeadAsync("en", "two");
    }

    [Theory]
    [InlineData("none", "en", "", "There is no document")]
    [InlineData("one", "xx", "", "")]
    [InlineData("one", "en", "2020-01-01T00:00", "The end must be later")]
    [InlineData("one", "en", "yesterday", "")]
    public async Task What_cannot_lead_is_refused_and_stays_in_the_form(
        string document,
        string language,
        string until,
        string error
    )
    {
        var editor = await JoinAsync();

        var (answer, page) = await editor.SubmitAsync(
            Page,
            Add,
            ("document", document),
            ("language", language),
            ("until", until),
            ("zone", "UTC")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith(error);
        page.QuerySelector("#document")!.GetAttribute("value").ShouldBe(document);
        (await LeadAsync("en")).ShouldBe("two");
    }

    [Fact]
    public async Task A_campaign_is_pinned_to_its_place_and_the_newest_shown_without_one()
    {
        var editor = await JoinAsync();
        (await CampaignAsync()).ShouldBe("newer");

        var (refused, page) = await editor.SubmitAsync(Page, Add, ("place", "Campaign"), ("document", "two"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith("two is not a campaign.");
        await editor.SubmitAsync(Page, Add, ("place", "Campaign"), ("document", "older"));

        await ShouldBecomeAsync(CampaignAsync, "older");
        (await LeadAsync("en")).ShouldBe("two");
        (await ImportAsync(new ImportOptions())).Conflicts.ShouldHaveSingleItem().Subject.ShouldBe("home:campaign");
        (_, page) = await editor.OpenAsync(Page);
        await editor.SubmitAsync(page, "section:nth-of-type(2) form[action*='handler=Remove']");
        await ShouldBecomeAsync(CampaignAsync, "newer");
    }

    [Fact]
    public async Task A_campaign_of_the_pack_is_pinned_and_has_to_be_one()
    {
        pack.Write("home.yaml", "lead:\n  - document: two\ncampaign:\n  - document: older\n");
        (await ImportAsync(new ImportOptions())).Problems.ShouldBeEmpty();
        await ShouldBecomeAsync(CampaignAsync, "older");

        pack.Write("home.yaml", "campaign:\n  - document: two\n");
        (await ImportAsync(new ImportOptions())).Problems.ShouldHaveSingleItem().Place().ShouldBe("home.yaml:2 UnknownReference");
    }

    [Fact]
    public async Task An_import_leaves_what_a_person_arranged_unless_told_to_overwrite()
    {
        var editor = await JoinAsync();
        await editor.SubmitAsync(Page, Add, ("document", "one"));
        await ShouldLeadAsync("en", "one");

        (await ImportAsync(new ImportOptions())).Conflicts.ShouldHaveSingleItem().File.ShouldBe("home.yaml");
        (await LeadAsync("en")).ShouldBe("one");

        (await ImportAsync(new ImportOptions(Overwrites: true))).Conflicts.ShouldBeEmpty();
        await ShouldLeadAsync("en", "two");
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private string At(TimeSpan later) =>
        (clock.GetUtcNow() + later).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private Task<DeskVisitor> JoinAsync() => DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"], clock);

    private async Task<ImportResult> ImportAsync(ImportOptions options)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ImportContent>()
            .RunAsync(pack.Path, options, Actor.Command("test"), progress: null, default);
    }

    /// <returns>Slug of the first document of the home page.</returns>
    private async Task<string> LeadAsync(string language) =>
        (await site.OpenAsync($"/{language}"))
            .Page.QuerySelector(".lead a[href*='/news/'], .lead a[href*='/statements/']")!
            .GetAttribute("href")!
            .Split('/')[^1];

    /// <returns>Slug of the campaign on the home page.</returns>
    private async Task<string> CampaignAsync() =>
        (await site.OpenAsync("/en")).Page.QuerySelector("a[href*='/campaigns/']")!.GetAttribute("href")!.Split('/')[^1];

    private static async Task ShouldBecomeAsync(Func<Task<string>> read, string slug)
    {
        for (var attempt = 0; attempt < 50 && await read() != slug; attempt++)
        {
            await Task.Delay(100);
        }

        (await read()).ShouldBe(slug);
    }

    /// <summary>Cached pages change within a second.</summary>
    private async Task ShouldLeadAsync(string language, string slug)
    {
        for (var attempt = 0; attempt < 50 && await LeadAsync(language) != slug; attempt++)
        {
            await Task.Delay(100);
        }

        (await LeadAsync(language)).ShouldBe(slug);
    }
}
