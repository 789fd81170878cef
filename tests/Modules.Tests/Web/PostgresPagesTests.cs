using System.Net;
using Concord.Modules.Tests.Accounts;
using Concord.TestKit;

namespace Concord.Modules.Tests.Web;

/// <summary>
/// Pages on PostgreSQL are the same as on SQLite: every kind of query that a page or response is made from.
/// </summary>
public sealed class PostgresPagesTests(DemonstrationSite demonstration)
{
    private static readonly string[] Pages =
    [
        "",
        "/news",
        "/news?kind=story&place=raqqa",
        "/news?effort=stabilisation",
        "/news?member=germany",
        "/news?year=2019",
        "/news?page=2",
        "/news?page=3",
        "/news?page=9",
        "/statements",
        "/efforts",
        "/campaigns",
        "/news/one-year-after-baghouz",
        "/news/mosul-two-dates-in-july",
        "/news/members-in-october-2020",
        "/news/declassified-papers-on-a-leader",
        "/news/old-notice-2020",
        "/campaigns/this-generation-learns",
        "/efforts/stabilisation",
        "/members?on=2015-02-01",
        "/members?on=2020-10-01",
        "/members/united-states",
        "/members/iraq",
        "/progress",
        "/wall",
        "/wall?member=united-kingdom",
        "/wall?language=ckb&hashtag=thisgenerationlearns",
        "/wall?effort=stabilisation&after=20201020000000000000000000000000",
        "/search?q=2020",
        "/search?q=olvie",
        "/nothing-here",
    ];

    private static readonly string[] Answers =
    [
        "/api/v1/documents?limit=100",
        "/api/v1/documents?lang=ar&limit=7",
        "/api/v1/documents?effort=stabilisation&from=2019-01-01&until=2020-11-01",
        "/api/v1/documents?member=germany&kind=story",
        "/api/v1/documents?place=raqqa",
        "/api/v1/documents/one-year-after-baghouz",
        "/api/v1/members?on=2016-01-01",
        "/api/v1/events",
        "/api/v1/figures",
        "/en/feed.atom",
        "/ckb/feed.json",
        "/fr/statements/feed.rss",
        "/sitemap.xml",
        "/sitemaps/documents-1.xml",
        "/sitemaps/pages.xml",
        "/sitemaps/news.xml",
    ];

    [Fact]
    public async Task Every_page_and_answer_is_the_same_as_on_SQLite()
    {
        var server = await PostgresServer.GetAsync();
        Assert.SkipWhen(server is null, "PostgreSQL is not installed here.");
        await using var site = new TestSite(
            settings: new Dictionary<string, string> { ["ConnectionStrings:Concord"] = await server!.CreateDatabaseAsync() }
        );

        foreach (var path in Pages.SelectMany(page => (string[])[$"/en{page}", $"/ar{page}"]))
        {
            var (status, text) = await ReadAsync(site, path);
            var (expected, same) = await ReadAsync(demonstration.Site, path);
            // Other tests search the demonstration too, and suggestions are made for one search at a time.
            for (var left = 20; left > 0 && text != same; left--)
            {
                (expected, same) = await ReadAsync(demonstration.Site, path);
            }

            status.ShouldBe(expected, path);
            text.ShouldBe(same, path);
        }

        foreach (var path in Answers)
        {
            (await AskAsync(site, path)).ShouldBe(await AskAsync(demonstration.Site, path), path);
        }
    }

    [Fact]
    public async Task A_null_character_which_PostgreSQL_cannot_store_is_no_server_error()
    {
        var server = await PostgresServer.GetAsync();
        Assert.SkipWhen(server is null, "PostgreSQL is not installed here.");
        await using var site = new TestSite(
            settings: new Dictionary<string, string> { ["ConnectionStrings:Concord"] = await server!.CreateDatabaseAsync() }
        );
        foreach (
            var path in (string[])
                [
                    "wall?hashtag=a%00",
                    "wall?member=%00",
                    "news?effort=%00",
                    "news?place=a%00b",
                    "search?q=a%00b",
                    "members?on=%00",
                ]
        )
        {
            ((int)(await site.OpenAsync($"/en/{path}")).Answer.StatusCode).ShouldBeLessThan(500, path);
        }

        foreach (var path in (string[])["/api/v1/documents?lang=%00", "/api/v1/documents?cursor=%00", "/en/feed.atom?x=%00"])
        {
            ((int)(await site.OpenAsync(path)).Answer.StatusCode).ShouldBeLessThan(500, path);
        }

        var editor = await DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"]);
        foreach (
            var (page, form, field) in (IEnumerable<(string, string, string)>)
                [
                    ("/desk/en/documents/counter-finance/en", "form.write", "Body"),
                    ("/desk/en/media/violin", "main form", "Credit"),
                    ("/desk/en/glossary?concept=daesh", "main form", "reason"),
                ]
        )
        {
            var (answer, _) = await editor.SubmitAsync(page, form, (field, "a\0b"));
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, page);
        }

        ((int)(await editor.OpenAsync("/desk/en/documents?q=%00")).Answer.StatusCode).ShouldBeLessThan(500);
        ((int)(await editor.OpenAsync("/desk/en/find?q=%00")).Answer.StatusCode).ShouldBeLessThan(500);
        ((int)(await editor.OpenAsync("/desk/en/media/find?q=%00")).Answer.StatusCode).ShouldBeLessThan(500);
    }

    private static async Task<(int Status, string Text)> ReadAsync(TestSite site, string path)
    {
        var (answer, page) = await site.OpenAsync(path);
        return ((int)answer.StatusCode, WithoutPort(site, page.QuerySelector("main")!.InnerHtml));
    }

    private static async Task<string> AskAsync(TestSite site, string path)
    {
        using var answer = await site.Client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        return $"{(int)answer.StatusCode} {WithoutPort(site, text)}";
    }

    /// <summary>The only allowed difference: addresses are in texts plainly and escaped.</summary>
    private static string WithoutPort(TestSite site, string text) =>
        text.Replace($"{site.Address.Port}", "port", StringComparison.Ordinal);
}
