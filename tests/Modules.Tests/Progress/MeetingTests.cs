using System.Net;
using Concord.Modules.Tests.Cli;
using Concord.Modules.Tests.Web;
using Concord.TestKit;

namespace Concord.Modules.Tests.Progress;

public sealed class MeetingTests(DemonstrationSite demonstration)
{
    private readonly TestSite site = demonstration.Site;

    [Fact]
    public async Task Meetings_up_to_today_are_listed_newest_first_with_source_and_document()
    {
        var (answer, page) = await site.OpenAsync("/en/events");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelectorAll(".events li")
            .Select(meeting => meeting.Id)
            .ShouldBe(["online-ministerial", "washington-ministerial", "kuwait-ministerial", "brussels-ministerial"]);
        page.QuerySelector("#washington-ministerial .kick")!.TextContent.ShouldStartWith("6 February 2019");
        page.QuerySelector("#washington-ministerial .kick a[rel~=noreferrer]").ShouldNotBeNull();
        page.QuerySelector("#washington-ministerial a[href='/en/news/washington-seventy-nine']").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("fr")]
    [InlineData("ckb")]
    public async Task The_foot_of_every_page_leads_to_the_meetings(string language)
    {
        var (_, page) = await site.OpenAsync($"/{language}/members");

        page.QuerySelector($"footer a[href='/{language}/events']").ShouldNotBeNull();
        (await site.OpenAsync($"/{language}/events")).Page.QuerySelectorAll(".events li").Length.ShouldBe(4);
    }

    [Fact]
    public async Task The_timeline_leads_to_the_document_about_an_event() =>
        (await site.OpenAsync("/en/progress"))
            .Page.QuerySelector("#baghouz a[href='/en/news/baghouz-end-of-territorial-control']")
            .ShouldNotBeNull();

    [Fact]
    public async Task A_document_that_is_not_in_the_language_is_not_linked()
    {
        (await site.OpenAsync("/ar/progress")).Page.QuerySelector("#kobane a[href^='/ar/news/']").ShouldNotBeNull();
        (await site.OpenAsync("/fr/progress")).Page.QuerySelector("#kobane a[href*='/news/']").ShouldBeNull();
    }

    [Fact]
    public async Task The_API_tells_meetings_from_other_events()
    {
        var events = (await site.Client.GetStringAsync(new Uri("/api/v1/events?limit=100", UriKind.Relative)));
        using var json = System.Text.Json.JsonDocument.Parse(events);

        var items = json
            .RootElement.GetProperty("items")
            .EnumerateArray()
            .ToDictionary(item => item.GetProperty("slug").GetString()!);
        items["washington-ministerial"].GetProperty("meeting").GetBoolean().ShouldBeTrue();
        items["washington-ministerial"].GetProperty("document").GetString().ShouldBe("washington-seventy-nine");
        items["tikrit"].GetProperty("meeting").GetBoolean().ShouldBeFalse();
        items["tikrit"].GetProperty("document").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task An_event_about_an_unknown_document_and_a_link_that_is_none_are_refused_with_their_line()
    {
        using var pack = new SmallPack();
        pack.Write(
            "timeline.yaml",
            """
            phases:
              - { slug: first, names: { en: "First", ar: "أولاً", fr: "Début", ckb: "یەکەم" } }
            events:
              - { slug: here, on: 2019-01-01, phase: first, document: one, title: { en: "A", ar: "أ", fr: "A", ckb: "ئ" }, source: { name: { en: "B", ar: "ب", fr: "B", ckb: "ب" } } }
              - { slug: there, on: 2019-01-02, phase: first, document: nowhere, title: { en: "A", ar: "أ", fr: "A", ckb: "ئ" }, source: { name: { en: "B", ar: "ب", fr: "B", ckb: "ب" } } }
            """
        );
        pack.Write(
            "members.yaml",
            """
            members:
              - { slug: aland, kind: state, code: AX, by: 2016-08-31, links: ["https://one.example", "javascript:alert(1)"], names: { en: "Åland", ar: "آلاند", fr: "Åland", ckb: "ئۆلاند" } }
            """
        );
        await using var database = await Providers.OpenAsync(Provider.Sqlite);

        var (code, _, errors) = await CommandLine.RunAsync(database.Settings, ["import", "content", pack.Path]);

        code.ShouldBe(1);
        errors.ShouldContain("timeline.yaml:5: there is no document “nowhere”.");
        errors.ShouldNotContain("“one”");
        errors.ShouldContain("members.yaml:2: “javascript:alert(1)” is not an address of the web");
    }
}
