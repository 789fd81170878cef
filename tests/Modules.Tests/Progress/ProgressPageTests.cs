using System.Text.Json;
using Concord.Modules.Tests.Web;
using Concord.TestKit;

namespace Concord.Modules.Tests.Progress;

public sealed class ProgressPageTests(DemonstrationSite demonstration)
{
    private readonly TestSite site = demonstration.Site;

    [Theory]
    [InlineData("/en/progress", "raqqa", "October 2017", "as stated by AFP")]
    [InlineData("/ar/progress", "raqqa", "تشرين الأول ٢٠١٧", "وكالة فرانس برس")]
    [InlineData("/en/progress", "mosul", "10 July 2017", "Another date is given: 9 July 2017")]
    [InlineData(
        "/en/progress",
        "announced",
        "10 September 2014",
        "11 September 2014, as stated by the site of the Kuwait conference"
    )]
    public async Task An_event_has_a_date_of_stated_precision_its_source_and_other_dates(
        string path,
        string id,
        string date,
        string stated
    )
    {
        var (_, page) = await site.OpenAsync(path);

        page.GetElementById(id)!
            .TextContent.ShouldSatisfyAllConditions(text => text.ShouldContain(date), text => text.ShouldContain(stated));
    }

    [Theory]
    [InlineData("en", "nearly 8 million")]
    [InlineData("ar", "قرابة ٨ ملايين")]
    [InlineData("fr", "près de 8 millions")]
    [InlineData("ckb", "نزیک بە ٨ ملیۆن")]
    public async Task A_figure_is_formatted_for_its_language(string language, string text)
    {
        (await site.OpenAsync($"/{language}/progress")).Page.GetElementById("people-freed")!.TextContent.ShouldContain(text);
        (await site.OpenAsync($"/{language}")).Page.QuerySelector(".fig")!.TextContent.ShouldContain(text);
    }

    [Fact]
    public async Task At_least_nine_figures_have_a_meaning_a_day_and_a_source()
    {
        var (_, page) = await site.OpenAsync("/en/progress");

        page.QuerySelectorAll(".figures > div").Length.ShouldBeGreaterThanOrEqualTo(9);
        page.QuerySelectorAll(".figures > div").ShouldAllBe(figure => figure.QuerySelectorAll("p").Length == 2);
    }

    [Fact]
    public async Task A_chart_has_a_table_whose_last_row_is_the_current_count()
    {
        var (_, page) = await site.OpenAsync("/en/progress");

        var charts = page.QuerySelectorAll("table.chart");
        charts.Length.ShouldBe(3);
        charts[^1].QuerySelectorAll("tbody tr").Length.ShouldBe(9);
        charts[^1].QuerySelector("tbody tr:last-child")!.TextContent.ShouldContain("82 members");
    }

    /// <summary>Next to the claim, without telling the other site where the reader comes from.</summary>
    [Theory]
    [InlineData("/en/progress", "#people-freed", "theglobalcoalition.org")]
    [InlineData("/ar/progress", "#announced", "blogs.state.gov")]
    [InlineData("/fr/progress", "#area-peak", "www.diplomatie.gouv.fr")]
    [InlineData("/en/progress", "#mosul", "www.straitstimes.com")]
    [InlineData("/en/progress", "table.chart", "theglobalcoalition.org")]
    [InlineData("/en", ".fig", "www.diplomatie.gouv.fr")]
    [InlineData("/en/members/kenya", "main", "qa.usembassy.gov")]
    [InlineData("/en/wall", "main", "www.gov.uk")]
    public async Task A_source_is_linked_where_it_is_published(string path, string place, string host)
    {
        var (answer, page) = await site.OpenAsync(path);

        var link = page.QuerySelectorAll($"{place} a").First(link => link.GetAttribute("href")!.Contains($"://{host}/"));
        link.GetAttribute("rel")!.ShouldContain("noreferrer");
        answer.Headers.GetValues("Referrer-Policy").ShouldHaveSingleItem().ShouldBeOneOf("no-referrer", "same-origin");
    }

