using System.Net;
using Concord.Foundation.Languages;
using Concord.Modules.Tests.Web;
using Concord.Newsroom.Kinds;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Newsroom;

public sealed class NewsPagesTests(DemonstrationSite demonstration)
{
    private readonly TestSite site = demonstration.Site;

    [Theory]
    [InlineData("/en", "One year after Baghouz: nearly eight million people freed from Daesh")]
    [InlineData("/ar", "بعد عام على الباغوز: تحرير نحو ثمانية ملايين شخص من داعش")]
    public async Task The_home_page_shows_the_chosen_lead(string path, string title)
    {
        var (_, page) = await site.OpenAsync(path);

        page.QuerySelector("h1")!.TextContent.ShouldBe(title);
        page.QuerySelector(".news")!.TextContent.ShouldNotContain(title);
        page.QuerySelectorAll(".news article").Length.ShouldBe(7);
        page.QuerySelector(".what")!.TextContent.ShouldContain(path == "/en" ? "members" : "عضواً");
    }

    [Fact]
    public async Task The_list_has_every_document_of_the_language_newest_first()
    {
        var (_, page) = await site.OpenAsync("/en/news");

        var dates = page.QuerySelectorAll(".list time").Select(time => time.GetAttribute("datetime")!).ToList();
        dates.Count.ShouldBeGreaterThanOrEqualTo(10);
        dates.ShouldBe(dates.OrderDescending());
    }

    [Fact]
    public async Task A_document_without_Arabic_is_absent_from_the_Arabic_list()
    {
        var (_, english) = await site.OpenAsync("/en/news");
        var (_, arabic) = await site.OpenAsync("/ar/news");

        english.QuerySelector("a[href='/en/news/declassified-papers-on-a-leader']").ShouldNotBeNull();
        arabic.QuerySelector("a[href*='declassified-papers-on-a-leader']").ShouldBeNull();
    }

    [Fact]
    public async Task An_article_links_to_its_other_languages()
    {
        var (_, page) = await site.OpenAsync("/en/news/raqqa-olive-seedlings");

        var link = page.QuerySelector(".side a[hreflang=ar]")!;
        link.GetAttribute("href").ShouldBe("/ar/news/raqqa-olive-seedlings");
        link.GetAttribute("dir").ShouldBe("rtl");
        page.QuerySelector(".tools a[hreflang=ar]")!.GetAttribute("href").ShouldBe("/ar/news/raqqa-olive-seedlings");
        page.QuerySelectorAll("link[rel=alternate][hreflang]")
            .Select(alternate => alternate.GetAttribute("hreflang"))
            .ShouldBe(["en", "ar", "fr", "ckb", "x-default"]);
    }

