using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Concord.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Web;

public sealed class MachineReadingTests(DemonstrationSite demonstration)
{
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace News = "http://www.google.com/schemas/sitemap-news/0.9";
    private readonly TestSite site = demonstration.Site;

    [Fact]
    public async Task The_sitemap_lists_every_page_in_its_languages_and_each_answers()
    {
        var parts = (await ReadAsync("/sitemap.xml")).Descendants(Map + "loc").Select(part => part.Value).ToList();
        parts.Count.ShouldBe(4);
        parts.RemoveAll(part => part.EndsWith("/news.xml", StringComparison.Ordinal)).ShouldBe(1);
        var urls = new List<XElement>();
        foreach (var part in parts)
        {
            urls.AddRange((await ReadAsync(part)).Root!.Elements(Map + "url"));
        }

        var addresses = urls.Select(url => url.Element(Map + "loc")!.Value).ToList();
        addresses.ShouldBeUnique();
        addresses.ShouldContain($"{site.Address}ckb/news/one-year-after-baghouz");
        addresses.ShouldNotContain($"{site.Address}ar/news/declassified-papers-on-a-leader");
        addresses.ShouldNotContain(address => address.Contains("members-in-october-2020", StringComparison.Ordinal));
        var alternates = urls.SelectMany(url => url.Elements(Xhtml + "link")).Select(link => link.Attribute("href")!.Value);
        alternates.Except(addresses).ShouldBeEmpty();
        foreach (var address in addresses.Where((_, number) => number % 7 == 0))
        {
            (await site.Client.GetAsync(new Uri(address))).StatusCode.ShouldBe(HttpStatusCode.OK, address);
        }
    }

    [Theory]
    [InlineData("/sitemaps/documents-2.xml")]
    [InlineData("/sitemaps/documents-0.xml")]
    [InlineData("/sitemaps/documents-99999999999.xml")]
    [InlineData("/sitemaps/nothing-1.xml")]
    public async Task A_missing_part_is_404(string path) =>
        (await site.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task The_news_sitemap_lists_the_last_two_days()
    {
        using var pack = new SmallPack();
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 10, 3, 12, 0, 0, TimeSpan.Zero));
        await using var own = new TestSite(pack.Path, clock);

        var news = XDocument.Parse(await own.Client.GetStringAsync(new Uri("/sitemaps/news.xml", UriKind.Relative)));

        news.Descendants(News + "title").Select(title => title.Value).ShouldBe(["Two"]);
        news.Descendants(News + "language").Single().Value.ShouldBe("en");
        (await own.Client.GetStringAsync(new Uri("/sitemap.xml", UriKind.Relative))).ShouldContain("news.xml");
        clock.Advance(TimeSpan.FromDays(2));
        await using var later = new TestSite(pack.Path, clock);
        (await later.Client.GetStringAsync(new Uri("/sitemap.xml", UriKind.Relative))).ShouldNotContain("news.xml");
    }

    [Fact]
    public async Task Robots_txt_names_the_sitemap() =>
        (await site.Client.GetStringAsync(new Uri("/robots.txt", UriKind.Relative))).ShouldContain(
            $"Sitemap: {site.Address}sitemap.xml"
        );

    [Fact]
    public async Task Absolute_addresses_use_the_public_address()
    {
        using var pack = new SmallPack();
        await using var own = new TestSite(
            pack.Path,
            settings: new Dictionary<string, string> { ["Concord:PublicAddress"] = "https://coalition.example/" }
        );

        foreach (var path in (string[])["/robots.txt", "/sitemap.xml", "/en/feed.rss", "/en/news/one"])
        {
            var text = await own.Client.GetStringAsync(new Uri(path, UriKind.Relative));
            text.ShouldContain("https://coalition.example/");
            text.ShouldNotContain("127.0.0.1");
        }

        // A browser that came over TLS once comes over TLS from then on; without TLS there is no such header.
        (await own.OpenAsync("/en"))
            .Answer.Headers.GetValues("Strict-Transport-Security")
            .ShouldHaveSingleItem();
        (await site.OpenAsync("/en")).Answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/ar/news/one-year-after-baghouz")]
    [InlineData("/en/news/raqqa-olive-seedlings")]
    public async Task An_article_has_structured_data(string path)
    {
        var (_, page) = await site.OpenAsync(path);
        using var data = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent);
        var graph = data
            .RootElement.GetProperty("@graph")
            .EnumerateArray()
            .ToDictionary(node => node.GetProperty("@type").GetString()!);

        var article = graph["NewsArticle"];
        article.GetProperty("headline").GetString().ShouldBe(page.QuerySelector("h1")!.TextContent);
        article.GetProperty("mainEntityOfPage").GetString().ShouldBe($"{site.Address}{path[1..]}");
        article.GetProperty("datePublished").GetString().ShouldStartWith("2020-");
        article.GetProperty("publisher").GetProperty("@type").GetString().ShouldBe("Organization");
        var steps = graph["BreadcrumbList"].GetProperty("itemListElement").EnumerateArray().ToList();
        steps.Count.ShouldBe(3);
        steps.Select(step => step.GetProperty("position").GetInt32()).ShouldBe([1, 2, 3]);
        Meta(page, "og:type").ShouldBe("article");
        Meta(page, "og:locale").ShouldBe(path.StartsWith("/ar", StringComparison.Ordinal) ? "ar_IQ" : "en_GB");
        Meta(page, "og:url").ShouldBe(page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_home_page_names_the_organization()
    {
        var (_, page) = await site.OpenAsync("/fr");

        page.QuerySelector("script[type='application/ld+json']")!.TextContent.ShouldContain("\"@type\":\"Organization\"");
    }

    [Fact]
    public async Task A_title_cannot_close_the_JSON_LD_script()
    {
        using var pack = new SmallPack();
        pack.Document("three", "kind: story\ndate: 2020-10-03", "\"</script><b>x\"", "Body.");
        await using var own = new TestSite(pack.Path);

        var html = await own.Client.GetStringAsync(new Uri("/en/news/three", UriKind.Relative));

        html.Split("</script>").Length.ShouldBe(html.Split("<script").Length);
        html.ShouldNotContain("<b>x");
    }

    private static string? Meta(AngleSharp.Html.Dom.IHtmlDocument page, string property) =>
        page.QuerySelector($"meta[property='{property}']")?.GetAttribute("content");

    private async Task<XDocument> ReadAsync(string path) =>
        XDocument.Parse(await site.Client.GetStringAsync(new Uri(path, UriKind.RelativeOrAbsolute)));
}
