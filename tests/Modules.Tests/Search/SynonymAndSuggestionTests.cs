using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Modules.Tests.Web;
using Concord.Search.Query;
using Concord.Search.Synonyms;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Search;

/// <summary>What is found by other words than those of the text: synonyms, similar words, other keyboards and scripts.</summary>
public sealed class SynonymAndSuggestionTests(DemonstrationSite demonstration)
{
    private readonly TestSite site = demonstration.Site;

    [Fact]
    public async Task An_unknown_word_gets_a_spelling_suggestion()
    {
        var page = await site.SearchAsync("en", "olvie");

        page.QuerySelector("main")!.TextContent.ShouldContain("Nothing was found for olvie. These results have similar words.");
        SearchPages.TitlesIn(page).ShouldContain("Farmers in Raqqa get healthy olive seedlings");
        (await site.IsSuggestedAsync("en", "olvie", "/en/search?q=olive")).ShouldBeTrue();
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
        var page = await site.SearchAsync(language, words);

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
    [InlineData("en", "turquie", "Türkiye")]
    [InlineData("fr", "تورکیا", "Türkiye")]
    [InlineData("en", "antiquities", "artefacts")]
    [InlineData("fr", "musician", "violoniste")]
    [InlineData("ar", "zaytoun", "زيتون")]
    public async Task A_name_is_found_by_its_other_names(string language, string words, string marked)
    {
        var page = await site.SearchAsync(language, words);

        SearchPages.TitlesIn(page).ShouldNotBeEmpty();
        page.QuerySelector(".list")!.TextContent.ShouldContain(marked);
    }

    /// <summary>UN and US are ordinary words in small letters.</summary>
    [Fact]
    public async Task Short_names_count_only_in_capitals()
    {
        (await site.SearchAsync("en", "US")).QuerySelector(".list")!.TextContent.ShouldContain("United States");
        using var pack = new SmallPack();
        pack.Write("search.yaml", "synonyms:\n  - { name: us, terms: [US, Amerika] }\n");
        pack.Document("amerika", "kind: story\ndate: 2020-10-05", "Amerika", "It stands.");
        await using var own = new TestSite(pack.Path);
        SearchPages.TitlesIn(await own.SearchAsync("en", "US")).ShouldBe(["Amerika"]);
        SearchPages.TitlesIn(await own.SearchAsync("en", "us")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "خمهرث", "/en/search?q=olive", "the English word on an Arabic keyboard")]
    [InlineData("ar", "hgvrm", "/ar/search?q=%D8%A7%D9%84%D8%B1%D9%82%D8%A9", "the Arabic word on an English keyboard")]
    [InlineData("ar", "baladiya", "/ar/search?q=%D8%A8%D9%84%D8%AF%D9%8A%D8%A9", "Arabic in Latin letters")]
    public async Task Another_keyboard_or_script_is_suggested(string language, string typed, string link, string why)
    {
        (await site.IsSuggestedAsync(language, typed, link)).ShouldBeTrue(why);
    }

    [Fact]
    public async Task A_changed_list_of_synonyms_is_used_without_a_restart()
    {
        using var pack = new SmallPack();
        pack.Document("olive", "kind: story\ndate: 2020-10-05", "Olive trees", "They stand.");
        pack.Write("search.yaml", "synonyms:\n  - { name: tree, terms: [Trees, Forest] }\n");
        await using var own = new TestSite(pack.Path);
        SearchPages.TitlesIn(await own.SearchAsync("en", "forest")).ShouldBe(["Olive trees"]);

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

        for (var left = 100; left > 0 && !SearchPages.TitlesIn(await own.SearchAsync("en", "grove")).Any(); left--)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        SearchPages.TitlesIn(await own.SearchAsync("en", "grove")).ShouldBe(["Olive trees"]);
        SearchPages.TitlesIn(await own.SearchAsync("en", "forest")).ShouldBeEmpty();
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
}
