using System.Net;
using Concord.Modules.Tests.Web;
using Concord.TestKit;

namespace Concord.Modules.Tests.Members;

public sealed class MemberPageTests(DemonstrationSite demonstration)
{
    private readonly TestSite site = demonstration.Site;

    [Fact]
    public async Task A_member_page_shows_its_date_what_it_leads_and_its_documents()
    {
        var (answer, page) = await site.OpenAsync("/en/members/united-states");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelector("h1")!.TextContent.ShouldBe("United States");
        var text = page.QuerySelector("main")!.TextContent;
        text.ShouldContain("Member by August 2016. It may have joined earlier.");
        text.ShouldContain("Counter-finance group");
        // Formed after the day on which the demonstration stands.
        text.ShouldNotContain("Africa Focus Group");
        text.ShouldNotContain(" of 82");
        text.ShouldContain("Farmers in Raqqa get healthy olive seedlings");
    }

    [Fact]
    public async Task A_member_names_the_source_of_its_membership() =>
        (await site.OpenAsync("/en/members/guinea"))
            .Page.QuerySelector("main")!
            .TextContent.ShouldContain("Source: the ministers’ meeting in Washington, as stated by the United States.");

    [Theory]
    [InlineData("/en/members/afghanistan", null, "albania")]
    [InlineData("/en/members/albania", "afghanistan", "arab-league")]
    public async Task A_member_page_leads_to_its_neighbours(string path, string? previous, string? next)
    {
        var (_, page) = await site.OpenAsync(path);

        (page.QuerySelector("main a[rel=prev]")?.GetAttribute("href")).ShouldBe(
            previous is null ? null : $"/en/members/{previous}"
        );
        (page.QuerySelector("main a[rel=next]")?.GetAttribute("href")).ShouldBe(next is null ? null : $"/en/members/{next}");
    }

    [Fact]
    public async Task Every_member_is_reached_from_neighbour_to_neighbour()
    {
        var (_, list) = await site.OpenAsync("/ar/members");
        var path =
            "/ar/members/"
            + list.QuerySelectorAll("main a[href^='/ar/members/']")
                .Select(link => link.GetAttribute("href")!.Split('/')[^1])
                .First();
        var seen = new HashSet<string>();
        while (path is not null && seen.Add(path))
        {
            var (_, page) = await site.OpenAsync(path);
            path = page.QuerySelector("main a[rel=prev]")?.GetAttribute("href");
        }

        path = seen.Last();
        seen.Clear();
        while (path is not null && seen.Add(path))
        {
            var (_, page) = await site.OpenAsync(path);
            path = page.QuerySelector("main a[rel=next]")?.GetAttribute("href");
        }

        seen.Count.ShouldBe(82);
    }

    [Fact]
    public async Task The_page_of_a_former_member_remains_and_says_that_it_left()
    {
        using var pack = new SmallPack();
        pack.Write(
            "members.yaml",
            """
            members:
              - { slug: aland, kind: state, code: AX, by: 2016-08-31, left: 2020-06-30, names: { en: "Åland", ar: "آلاند", fr: "Åland", ckb: "ئۆلاند" } }
              - { slug: league, kind: institution, by: 2017-03-22, names: { en: "The League", ar: "الجامعة", fr: "La Ligue", ckb: "کۆمکار" } }
            """
        );
        await using var own = new TestSite(pack.Path);

        var (answer, page) = await own.OpenAsync("/en/members/aland");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelector(".notice")!.TextContent.ShouldBe("Its membership ended on 30 June 2020.");
        (await own.OpenAsync("/en/members")).Page.QuerySelector("a[href$=aland]").ShouldBeNull();
        (await own.OpenAsync("/en/members?on=2020-06-30")).Page.QuerySelector("a[href$=aland]").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_unknown_member_has_no_page() =>
        (await site.OpenAsync("/en/members/atlantis")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Theory]
    [InlineData(
        "/en/members?name=land&on=2020-10-01",
        new[] { "Finland", "Iceland", "Ireland", "Netherlands", "New Zealand", "Poland" }
    )]
    [InlineData(
        "/fr/members?name=etats&on=2020-10-01",
        new[] { "Communauté des États sahélo-sahariens (CEN-SAD)", "États-Unis" }
    )]
    [InlineData("/en/members?kind=institution&on=2017-03-22", new[] { "Arab League", "European Union", "INTERPOL" })]
    public async Task The_grid_is_filtered_by_name_and_kind(string path, string[] names)
    {
        var (_, page) = await site.OpenAsync(path);

        page.QuerySelectorAll(".names a")
            .Select(link => link.TextContent)
            .Order(StringComparer.Ordinal)
            .ShouldBe(names.Order(StringComparer.Ordinal));
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(names.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-narrow")]
    public async Task The_map_is_a_separate_picture_of_the_members_on_the_date(string form)
    {
        var before = await site.Client.GetStringAsync(new Uri($"/members/map/2020-11-09{form}.svg", UriKind.Relative));
        var after = await site.Client.GetStringAsync(new Uri($"/members/map/2020-11-10{form}.svg", UriKind.Relative));

        Dots(before).ShouldBe(77);
        Dots(after).ShouldBe(78);

        // The world is the first panel; the second repeats a part of it.
        static int Dots(string svg) => svg.Split("</svg>")[0].Split("<circle").Length - 1;
    }

    [Theory]
    [InlineData("never.svg")]
    [InlineData("-narrow.svg")]
    [InlineData("2020-02-30.svg")]
    [InlineData("2020-02-28-wide.svg")]
    public async Task A_map_of_no_day_is_not_found(string name) =>
        (await site.Client.GetAsync(new Uri($"/members/map/{name}", UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
}
