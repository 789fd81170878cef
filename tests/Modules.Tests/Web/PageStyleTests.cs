using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Concord.Foundation;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.TestKit;

namespace Concord.Modules.Tests.Web;

/// <summary>A page carries the style sheets it uses, and the policy allows exactly those.</summary>
public sealed partial class PageStyleTests
{
    private static readonly string[] BesideTheSitemap =
    [
        "/en/search?q=mosul",
        "/ar/search",
        "/en/news?year=2019&kind=story",
        "/en/news?page=2",
        "/en/wall?language=ar",
        "/en/members?on=2015-01-01",
        "/en/contact",
        "/en/nothing",
        "/en/news/nothing",
    ];

    [Fact]
    public async Task Every_page_carries_each_rule_that_one_of_its_elements_matches()
    {
        await using var site = new TestSite();
        var all = AllRules();
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in await PathsAsync(site))
        {
            var (_, page) = await site.OpenAsync(path);
            var own = Rules(page.QuerySelector("style")!.TextContent).ToHashSet(StringComparer.Ordinal);
            foreach (var rule in all.Where(rule => page.QuerySelector(Standard(rule)) is not null))
            {
                used.Add(rule);
                if (!own.Contains(rule))
                {
                    missing.Add($"{path}: {rule}");
                }
            }
        }

        missing.ShouldBeEmpty();
        used.Count.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task A_page_does_not_carry_the_style_of_others()
    {
        await using var site = new TestSite();

        var article = await StyleAsync(site, "/en/news/one-year-after-baghouz");
        var home = await StyleAsync(site, "/en");
        var wall = await StyleAsync(site, "/en/wall");

        article.ShouldContain(".side{");
        article.ShouldNotContain(".post{");
        article.ShouldNotContain(".time{");
        home.ShouldContain(".time{");
        home.ShouldNotContain(".side{");
        wall.ShouldContain(".post{");
        wall.ShouldNotContain(".fig{");
    }

    /// <summary>Else the page would be shown without its style, from the cache too.</summary>
    [Theory]
    [InlineData("/en")]
    [InlineData("/ar/wall")]
    [InlineData("/en/news/one-year-after-baghouz")]
    [InlineData("/en/nothing")]
    [InlineData("/desk/en/nothing")]
    public async Task The_policy_names_the_style_of_the_page(string path)
    {
        await using var site = new TestSite();
        for (var request = 0; request < 2; request++)
        {
            var (answer, page) = await site.OpenAsync(path);
            var style = page.QuerySelector("style")!.TextContent;
            var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain($"'sha256-{hash}'");
        }
    }

    /// <summary>A browser would put the policy of this response, which knows no style, in place of the page's.</summary>
    [Fact]
    public async Task A_page_that_has_not_changed_keeps_the_policy_the_browser_has()
    {
        await using var site = new TestSite();
        var (first, _) = await site.OpenAsync("/en/wall");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Address, "/en/wall"));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await site.Client.SendAsync(request);

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        second.Headers.Contains("Content-Security-Policy").ShouldBeFalse();
    }

    private static async Task<string> StyleAsync(TestSite site, string path) =>
        (await site.OpenAsync(path)).Page.QuerySelector("style")!.TextContent;

    private static async Task<List<string>> PathsAsync(TestSite site)
    {
        var index = await site.Client.GetStringAsync(new Uri(site.Address, "/sitemap.xml"));
        var paths = new List<string>(BesideTheSitemap);
        foreach (Match map in Location().Matches(index))
        {
            var text = await site.Client.GetStringAsync(new Uri(site.Address, new Uri(map.Groups["address"].Value).AbsolutePath));
            paths.AddRange(Location().Matches(text).Select(page => new Uri(page.Groups["address"].Value).AbsolutePath));
        }

        return
        [
            .. paths.Where(path =>
                path.StartsWith("/en", StringComparison.Ordinal) || path.StartsWith("/ar", StringComparison.Ordinal)
            ),
        ];
    }

    private static List<string> AllRules() =>
        [
            .. Enum.GetValues<StyleParts>()
                .Select(part => part == StyleParts.None ? "site" : part.ToString().ToLowerInvariant())
                .SelectMany(name => Rules(File.ReadAllText(HomeDirectory.Shipped($"src/Web/Styles/{name}.css"))))
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Selectors; those within conditions such as a width, too.</summary>
    private static IEnumerable<string> Rules(string style) =>
        Rule()
            .Matches(Comment().Replace(style, ""))
            .Select(rule => rule.Groups["selector"].Value.Trim())
            .Where(selector => !selector.StartsWith('@'));

    /// <summary>Without what depends on the reader's acts; the parser knows :is by its earlier name.</summary>
    private static string Standard(string selector) =>
        State().Replace(selector, "").Replace(":is(", ":matches(", StringComparison.Ordinal) is { Length: > 0 } standard
            ? standard
            : "*";

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline, 10_000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<selector>[^{}]+)\{[^{}]*\}", RegexOptions.None, 10_000)]
    private static partial Regex Rule();

    [GeneratedRegex(
        "::?(before|after|first-letter|selection|hover|focus-visible|focus-within|focus|target)",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex State();

    [GeneratedRegex("<loc>(?<address>[^<]+)</loc>", RegexOptions.None, 10_000)]
    private static partial Regex Location();
}
