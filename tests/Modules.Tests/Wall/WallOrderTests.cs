using System.Globalization;
using System.Net;
using System.Text;
using Concord.Modules.Tests.Web;
using Concord.TestKit;
using Concord.Wall.Reading;

namespace Concord.Modules.Tests.Wall;

/// <summary>The order of the wall for a reader: what can be read in the page's language comes first.</summary>
public sealed class WallOrderTests(DemonstrationSite demonstration)
{
    private const int Posts = 40;

    /// <summary>
    /// 40 posts, an hour apart: every second is in English, every eighth is in French and translated into English, others are
    /// in French alone.
    /// </summary>
    [Fact]
    public async Task Posts_in_the_language_of_the_page_or_translated_into_it_come_first_and_none_is_lost()
    {
        using var pack = new SmallPack();
        pack.Write("wall.yaml", Yaml());
        await using var site = new TestSite(pack.Path);

        var english = await AllAsync(site, "/en/wall");
        var byTime = await AllAsync(site, "/en/wall?order=newest");
        var french = await AllAsync(site, "/fr/wall");
        var arabic = await AllAsync(site, "/ar/wall");

        var newestFirst = Enumerable.Range(0, Posts).Reverse().ToList();
        english.ShouldBe([.. newestFirst.Where(IsForEnglish), .. newestFirst.Where(hour => !IsForEnglish(hour))]);
        french.ShouldBe([.. newestFirst.Where(hour => hour % 2 != 0), .. newestFirst.Where(hour => hour % 2 == 0)]);
        byTime.ShouldBe(newestFirst);
        // Nothing is in Arabic: the others begin at once.
        arabic.ShouldBe(newestFirst);

        static bool IsForEnglish(int hour) => hour % 2 == 0 || hour % 8 == 1;
    }

    [Fact]
    public async Task Filters_hold_for_both_parts_of_the_order()
    {
        using var pack = new SmallPack();
        pack.Write("wall.yaml", Yaml());
        await using var site = new TestSite(pack.Path);

        (await AllAsync(site, "/en/wall?hashtag=five")).ShouldBe([30, 25, 20, 10, 0, 35, 15, 5]);
        (await AllAsync(site, "/en/wall?member=aland")).Count.ShouldBe(Posts);
        (await AllAsync(site, "/en/wall?member=league")).ShouldBeEmpty();
        (await AllAsync(site, "/en/wall?language=fr")).ShouldBe([
            .. Enumerable.Range(0, Posts).Reverse().Where(hour => hour % 2 != 0),
        ]);
    }

    [Theory]
    [InlineData("other-", false)]
    [InlineData("other-20201001000000000", false)]
    [InlineData("others", false)]
    [InlineData("2020", false)]
    [InlineData("other", true)]
    [InlineData("20201001000000000abcdefabcdefabc", true)]
    [InlineData("other-20201001000000000abcdefabcdefabc", true)]
    public async Task Only_places_of_the_wall_have_a_page(string after, bool exists)
    {
        WallPlace.TryParse(after, out var place).ShouldBe(exists);
        (place?.ToString()).ShouldBe(exists ? after : null);
        (await demonstration.Site.OpenAsync($"/en/wall?after={after}")).Answer.StatusCode.ShouldBe(
            exists ? HttpStatusCode.OK : HttpStatusCode.NotFound
        );
    }

    [Theory]
    [InlineData("/en/wall?hashtag=CounterFinance", "Italy member")]
    [InlineData("/en/wall?hashtag=ForeignFighters", "INTERPOL member institution")]
    [InlineData("/en/wall?hashtag=UNDay", "UNAMI partner")]
    [InlineData("/en/wall?hashtag=ProtectCulturalHeritage&language=en", "British Museum institution, United Kingdom")]
    public async Task Members_are_told_apart_from_institutions_and_partners(string path, string heading)
    {
        var (_, page) = await demonstration.Site.OpenAsync(path);

        page.QuerySelector(".post h3")!.TextContent.ShouldBe(heading);
    }

    [Theory]
    [InlineData("🇬🇧🇮🇶 both", "<p><abbr dir=\"ltr\" title=\"the UK\">GB</abbr><abbr dir=\"ltr\">IQ</abbr> both</p>")]
    [InlineData("a🇪🇺b", "<p>a<abbr dir=\"ltr\">EU</abbr>b</p>")]
    [InlineData("half 🇬 flag", "<p>half 🇬 flag</p>")]
    [InlineData("a dove 🕊", "<p>a dove 🕊</p>")]
    [InlineData(
        "https://one.example/🇬🇧",
        "<p><a href=\"https://one.example/🇬🇧\" rel=\"nofollow noopener noreferrer\" dir=\"ltr\">"
    )]
    public void A_flag_is_shown_as_its_letters(string text, string html)
    {
        using var writer = new StringWriter();
        new PostHtml(text, "en", new Dictionary<string, string> { ["GB"] = "the UK" }).WriteTo(
            writer,
            System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All)
        );

        WebUtility.HtmlDecode(writer.ToString()).ShouldStartWith(html);
    }

    private static async Task<List<int>> AllAsync(TestSite site, string path)
    {
        var found = new List<int>();
        for (string? next = path; next is not null; )
        {
            var (answer, page) = await site.OpenAsync(next);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, next);
            found.AddRange(
                page.QuerySelectorAll(".post > p:first-of-type")
                    .Select(text => int.Parse(text.TextContent.Split(' ')[1], CultureInfo.InvariantCulture))
            );
            next = page.QuerySelector("#more a")?.GetAttribute("href");
        }

        return found;
    }

    private static string Yaml()
    {
        var yaml = new StringBuilder(WallPack.Sources).Append("posts:\n");
        for (var hour = 0; hour < Posts; hour++)
        {
            var at = new DateTime(2020, 10, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(hour);
            var language = hour % 2 == 0 ? "en" : "fr";
            var tag = hour % 5 == 0 ? " #five" : "";
            var translation = hour % 8 == 1 ? $", translations: {{ en: \"Translation {hour}\" }}" : "";
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"  - {{ source: envoy, id: p{hour}, at: {at:yyyy-MM-dd'T'HH:mm:ss'Z'}, language: {language}, text: \"Post {hour}{tag}\"{translation} }}\n"
            );
        }

        return yaml.ToString();
    }
}
