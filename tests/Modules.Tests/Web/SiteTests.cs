using System.Net;
using System.Security.Cryptography;
using System.Text;
using Concord.Newsroom.Pages.News;
using Concord.TestKit;
using Concord.Wall;

namespace Concord.Modules.Tests.Web;

public sealed class SiteTests(DemonstrationSite demonstration)
{
    private const int FourteenKilobytes = 14_600;

    private readonly TestSite site = demonstration.Site;

    public static TheoryData<string> Pages =>
        [
            "/en",
            "/ar",
            "/en/news",
            "/ar/news",
            "/en/news/one-year-after-baghouz",
            "/ar/news/one-year-after-baghouz",
            "/en/about-our-data",
            "/ar/about-our-data",
            "/en/members",
            "/ar/members",
            "/en/members?on=2020-10-01",
            "/fr",
            "/ckb",
            "/ckb/news/raqqa-olive-seedlings",
            "/fr/members/italy",
            "/ckb/progress",
            "/fr/statements",
            "/ar/efforts/stabilisation",
            "/ckb/campaigns/this-generation-learns",
            "/fr/about",
            "/en/wall",
            "/ar/wall",
            "/en/privacy",
            "/ar/accessibility",
        ];

    [Theory]
    [InlineData("ar-SY,ar;q=0.9,en;q=0.5", "/ar")]
    [InlineData("de,en;q=0.5", "/en")]
    [InlineData("fr-BE", "/fr")]
    [InlineData("ku-IQ", "/ckb")]
    [InlineData("", "/en")]
    public async Task The_root_address_redirects_to_the_best_language(string wanted, string place)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept-Language", wanted);

