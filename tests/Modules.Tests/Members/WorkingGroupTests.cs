using System.Net;
using Concord.Modules.Tests.Web;
using Concord.TestKit;

namespace Concord.Modules.Tests.Members;

public sealed class WorkingGroupTests(DemonstrationSite demonstration)
{
    private const string Pack = """
        members:
          - { slug: aland, kind: state, code: AX, by: 2016-08-31, links: ["https://www.aland.example/about", "https://social.example/@aland"], names: { en: "Åland", ar: "آلاند", fr: "Åland", ckb: "ئۆلاند" }, formerly: [ { until: 2018-12-31, names: { en: "Old Åland", ar: "آلاند القديمة", fr: "Ancien Åland", ckb: "ئۆلاندی کۆن" } } ] }
          - { slug: league, kind: institution, by: 2017-03-22, names: { en: "The League", ar: "الجامعة", fr: "La Ligue", ckb: "کۆمکار" } }
        groups:
          - slug: harbours
            names: { en: "Harbours group", ar: "مجموعة الموانئ", fr: "Groupe des ports", ckb: "گرووپی بەندەرەکان" }
            led-by: [ { member: league, from: 2019-06-01 }, { member: aland, from: 2017-02-01, until: 2019-05-31 } ]
          - slug: later
            names: { en: "Later group", ar: "مجموعة لاحقة", fr: "Groupe ultérieur", ckb: "گرووپی دواتر" }
            led-by: [ { member: league, from: 2099-01-01 } ]
        """;

    private readonly TestSite site = demonstration.Site;

    [Fact]
    public async Task A_group_names_its_line_of_effort_and_its_co_leads()
    {
        var (answer, page) = await site.OpenAsync("/en/working-groups/counter-finance");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Counter-finance group");
        page.QuerySelector(".st a")!.GetAttribute("href").ShouldBe("/en/efforts/counter-finance");
        page.QuerySelectorAll(".groups a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe(["/en/members/italy", "/en/members/saudi-arabia", "/en/members/united-states"]);
        page.QuerySelector(".groups li")!.TextContent.ShouldContain("start date not stated");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("fr")]
    [InlineData("ckb")]
    public async Task Every_group_of_the_list_has_a_page_and_the_foot_leads_to_the_list(string language)
    {
        var (_, home) = await site.OpenAsync($"/{language}");
        home.QuerySelector($"footer a[href='/{language}/working-groups']").ShouldNotBeNull();
        var (_, list) = await site.OpenAsync($"/{language}/working-groups");

        var groups = list.QuerySelectorAll("h3 a").Select(link => link.GetAttribute("href")!).ToList();
        groups.Count.ShouldBe(4);
        foreach (var group in groups)
        {
            (await site.OpenAsync(group)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK, group);
        }
    }

    [Theory]
    [InlineData("africa-focus", "formed after the day on which the demonstration stands")]
    [InlineData("atlantis", "unknown")]
    public async Task A_group_that_does_not_exist_on_the_day_has_no_page(string slug, string why) =>
        (await site.OpenAsync($"/en/working-groups/{slug}")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, why);

    [Fact]
    public async Task Former_co_leads_and_changes_are_dated()
    {
        using var pack = new SmallPack();
        pack.Write("members.yaml", Pack);
        await using var own = new TestSite(pack.Path);

        var (_, group) = await own.OpenAsync("/en/working-groups/harbours");
        var (_, member) = await own.OpenAsync("/en/members/aland");
        var (_, league) = await own.OpenAsync("/en/members/league");

        group
            .QuerySelectorAll(".groups li")
            .Select(Words)
            .ShouldBe(["The League · since 1 June 2019", "Åland · 1 February 2017 to 31 May 2019"]);
        member
            .QuerySelectorAll(".changes li")
            .Select(Words)
            .ShouldBe([
                "31 August 2016 Member by this date.",
                "1 February 2017 It began to co-lead the Harbours group.",
                "1 January 2019 Name changed from Old Åland to Åland.",
                "1 June 2019 It no longer co-led the Harbours group.",
            ]);
        member.QuerySelector(".groups").ShouldBeNull();
        league.QuerySelectorAll(".groups li").Select(Words).ShouldBe(["Harbours group · co-lead, since 1 June 2019"]);
        (await own.OpenAsync("/en/working-groups/later")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_member_page_leads_to_the_members_own_pages_without_telling_them_from_where()
    {
        using var pack = new SmallPack();
        pack.Write("members.yaml", Pack);
        await using var own = new TestSite(pack.Path);

        var (_, page) = await own.OpenAsync("/en/members/aland");

        var links = page.QuerySelectorAll("main a[rel~=external]").ToList();
        links
            .Select(link => link.GetAttribute("href"))
            .ShouldBe(["https://www.aland.example/about", "https://social.example/@aland"]);
        links.Select(link => link.TextContent).ShouldBe(["aland.example", "social.example"]);
        links.ShouldAllBe(link => link.GetAttribute("rel")!.Contains("noreferrer", StringComparison.Ordinal));
    }

    /// <summary>What the groups say is not said again in the facts beside the text.</summary>
    [Theory]
    [InlineData("counter-finance", "Saudi Arabia")]
    [InlineData("stabilisation", "Germany")]
    [InlineData("counter-propaganda", "United Arab Emirates")]
    [InlineData("foreign-fighters", "Kuwait")]
    public async Task The_page_of_a_line_of_effort_names_a_co_lead_once(string effort, string lead)
    {
        var (_, page) = await site.OpenAsync($"/en/efforts/{effort}");

        var said = page.QuerySelector("article")!.TextContent + page.QuerySelector(".groups")!.TextContent;
        said.Split(lead).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("military-campaign")]
    [InlineData("counter-finance")]
    [InlineData("foreign-fighters")]
    [InlineData("stabilisation")]
    [InlineData("counter-propaganda")]
    public async Task The_page_of_a_line_of_effort_lists_a_document_once(string effort)
    {
        var (_, page) = await site.OpenAsync($"/en/efforts/{effort}");

        page.QuerySelectorAll(".rel h3 a, .rel h2 a").Select(link => link.GetAttribute("href")).ShouldBeUnique();
    }

    private static string Words(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