    [Theory]
    [InlineData("en", "date not given; stated on 23 March 2019")]
    [InlineData("ar", "التاريخ غير مذكور؛ صدر التصريح في ٢٣ آذار ٢٠١٩")]
    public async Task A_peak_without_a_date_is_drawn_without_one(string language, string label)
    {
        var (_, page) = await site.OpenAsync($"/{language}/progress");

        var row = page.QuerySelectorAll("table.chart tr.undated").ShouldHaveSingleItem();
        row.QuerySelector("th")!.TextContent.ShouldBe(label);
        row.PreviousElementSibling.ShouldBeNull("it stands before the dated ones");
        row.NextElementSibling!.QuerySelector("th")!.TextContent.ShouldNotBe(label);
        (await site.OpenAsync($"/{language}")).Page.QuerySelector(".fig")!.TextContent.ShouldContain(label);
    }

    [Fact]
    public async Task A_chart_states_its_unit_its_dates_and_its_sources()
    {
        var (_, page) = await site.OpenAsync("/en/progress");

        page.QuerySelectorAll("table.chart caption")
            .Select(caption => caption.TextContent)
            .ShouldBe(["Unit: people", "Unit: km²", "Unit: members"]);
        page.QuerySelectorAll("table.chart tbody tr").ShouldAllBe(row => row.Children.All(cell => cell.TextContent.Trim() != ""));
        page.QuerySelectorAll("table.chart th[scope=row]")[^1].TextContent.ShouldStartWith("by ");
    }

    [Fact]
    public async Task The_API_gives_the_source_of_every_claim()
    {
        using var figures = JsonDocument.Parse(await site.Client.GetStringAsync(new Uri("/api/v1/figures", UriKind.Relative)));
        var peak = figures
            .RootElement.GetProperty("items")
            .EnumerateArray()
            .First(item => item.GetProperty("slug").GetString() == "area-peak");
        peak.GetProperty("undated").GetBoolean().ShouldBeTrue();
        var source = peak.GetProperty("source");
        source.GetProperty("name").GetProperty("ar").GetString().ShouldBe("فرنسا");
        source.GetProperty("url").GetString()!.ShouldStartWith("https://www.diplomatie.gouv.fr/");
        source.GetProperty("retrieved").GetString().ShouldBe("2026-11-28");

        using var events = JsonDocument.Parse(await site.Client.GetStringAsync(new Uri("/api/v1/events", UriKind.Relative)));
        var mosul = events
            .RootElement.GetProperty("items")
            .EnumerateArray()
            .First(item => item.GetProperty("slug").GetString() == "mosul");
        mosul.GetProperty("source").GetProperty("url").ValueKind.ShouldBe(JsonValueKind.Null);
        mosul.GetProperty("otherDates")[0].GetProperty("source").GetProperty("url").GetString()!.ShouldContain("straitstimes");

        using var members = JsonDocument.Parse(
            await site.Client.GetStringAsync(new Uri("/api/v1/members?limit=100", UriKind.Relative))
        );
        var kenya = members
            .RootElement.GetProperty("items")
            .EnumerateArray()
            .First(item => item.GetProperty("slug").GetString() == "kenya");
        kenya.GetProperty("source").GetProperty("url").GetString()!.ShouldContain("qa.usembassy.gov");
    }

    [Fact]
    public async Task Nothing_that_happened_after_the_site_date_is_shown()
    {
        var (_, page) = await site.OpenAsync("/en/progress");
        page.QuerySelector("main")!.TextContent.ShouldContain("4 June 2020");
        page.QuerySelector("main")!.TextContent.ShouldNotContain("2021");
        var events = await site.Client.GetStringAsync(new Uri("/api/v1/events", UriKind.Relative));
        events.ShouldContain("2020-06-04");
        events.ShouldNotContain("2021-06-28");
    }

    [Fact]
    public async Task A_figure_named_in_a_text_is_substituted() =>
        (await site.OpenAsync("/en/news/baghouz-end-of-territorial-control"))
            .Page.QuerySelector(".text")!
            .TextContent.ShouldSatisfyAllConditions(
                text => text.ShouldContain("110,000\u00a0km²"),
                text => text.ShouldContain("over 7.7 million people freed")
            );
}
