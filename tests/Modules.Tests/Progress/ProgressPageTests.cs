using Concord.Modules.Tests.Web;
using Concord.TestKit;

namespace Concord.Modules.Tests.Progress;

public sealed class ProgressPageTests(DemonstrationSite demonstration)
{
    private readonly TestSite site = demonstration.Site;

    [Theory]
    [InlineData("/en/progress", "raqqa", "October 2017", "as stated by AFP")]
    [InlineData("/ar/progress", "raqqa", "تشرين الأول ٢٠١٧", "وكالة فرانس برس")]
    [InlineData("/en/progress", "mosul", "10 July 2017", "Another date circulates: 9 July 2017")]
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
