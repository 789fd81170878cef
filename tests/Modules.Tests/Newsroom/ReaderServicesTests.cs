using System.Net;
using Concord.Modules.Tests.Web;
using Concord.TestKit;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>Sharing and citing an article, who issued a statement, overviews of subjects, and reports of faults.</summary>
public sealed class ReaderServicesTests(DemonstrationSite demonstration)
{
    private readonly TestSite site = demonstration.Site;

    [Theory]
    [InlineData("en", "The Global Coalition against Daesh")]
    [InlineData("ar", "التحالف الدولي ضد داعش")]
    [InlineData("fr", "La Coalition internationale contre Daech")]
    [InlineData("ckb", "هاوپەیمانیی نێودەوڵەتی دژی داعش")]
    public async Task An_article_is_shared_by_plain_links_and_cited_in_two_formats(string language, string publisher)
    {
        var path = $"/{language}/news/washington-seventy-nine";
        var (_, page) = await site.OpenAsync(path);
        var address = new Uri(site.Address, path).ToString();

        var links = page.QuerySelector(".share .ways")!.QuerySelectorAll("a").ToList();
        links
            .Select(link => new Uri(link.GetAttribute("href")!))
            .Select(link => link.Scheme == "mailto" ? link.Scheme : link.Host)
            .ShouldBe(["wa.me", "t.me", "x.com", "www.facebook.com", "mailto"]);
        links.ShouldAllBe(link => link.GetAttribute("rel") == "noreferrer external");
        links.ShouldAllBe(link => link.GetAttribute("href")!.Contains(Uri.EscapeDataString(address), StringComparison.Ordinal));
        page.QuerySelector(".share input")!.GetAttribute("value").ShouldBe(address);
        var citation = page.QuerySelector(".share dd.whole")!.TextContent;
        citation.ShouldStartWith(publisher);
        citation.ShouldContain(page.QuerySelector("h1")!.TextContent);
        citation.ShouldEndWith(address);
        var entry = page.QuerySelector(".share pre")!.TextContent;
        entry.ShouldStartWith("@online{washington-seventy-nine,\n  author = {{");
        entry.ShouldContain("  date = {2019-02-06},\n");
        entry.ShouldEndWith($"  url = {{{address}}}\n}}");
    }

    [Fact]
    public async Task Signs_of_a_title_do_not_break_the_citation_entry()
    {
        using var pack = new SmallPack();
        pack.Document("odd", "kind: story\ndate: 2020-10-20", "'50% of {x} & \\y_z'", "Body.");
        using var own = new TestSite(pack.Path);

        var (_, page) = await own.OpenAsync("/en/news/odd");

        page.QuerySelector(".share pre")!.TextContent.ShouldContain(@"title = {{50\% of \{x\} \& \textbackslash{}y\_z}},");
    }

    [Fact]
    public async Task The_list_of_statements_says_who_issued_each_and_filters_by_it()
    {
        var (_, all) = await site.OpenAsync("/en/statements");
        var (_, some) = await site.OpenAsync("/en/statements?issuer=smallgroup");

        all.QuerySelectorAll(".list article")
            .ShouldAllBe(one => one.TextContent.Contains("Issued by: ", StringComparison.Ordinal));
        all.QuerySelectorAll("select[name=issuer] option")
            .Select(option => option.GetAttribute("value"))
            .ShouldBe(["", "allmembers", "smallgroup"]);
        some.QuerySelectorAll(".list h3 a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe(["/en/news/ministers-meet-online"]);
        some.QuerySelector("select[name=issuer] option[selected]")!.GetAttribute("value").ShouldBe("smallgroup");
        (await site.OpenAsync("/en/statements?issuer=nobody")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await site.OpenAsync("/en/statements?issuer=1")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await site.OpenAsync("/en/news")).Page.QuerySelector("select[name=issuer]").ShouldBeNull();
    }

    [Theory]
    [InlineData("efforts", 5)]
    [InlineData("campaigns", 1)]
    public async Task Every_line_of_effort_and_campaign_is_listed(string topics, int count)
    {
        foreach (var language in (string[])["en", "ar", "fr", "ckb"])
        {
            var (_, page) = await site.OpenAsync($"/{language}/{topics}");

            page.QuerySelectorAll($".list h2 a[href^='/{language}/{topics}/']").Length.ShouldBe(count);
            page.QuerySelector($"footer a[href='/{language}/{topics}']")!.GetAttribute("aria-current").ShouldBe("page");
        }
    }

    [Fact]
    public async Task Faults_are_reported_from_the_error_page_and_the_accessibility_page()
    {
        foreach (var path in (string[])["/en/nothing-here?secret=1", "/ar/accessibility"])
        {
            var (_, page) = await site.OpenAsync(path);

            var report = page.QuerySelector("main a[href^='mailto:web@example.org?subject=']")!.GetAttribute("href")!;
            report.ShouldContain(Uri.EscapeDataString(path.Split('?')[0]));
            report.ShouldNotContain("secret");
        }

        using var folder = new TemporaryFolder();
        using var silent = new TestSite(folder.Path, settings: new Dictionary<string, string> { ["Concord:FaultContact"] = "" });
        (await silent.OpenAsync("/en/nothing-here")).Page.QuerySelector("main a[href^='mailto:']").ShouldBeNull();
        (await silent.OpenAsync("/en/accessibility")).Page.QuerySelector("main a[href^='mailto:']").ShouldBeNull();
    }
}