    [Fact]
    public void Every_kind_of_document_has_a_name_in_every_language()
    {
        var kinds = site.Services.GetRequiredService<KindCatalogue>().Names;
        kinds.Count.ShouldBeGreaterThan(5);
        var languages = site.Services.GetRequiredService<LanguageSet>();
        var missing =
            from language in languages.All
            from kind in kinds
            where languages.TextsOf(language).Find($"kind.{kind}") is null
            select $"{language.Code}: kind.{kind}";
        missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_article_says_which_editions_are_missing()
    {
        var (_, page) = await site.OpenAsync("/en/news/declassified-papers-on-a-leader");

        page.QuerySelector(".side")!.TextContent.ShouldContain("There is no edition in العربية.");
        page.QuerySelectorAll("a[href='/ar/news/declassified-papers-on-a-leader']").ShouldBeEmpty();
        page.QuerySelectorAll("link[rel=alternate][hreflang]")
            .Select(alternate => alternate.GetAttribute("hreflang"))
            .ShouldBe(["en", "x-default"]);
    }

    [Fact]
    public async Task The_address_of_a_missing_edition_lists_the_available_ones()
    {
        var (answer, page) = await site.OpenAsync("/ar/news/declassified-papers-on-a-leader");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        page.DocumentElement.GetAttribute("lang").ShouldBe("ar");
        page.QuerySelector("h1")!.TextContent.ShouldBe("لم يُنشر هذا النص بالعربية");
        var link = page.QuerySelector("main a")!;
        link.GetAttribute("href").ShouldBe("/en/news/declassified-papers-on-a-leader");
        link.GetAttribute("lang").ShouldBe("en");
    }

    [Fact]
    public async Task A_statement_counts_the_members_of_its_date()
    {
        var (_, page) = await site.OpenAsync("/en/news/one-year-after-baghouz");

        page.QuerySelector(".text")!.TextContent.ShouldContain("The Coalition had 81 members on the day of the statement.");
    }

    [Theory]
    [InlineData("en", "Summary")]
    [InlineData("ar", "ملخّص")]
    [InlineData("fr", "Résumé")]
    [InlineData("ckb", "کورتە")]
    public async Task Every_statement_of_the_demonstration_is_a_summary_with_a_link_to_the_full_text(
        string language,
        string label
    )
    {
        var (_, list) = await site.OpenAsync($"/{language}/statements");
        var addresses = list.QuerySelectorAll(".list h3 a").Select(link => link.GetAttribute("href")!).ToList();

        addresses.Count.ShouldBe(3);
        foreach (var address in addresses)
        {
            var (_, page) = await site.OpenAsync(address);
            page.QuerySelector("header .kick b")!.TextContent.ShouldEndWith($" · {label}");
            page.QuerySelector("header .src a")!.GetAttribute("href")!.ShouldStartWith("https://");
        }
    }

    [Fact]
    public async Task Counts_in_a_text_are_computed_and_written_in_its_digits()
    {
        var (_, page) = await site.OpenAsync("/ar/about-our-data");

        page.QuerySelector(".text")!
            .TextContent.ShouldSatisfyAllConditions(
                text => text.ShouldContain("٨٢"),
                text => text.ShouldContain("٨٣"),
                text => text.ShouldNotContain("{{")
            );
    }

    [Fact]
    public async Task Every_link_of_the_site_answers()
    {
        var seen = await new Crawl(site).RunAsync("/en", "/ar", "/fr", "/ckb");

        seen.Count.ShouldBeGreaterThan(400);
    }

    [Fact]
    public async Task Long_lists_have_pages()
    {
        using var pack = new SmallPack();
        for (var number = 0; number < 45; number++)
        {
            pack.Document(
                $"story-{number:00}",
                $"kind: story\ndate: 2020-01-01T00:{number:00}:00Z",
                $"Story {number:00}",
                "Body."
            );
        }

        using var many = new TestSite(pack.Path);
        var titles = new List<string>();
        foreach (var path in (string[])["/en/news", "/en/news?page=2", "/en/news?page=3"])
        {
            var (answer, page) = await many.OpenAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            page.QuerySelector(".paging [aria-current=page]").ShouldNotBeNull();
            // A further page may not exist in another language: it names itself alone.
            page.QuerySelector("link[rel=canonical]")!.GetAttribute("href")!.ShouldEndWith(path);
            page.QuerySelectorAll("link[rel=alternate][hreflang]").Length.ShouldBe(path == "/en/news" ? 5 : 0);
            titles.AddRange(page.QuerySelectorAll("h3").Select(heading => heading.TextContent));
        }

        titles.Count.ShouldBe(47);
        titles.Distinct(StringComparer.Ordinal).Count().ShouldBe(47);
        titles[2].ShouldBe("Story 44");
        (await many.OpenAsync("/en/news?page=4")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Items_dated_in_the_future_are_not_shown()
    {
        using var pack = new SmallPack();
        pack.Document("tomorrow", "kind: story\ndate: 2020-10-24T09:00:00Z", "Tomorrow", "Body.");
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 10, 23, 12, 0, 0, TimeSpan.Zero));
        using var early = new TestSite(pack.Path, clock);

        (await early.OpenAsync("/en/news/tomorrow")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await early.OpenAsync("/en/news")).Page.Body!.TextContent.ShouldNotContain("Tomorrow");
        clock.SetUtcNow(new DateTimeOffset(2020, 10, 24, 9, 0, 0, TimeSpan.Zero));
        (await early.OpenAsync("/en/news/tomorrow")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await early.OpenAsync("/en")).Page.QuerySelector("h1")!.TextContent.ShouldBe("Tomorrow");
    }

    [Fact]
    public async Task An_empty_site_explains_what_will_be_shown()
    {
        using var folder = new TemporaryFolder();
        using var empty = new TestSite(folder.Path);

        (await empty.OpenAsync("/en")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await empty.OpenAsync("/ar/news")).Page.QuerySelector("main")!.TextContent.ShouldContain("لم يُنشر شيء بالعربية بعد");
        (await empty.OpenAsync("/en/members"))
            .Page.QuerySelector("main")!
            .TextContent.ShouldContain("The list of members is empty.");
    }
}
