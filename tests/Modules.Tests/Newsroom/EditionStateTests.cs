using System.Net;
using Concord.Modules.Tests.Web;
using Concord.TestKit;

namespace Concord.Modules.Tests.Newsroom;

public sealed class EditionStateTests(DemonstrationSite demonstration)
{
    private readonly TestSite site = demonstration.Site;

    [Theory]
    [InlineData("/en", "Corrected on 11 July 2020:", "gave only one of the two dates")]
    [InlineData("/ckb", "لە ١١ی تەمووزی ٢٠٢٠", "یەکەم وەشانی ئەم پەڕەیە")]
    public async Task A_corrected_text_carries_its_dated_notice(string language, string date, string notice)
    {
        var (answer, page) = await site.OpenAsync($"{language}/news/mosul-two-dates-in-july");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelector(".notice")!
            .TextContent.ShouldSatisfyAllConditions(text => text.ShouldContain(date), text => text.ShouldContain(notice));
        page.QuerySelector(".text").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_withdrawn_document_shows_its_notice_and_leaves_the_lists()
    {
        var (answer, page) = await site.OpenAsync("/en/news/members-in-october-2020");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelector(".notice")!.TextContent.ShouldContain("have withdrawn it");
        page.QuerySelector(".text").ShouldBeNull();
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
        (await site.OpenAsync("/en/news")).Page.QuerySelector("a[href*=members-in-october]").ShouldBeNull();
    }

    [Theory]
    [InlineData("/en")]
    [InlineData("/ar")]
    public async Task A_removed_document_is_410_in_every_language(string language)
    {
        var (answer, page) = await site.OpenAsync($"{language}/news/old-notice-2020");

        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        page.QuerySelectorAll("h1").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_moved_document_redirects_to_its_new_address()
    {
        var answer = await site.Client.GetAsync(new Uri("/en/news/three-years-after-raqqa", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/en/news/raqqa-bridge-at-dawn");
    }

    [Theory]
    [InlineData("/en/news/military-campaign", "/en/efforts/military-campaign")]
    [InlineData("/fr/about-us-not", null)]
    [InlineData("/ar/campaigns/about", "/ar/about")]
    public async Task A_document_is_served_only_under_the_path_of_its_kind(string path, string? place)
    {
        var answer = await site.Client.GetAsync(new Uri(path, UriKind.Relative));

        answer.StatusCode.ShouldBe(place is null ? HttpStatusCode.NotFound : HttpStatusCode.PermanentRedirect);
        (answer.Headers.Location?.OriginalString).ShouldBe(place);
    }

    [Theory]
    [InlineData("/en/news?kind=story&place=raqqa&year=2020", 5)]
    [InlineData("/en/news?effort=counter-finance", 1)]
    [InlineData("/en/news?kind=statement", 1)]
    [InlineData("/en/news?member=iraq&year=2019", 0)]
    [InlineData("/en/news?place=atlantis", 0)]
    public async Task A_list_is_filtered_by_the_chosen_values(string path, int least)
    {
        var (answer, page) = await site.OpenAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var found = page.QuerySelectorAll(".list article").Length;
        (least == 0 ? found == 0 : found >= least).ShouldBeTrue($"{path}: {found}");
        page.QuerySelector("[role=status]").ShouldNotBeNull();
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
    }

    [Theory]
    [InlineData("/en/news?year=soon")]
    [InlineData("/en/news?year=1066")]
    public async Task An_invalid_filter_is_404(string path) =>
        (await site.OpenAsync(path)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task The_list_of_statements_has_statements_alone()
    {
        var (_, page) = await site.OpenAsync("/en/statements");

        page.QuerySelectorAll(".list .kick b").Select(kind => kind.TextContent).ShouldAllBe(kind => kind.StartsWith("Statement"));
    }

    [Fact]
    public async Task A_line_of_effort_lists_its_documents_and_its_leads()
    {
        var (_, page) = await site.OpenAsync("/en/efforts/stabilisation");

        page.QuerySelectorAll(".rel h3").Length.ShouldBeGreaterThan(5);
        page.QuerySelector(".groups")!
            .TextContent.ShouldSatisfyAllConditions(
                text => text.ShouldContain("Germany"),
                text => text.ShouldContain("United Arab Emirates"),
                text => text.ShouldContain("United States")
            );
    }
}