        var answer = await site.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe(place);
        answer.Headers.Vary.ShouldContain("Accept-Language");
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_sets_no_cookie_needs_no_script_and_requests_no_third_party(string path)
    {
        var (answer, page) = await site.OpenAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldStartWith("default-src 'none'; style-src 'sha256-");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.Contains("Server").ShouldBeFalse();
        page.QuerySelectorAll("iframe,object,embed,form[method=post]").ShouldBeEmpty();
        // Only the wall has a script file, which loads more posts in place; without it the link opens them.
        page.QuerySelectorAll("script[src]")
            .Select(script => script.GetAttribute("src"))
            .ShouldBe(path.EndsWith("/wall", StringComparison.Ordinal) ? [WallScript.Address] : []);
        // Only an article has a script inside it, which copies its address, and its policy allows no other.
        var inline = page.QuerySelectorAll("script:not([src],[type='application/ld+json'])").Select(script => script.TextContent);
        var allowed = inline
            .Select(text => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'")
            .ToList();
        allowed.ShouldBe(page.QuerySelector("#copy") is null ? [] : [CopyScript.Script.Source]);
        policy
            .Contains("script-src", StringComparison.Ordinal)
            .ShouldBe(allowed.Count > 0 || path.EndsWith("/wall", StringComparison.Ordinal));
        allowed.ShouldAllBe(source => policy.EndsWith($"; script-src {source}", StringComparison.Ordinal));
        page.QuerySelectorAll("[style]").ShouldBeEmpty();
        page.QuerySelectorAll("[src],link[rel=stylesheet],link[rel=icon],link[rel=preload]")
            .Select(element => element.GetAttribute("src") ?? element.GetAttribute("href")!)
            .ShouldAllBe(address => address.StartsWith('/'));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task The_CSP_allows_the_inline_style_of_the_page(string path)
    {
        var (answer, page) = await site.OpenAsync(path);

        var style = page.QuerySelectorAll("style").ShouldHaveSingleItem().TextContent;
        var hash = Convert.ToBase64String(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style))
        );
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain($"'sha256-{hash}'");
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_has_its_metadata(string path)
    {
        var (_, page) = await site.OpenAsync(path);
        var language = path.Split('/', '?')[1];

        page.DocumentElement.GetAttribute("lang").ShouldBe(language);
        page.DocumentElement.GetAttribute("dir").ShouldBe(language is "ar" or "ckb" ? "rtl" : "ltr");
        page.Title.ShouldNotBeNullOrWhiteSpace();
        page.QuerySelector("meta[name=description]")!.GetAttribute("content").ShouldNotBeNullOrWhiteSpace();
        page.QuerySelectorAll("h1").ShouldHaveSingleItem();
        page.QuerySelectorAll("main").ShouldHaveSingleItem();
        page.QuerySelectorAll("link[rel=alternate][hreflang]").Length.ShouldBeGreaterThan(1);
        page.QuerySelector("footer p")!.TextContent.Trim().Length.ShouldBeGreaterThan(80);
    }

    [Theory]
    [InlineData("/en")]
    [InlineData("/ar")]
    [InlineData("/en/news/one-year-after-baghouz")]
    [InlineData("/ar/news/one-year-after-baghouz")]
    [InlineData("/fr")]
    [InlineData("/ckb")]
    [InlineData("/ar/about-our-data")]
    [InlineData("/ckb/about")]
    [InlineData("/en/progress")]
    public async Task Home_and_article_fit_into_the_initial_congestion_window(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd("br");

        var answer = await site.Client.SendAsync(request);

        answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        var headers = answer
            .Headers.Concat(answer.Content.Headers)
            .Sum(header => header.Key.Length + 2 + string.Join(", ", header.Value).Length + 2);
        ((await answer.Content.ReadAsByteArrayAsync()).Length + headers).ShouldBeLessThanOrEqualTo(FourteenKilobytes);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Pages_are_compressed_by_Accept_Encoding(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/en/members");
        request.Headers.AcceptEncoding.ParseAdd(encoding);

        var answer = await site.Client.SendAsync(request);

        answer.Content.Headers.ContentEncoding.ShouldBe([encoding]);
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
    }

    [Fact]
    public async Task Arabic_is_sent_unescaped() =>
        (await site.Client.GetStringAsync(new Uri("/ar", UriKind.Relative))).ShouldSatisfyAllConditions(
            html => html.ShouldContain("التحالف الدولي ضد داعش"),
            html => html.ShouldNotMatch("&#x6[0-9A-F]{2};")
        );

    [Theory]
    [InlineData("/en/nothing-here")]
    [InlineData("/ar/news/nothing-here")]
    [InlineData("/de")]
    [InlineData("/EN/news")]
    [InlineData("/en/news?page=0")]
    [InlineData("/en/news?page=-1")]
    [InlineData("/en/news?page=1000000000")]
    [InlineData("/en/news?page=99")]
    [InlineData("/en/news/%00")]
    [InlineData("/en/news/..%2f..%2fetc%2fpasswd")]
    [InlineData("/en/news/%ff%fe")]
    public async Task A_404_page_is_in_the_language_of_its_address(string path)
    {
        var (answer, page) = await site.OpenAsync(path);

        ((int)answer.StatusCode).ShouldBeInRange(400, 404);
        if (page.DocumentElement.HasAttribute("lang"))
        {
            page.DocumentElement.GetAttribute("lang").ShouldBe(path.StartsWith("/ar", StringComparison.Ordinal) ? "ar" : "en");
            page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
            page.QuerySelectorAll("main a").Length.ShouldBeGreaterThan(2);
        }
    }

    [Fact]
    public async Task Fonts_are_immutable_and_load()
    {
        var html = await site.Client.GetStringAsync(new Uri("/en", UriKind.Relative));
        var faces = System.Text.RegularExpressions.Regex.Matches(
            html,
            @"/faces/[a-z0-9.]+\.woff2",
            default,
            TimeSpan.FromSeconds(1)
        );
        faces.Count.ShouldBeGreaterThan(3);
        foreach (var face in faces.Select(match => match.Value))
        {
            var answer = await site.Client.GetAsync(new Uri(face, UriKind.Relative));

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, face);
            answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
            (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(1000);
        }
    }
}
