using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Concord.Modules.Tests.Web;
using Concord.TestKit;

namespace Concord.Modules.Tests.Members;

public sealed class MembersPagesTests(DemonstrationSite demonstration)
{
    private readonly TestSite site = demonstration.Site;

    [Theory]
    [InlineData("2016-08-30", 0)]
    [InlineData("2016-08-31", 66)]
    [InlineData("2017-03-22", 68)]
    [InlineData("2017-07-31", 73)]
    [InlineData("2017-11-30", 74)]
    [InlineData("2018-02-13", 75)]
    [InlineData("2019-02-06", 79)]
    [InlineData("2019-06-30", 80)]
    [InlineData("2019-09-30", 81)]
    [InlineData("2020-10-01", 82)]
    [InlineData("2020-11-09", 82)]
    [InlineData("2020-11-10", 83)]
    [InlineData("2021-12-02", 84)]
    public async Task The_API_counts_members_on_the_date(string on, int total)
    {
        var answer = await site.Client.GetFromJsonAsync<JsonElement>($"/api/v1/members?on={on}");

        answer.GetProperty("total").GetInt32().ShouldBe(total);
        answer.GetProperty("items").GetArrayLength().ShouldBe(total);
        answer.GetProperty("on").GetString().ShouldBe(on);
    }

    [Fact]
    public async Task In_October_2020_there_were_77_states_and_5_institutions()
    {
        var answer = await site.Client.GetFromJsonAsync<JsonElement>("/api/v1/members?on=2020-10-01");

        answer.GetProperty("states").GetInt32().ShouldBe(77);
        answer.GetProperty("institutions").GetInt32().ShouldBe(5);
        answer
            .GetProperty("items")
            .EnumerateArray()
            .Count(item => item.GetProperty("code").ValueKind == JsonValueKind.Null)
            .ShouldBe(5);
    }

    [Theory]
    [InlineData("2019-02-11", "the former Yugoslav Republic of Macedonia")]
    [InlineData("2019-02-12", "North Macedonia")]
    public async Task A_member_is_named_as_on_the_given_date(string on, string name)
    {
        var answer = await site.Client.GetFromJsonAsync<JsonElement>($"/api/v1/members?on={on}");

        answer
            .GetProperty("items")
            .EnumerateArray()
            .Single(item => item.GetProperty("slug").GetString() == "north-macedonia")
            .GetProperty("names")
            .GetProperty("en")
            .GetString()
            .ShouldBe(name);
    }

    [Theory]
    [InlineData("2020-02-30")]
    [InlineData("2020-13-01")]
    [InlineData("yesterday")]
    [InlineData("20201001")]
    [InlineData("٢٠٢٠-١٠-٠١")]
    [InlineData("2020-10-01'; DROP TABLE members_members;--")]
    public async Task An_invalid_date_is_a_problem_in_the_API_and_a_hint_on_the_page(string on)
    {
        var answer = await site.Client.GetAsync(new Uri($"/api/v1/members?on={Uri.EscapeDataString(on)}", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldContain("2020-10-01");

        var (page, document) = await site.OpenAsync($"/ar/members?on={Uri.EscapeDataString(on)}");
        page.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        document.QuerySelector("[role=alert]")!.TextContent.ShouldContain("2020-10-01");
    }

    [Theory]
    [InlineData("/en/members?on=2020-10-01", "82 members on 1 October 2020")]
    [InlineData("/ar/members?on=2020-10-01", "٨٢ عضواً في ١ تشرين الأول ٢٠٢٠")]
    [InlineData("/en/members?on=2020-11-10", "83 members on 10 November 2020")]
    public async Task The_page_shows_the_count_of_the_date(string path, string text)
    {
        var (_, page) = await site.OpenAsync(path);

        page.QuerySelector("main .st")!.TextContent.ShouldContain(text);
        page.QuerySelectorAll(".names li").Length.ShouldBe(text.StartsWith("83", StringComparison.Ordinal) ? 83 : 82);
    }

    [Fact]
    public async Task Before_the_ledger_begins_the_page_says_so()
    {
        var (answer, page) = await site.OpenAsync("/en/members?on=2015-01-01");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelector("main")!.TextContent.ShouldContain("The earliest date in the list of members is August 2016.");
    }

    [Fact]
    public async Task The_language_switch_keeps_the_day_asked_for()
    {
        var (_, page) = await site.OpenAsync("/en/members?on=2020-10-01");

        page.QuerySelector(".tools a[hreflang=ar]")!.GetAttribute("href").ShouldBe("/ar/members?on=2020-10-01");
    }

    [Fact]
    public async Task Unnamed_members_are_mentioned_and_not_counted()
    {
        var answer = await site.Client.GetFromJsonAsync<JsonElement>("/api/v1/members?on=2023-06-08");
        answer.GetProperty("total").GetInt32().ShouldBe(85);
        answer.GetProperty("notIdentified").GetInt32().ShouldBe(1);

        var (_, page) = await site.OpenAsync("/en/members?on=2023-06-08");
        page.QuerySelector("main")!.TextContent.ShouldContain("One more member had been stated in public by this day.");
    }

    [Fact]
    public async Task Unknown_API_paths_are_problem_details()
    {
        var answer = await site.Client.GetAsync(new Uri("/api/v1/nothing", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
