using System.Net;
using Concord.Modules.Tests.Web;
using Concord.TestKit;

namespace Concord.Modules.Tests.Search;

public sealed class SearchPageTests(DemonstrationSite demonstration)
{
    private readonly TestSite site = demonstration.Site;

    [Theory]
    [InlineData("en", "violin", "Violinist Serdar Zeidan tells of Raqqa before and after Daesh")]
    [InlineData("en", "olive seedling", "Farmers in Raqqa get healthy olive seedlings")]
    [InlineData("ar", "زيتون", "مزارعو الرقة يحصلون على شتلات زيتون سليمة")]
    [InlineData("ar", "الباغوز", "بعد عام على الباغوز: تحرير نحو ثمانية ملايين شخص من داعش")]
    [InlineData("fr", "electricite", "Dans l’ouest de Deir ez-Zor, les communautés reconstruisent")]
    [InlineData("ckb", "زەیتوون", "جووتیارانی ڕەققە نەمامی زەیتوونی ساغ وەردەگرن")]
    [InlineData("fr", "OTAN", "OTAN")]
    public async Task Words_are_segmented(string language, string words, string title)
    {
        var page = await site.SearchAsync(language, words);

        SearchPages.TitlesIn(page).Take(3).ShouldContain(title);
    }

    [Fact]
    public async Task The_search_terms_are_highlighted_in_a_passage()
    {
        var page = await site.SearchAsync("ar", "الخدمات الاساسية");

        var passage = page.QuerySelector(".list article p")!;
        passage.QuerySelectorAll("mark").Select(mark => mark.TextContent).ShouldContain("الأساسية");
        page.QuerySelectorAll(".list h3 mark").Select(mark => mark.TextContent).ShouldContain("الأساسية");
        passage.InnerHtml.ShouldNotContain("\n");
    }

    [Fact]
    public async Task Exact_spelling_ranks_above_folded_matches()
    {
        using var pack = new SmallPack();
        pack.Document("a", "kind: story\ndate: 2020-10-05", "The building", "It stands.");
        pack.Document("b", "kind: story\ndate: 2020-10-03", "They build", "It stands.");
        await using var own = new TestSite(pack.Path);

        // Folded, both are the same word, so only the exact form can tell them apart.
        SearchPages.TitlesIn(await own.SearchAsync("en", "building")).ShouldBe(["The building", "They build"]);
        SearchPages.TitlesIn(await own.SearchAsync("en", "build")).ShouldBe(["They build", "The building"]);
    }

    [Fact]
    public async Task A_search_is_filtered_by_kind_place_and_year()
    {
        var all = await site.SearchAsync("en", "Daesh");
        all.QuerySelectorAll("select")
            .Select(select => select.GetAttribute("name"))
            .ShouldBe(["kind", "issuer", "member", "effort", "place", "year"]);

        var (_, narrowed) = await site.OpenAsync("/en/search?q=Daesh&kind=statement&year=2020");

        narrowed.QuerySelectorAll(".list .kick b").Select(kind => kind.TextContent).Distinct().ShouldBe(["Statement · Summary"]);
        narrowed.QuerySelectorAll("option[selected]").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Where_little_is_found_other_languages_are_offered_with_their_name()
    {
        var page = await site.SearchAsync("ar", "declassified");

        var other = page.QuerySelector("article[lang=en]")!;
        other.QuerySelector("a")!.GetAttribute("href").ShouldBe("/en/news/declassified-papers-on-a-leader");
        other.GetAttribute("dir").ShouldBe("ltr");
        other.QuerySelector(".kick")!.TextContent.ShouldContain("English");
        (await site.SearchAsync("en", "declassified")).QuerySelectorAll("article[lang]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        "Mosul was retaken in July. Raqqa was retaken in October. Baghouz was last.",
        "Raqqa",
        "<mark>Raqqa</mark> was retaken in October. Baghouz was last."
    )]
    [InlineData(
        "# Schools\n\nThree opened.\n\n# Water\n\nThe plant in Raqqa runs again.\n\n# Roads\n\nTwo bridges.",
        "Raqqa",
        "The plant in <mark>Raqqa</mark> runs again."
    )]
    [InlineData(
        "The 1.5 million people of the U.N. area came to Raqqa. More followed.",
        "Raqqa",
        "The 1.5 million people of the U.N. area came to <mark>Raqqa</mark>. More followed."
    )]
    public async Task A_passage_begins_with_a_sentence_and_ends_with_its_paragraph(string body, string words, string passage)
    {
        using var pack = new SmallPack();
        pack.Document("a", "kind: story\ndate: 2020-10-05", "A story", body);
        await using var own = new TestSite(pack.Path);

        (await own.SearchAsync("en", words)).QuerySelector(".list article p")!.InnerHtml.ShouldBe(passage);
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("%FF%FE")]
    [InlineData("%ED%A0%80")]
    [InlineData("((((")]
    [InlineData("%22")]
    [InlineData("a%3A%3Ab%20AND%20OR%20NOT%20*%20%3F%20~%20%5E")]
    [InlineData("*")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Any_query_gets_a_response(string typed)
    {
        // Until the index is built every search is answered with 503.
        await site.SearchAsync("en", "olive");

        var (answer, page) = await site.OpenAsync($"/en/search?q={typed}");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelectorAll("main script").ShouldBeEmpty();
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
    }

    [Fact]
    public async Task A_very_long_query_is_truncated()
    {
        var page = await site.SearchAsync("en", string.Join('+', Enumerable.Repeat("olive", 1000)));

        page.QuerySelector("input[name=q]")!.GetAttribute("value")!.Length.ShouldBe(200);
    }

    [Theory]
    [InlineData("/en/search?q=Raqqa&page=0")]
    [InlineData("/en/search?q=Raqqa&page=99")]
    [InlineData("/en/search?q=Raqqa&page=x")]
    public async Task A_page_beyond_the_last_is_404(string path)
    {
        await site.SearchAsync("en", "Raqqa");

        (await site.OpenAsync(path)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_search_page_without_a_query_has_the_form_and_is_indexed()
    {
        var (answer, page) = await site.OpenAsync("/ckb/search");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelector("form[role=search] input[name=q]").ShouldNotBeNull();
        page.QuerySelector("meta[name=robots]").ShouldBeNull();
    }

    [Fact]
    public async Task A_404_page_offers_a_search_for_the_words_of_its_address()
    {
        await site.SearchAsync("en", "olive");

        var (_, page) = await site.OpenAsync("/en/news/olive-seedlings");

        page.QuerySelector("input[name=q]")!.GetAttribute("value").ShouldBe("olive seedlings");
        page.QuerySelector("main li a")!.TextContent.ShouldBe("Farmers in Raqqa get healthy olive seedlings");
    }
}
