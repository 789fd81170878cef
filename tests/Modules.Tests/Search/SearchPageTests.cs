using System.Net;
using AngleSharp.Html.Dom;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Modules.Tests.Web;
using Concord.Search.Query;
using Concord.Search.Synonyms;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

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
        var page = await AskAsync(language, words);

        TitlesIn(page).Take(3).ShouldContain(title);
    }

    [Fact]
    public async Task The_search_terms_are_highlighted_in_a_passage()
    {
        var page = await AskAsync("ar", "الخدمات الاساسية");

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
        TitlesIn(await AskAsync("en", "building", own)).ShouldBe(["The building", "They build"]);
        TitlesIn(await AskAsync("en", "build", own)).ShouldBe(["They build", "The building"]);
    }

    [Fact]
    public async Task A_search_is_filtered_by_kind_place_and_year()
    {
        var all = await AskAsync("en", "Daesh");
        all.QuerySelectorAll("select")
            .Select(select => select.GetAttribute("name"))
            .ShouldBe(["kind", "issuer", "member", "effort", "place", "year"]);

        var (_, narrowed) = await site.OpenAsync("/en/search?q=Daesh&kind=statement&year=2020");

        narrowed.QuerySelectorAll(".list .kick b").Select(kind => kind.TextContent).Distinct().ShouldBe(["Statement · Summary"]);
        narrowed.QuerySelectorAll("option[selected]").Length.ShouldBe(2);
    }

    [Fact]
    public async Task An_unknown_word_gets_a_spelling_suggestion()
    {
        var page = await AskAsync("en", "olvie");

        page.QuerySelector("main")!.TextContent.ShouldContain("Nothing was found for olvie. These results have similar words.");
        TitlesIn(page).ShouldContain("Farmers in Raqqa get healthy olive seedlings");
        (await IsSuggestedAsync("en", "olvie", "/en/search?q=olive")).ShouldBeTrue();
    }

    /// <summary>Other spellings, names in other languages and scripts, other keyboards: the article on the seedlings in Raqqa.</summary>
    [Theory]
    [InlineData("en", "Raqqah olive")]
    [InlineData("en", "الرقة olive")]
    [InlineData("en", "RAKKA olive")]
    [InlineData("en", "Ra\u00ADqqa\u200F olive")]
    [InlineData("fr", "Raqqa oliviers")]
    [InlineData("fr", "الرقة oliviers")]
    [InlineData("ar", "Raqqa زيتون")]
    [InlineData("ar", "الرقه زیتون")]
    [InlineData("ckb", "Raqqa زەیتوون")]
    [InlineData("ckb", "رەققە زه‌يتوون")]
    public async Task Synonyms_and_other_keyboards_find_the_same(string language, string words)
    {
        var page = await AskAsync(language, words);

        page.QuerySelectorAll(".list h3 a")
            .Select(link => link.GetAttribute("href"))
            .Take(3)
            .ShouldContain($"/{language}/news/raqqa-olive-seedlings");
    }

    [Theory]
    [InlineData("en", "ISIS", "Daesh")]
    [InlineData("en", "isil", "Daesh")]
    [InlineData("en", "داعش", "Daesh")]
    [InlineData("en", "Islamic State", "Daesh")]
    [InlineData("fr", "ISIS", "Daech")]
    [InlineData("ar", "ISIS", "داعش")]
    [InlineData("en", "baghuz", "Baghouz")]
    [InlineData("en", "Deir al-Zour", "Deir ez-Zor")]
    [InlineData("en", "deir ez zor", "Deir ez-Zor")]
    [InlineData("en", "دير الزور", "Deir ez-Zor")]
    public async Task A_name_is_found_by_its_other_names(string language, string words, string marked)
    {
        var page = await AskAsync(language, words);

        TitlesIn(page).ShouldNotBeEmpty();
        page.QuerySelector(".list")!.TextContent.ShouldContain(marked);
    }

    /// <summary>UN and US are ordinary words in small letters.</summary>
    [Fact]
    public async Task Short_names_count_only_in_capitals()
    {
        (await AskAsync("en", "US")).QuerySelector(".list")!.TextContent.ShouldContain("United States");
        using var pack = new SmallPack();
        pack.Write("search.yaml", "synonyms:\n  - { name: us, terms: [US, Amerika] }\n");
        pack.Document("amerika", "kind: story\ndate: 2020-10-05", "Amerika", "It stands.");
        await using var own = new TestSite(pack.Path);
        TitlesIn(await AskAsync("en", "US", own)).ShouldBe(["Amerika"]);
        TitlesIn(await AskAsync("en", "us", own)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "خمهرث", "/en/search?q=olive", "the English word on an Arabic keyboard")]
    [InlineData("ar", "hgvrm", "/ar/search?q=%D8%A7%D9%84%D8%B1%D9%82%D8%A9", "the Arabic word on an English keyboard")]
    [InlineData("ar", "zaytoun", "/ar/search?q=%D8%B2%D9%8A%D8%AA%D9%88%D9%86", "Arabic in Latin letters")]
    public async Task Another_keyboard_or_script_is_suggested(string language, string typed, string link, string why)
    {
        (await IsSuggestedAsync(language, typed, link)).ShouldBeTrue(why);
    }

    [Fact]
    public async Task Where_little_is_found_other_languages_are_offered_with_their_name()
    {
        var page = await AskAsync("ar", "declassified");

        var other = page.QuerySelector("article[lang=en]")!;
        other.QuerySelector("a")!.GetAttribute("href").ShouldBe("/en/news/declassified-papers-on-a-leader");
        other.GetAttribute("dir").ShouldBe("ltr");
        other.QuerySelector(".kick")!.TextContent.ShouldContain("English");
        (await AskAsync("en", "declassified")).QuerySelectorAll("article[lang]").ShouldBeEmpty();
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

        (await AskAsync("en", words, own)).QuerySelector(".list article p")!.InnerHtml.ShouldBe(passage);
    }

    [Fact]
    public async Task A_changed_list_of_synonyms_is_used_without_a_restart()
    {
        using var pack = new SmallPack();
        pack.Document("olive", "kind: story\ndate: 2020-10-05", "Olive trees", "They stand.");
        pack.Write("search.yaml", "synonyms:\n  - { name: tree, terms: [Trees, Forest] }\n");
        await using var own = new TestSite(pack.Path);
        TitlesIn(await AskAsync("en", "forest", own)).ShouldBe(["Olive trees"]);

        pack.Write("search.yaml", "synonyms:\n  - { name: tree, terms: [Trees, Grove] }\n");
        await using (var scope = own.Services.CreateAsyncScope())
        {
            var import = scope.ServiceProvider.GetRequiredService<ImportContent>();
            await import.RunAsync(
                pack.Path,
                default,
                Actor.Command("test"),
                progress: null,
                TestContext.Current.CancellationToken
            );
        }

        for (var left = 100; left > 0 && !TitlesIn(await AskAsync("en", "grove", own)).Any(); left--)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        TitlesIn(await AskAsync("en", "grove", own)).ShouldBe(["Olive trees"]);
        TitlesIn(await AskAsync("en", "forest", own)).ShouldBeEmpty();
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
        await AskAsync("en", "olive");

        var (answer, page) = await site.OpenAsync($"/en/search?q={typed}");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelectorAll("main script").ShouldBeEmpty();
        page.QuerySelector("meta[name=robots]")?.GetAttribute("content").ShouldBe("noindex");
    }

    [Fact]
    public async Task A_very_long_query_is_truncated()
    {
        var page = await AskAsync("en", string.Join('+', Enumerable.Repeat("olive", 1000)));

        page.QuerySelector("input[name=q]")!.GetAttribute("value")!.Length.ShouldBe(200);
    }

    [Theory]
    [InlineData("/en/search?q=Raqqa&page=0")]
    [InlineData("/en/search?q=Raqqa&page=99")]
    [InlineData("/en/search?q=Raqqa&page=x")]
    public async Task A_page_beyond_the_last_is_404(string path)
    {
        await AskAsync("en", "Raqqa");

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
        await AskAsync("en", "olive");

        var (_, page) = await site.OpenAsync("/en/news/olive-seedlings");

        page.QuerySelector("input[name=q]")!.GetAttribute("value").ShouldBe("olive seedlings");
        page.QuerySelector("main li a")!.TextContent.ShouldBe("Farmers in Raqqa get healthy olive seedlings");
    }

    /// <summary>Each costs much more than a word itself, so that floods of them are an attack.</summary>
    [Theory]
    [InlineData("olvie", 3)]
    [InlineData("olvie seedlnigs raqqqa muncipality", 12)]
    [InlineData("olvie seedlnigs raqqqa muncipality vilonist bridgge", 12)]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 0)]
    public void Similar_words_are_bounded(string words, int fuzzy)
    {
        var language = site.Services.GetRequiredService<LanguageSet>().Default;
        var query = new QueryTerms(words, language, SynonymList.Empty).ToQuery(withSimilar: true)!;

        query.ToString().Count(c => c == '~').ShouldBe(fuzzy + words.Split(' ').Length, "each part has one ~ of its own");
    }

    /// <summary>Searches, and waits while the index is being built.</summary>
    private async Task<IHtmlDocument> AskAsync(string language, string words, TestSite? own = null)
    {
        for (var left = 100; ; left--)
        {
            var (answer, page) = await (own ?? site).OpenAsync($"/{language}/search?q={Uri.EscapeDataString(words)}");
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || left == 0)
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                return page;
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Suggestions are made for one search at a time, within a limit: other searches of these tests may be before it.</summary>
    private async Task<bool> IsSuggestedAsync(string language, string typed, string link)
    {
        for (var left = 50; left > 0; left--)
        {
            var page = await AskAsync(language, typed);
            if (page.QuerySelectorAll("main a").Any(one => one.GetAttribute("href") == link))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> TitlesIn(IHtmlDocument page) =>
        page.QuerySelectorAll(".list h3").Select(title => title.TextContent);
}
