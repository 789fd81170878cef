using System.Net;
using Concord.Foundation.Pages;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Web;

/// <summary>A demonstration stands on the day of the setting; the site of an operator on the present day.</summary>
public sealed class SiteDateTests : IDisposable
{
    private static readonly DateTimeOffset Real = new(2026, 11, 28, 14, 30, 0, TimeSpan.Zero);
    private readonly SmallPack pack = new();

    public SiteDateTests()
    {
        pack.Document("today", "kind: story\ndate: 2020-10-23T18:00:00Z", "Today", "Members today: {{members}}.");
        pack.Document("later", "kind: story\ndate: 2020-10-24", "Later", "Body.");
        pack.Write(
            "members.yaml",
            """
            members:
              - { slug: aland, kind: state, code: AX, by: 2016-08-31, names: { en: "Åland", ar: "آلاند", fr: "Åland", ckb: "ئۆلاند" } }
              - { slug: league, kind: institution, by: 2020-10-24, names: { en: "The League", ar: "الجامعة", fr: "La Ligue", ckb: "کۆمکار" } }
            """
        );
    }

    [Fact]
    public async Task On_a_fixed_day_pages_show_what_was_published_and_counted_then()
    {
        await using var site = Open(new() { ["Concord:SiteDate"] = "2020-10-23" });

        var (_, home) = await site.OpenAsync("/en");
        home.QuerySelector(".tools time")!.GetAttribute("datetime").ShouldBe("2020-10-23");
        home.QuerySelector(".mast .under .cap")!.TextContent.ShouldBe("1 member");
        home.QuerySelector(".news")!.TextContent.ShouldNotContain("Later");
        var (_, today) = await site.OpenAsync("/en/news/today");
        today.QuerySelector(".text")!.TextContent.ShouldContain("Members today: 1.");
        foreach (var path in new[] { "/en/news/later", "/api/v1/documents/later", "/share/en/later.png" })
        {
            (await site.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        foreach (var path in new[] { "/en/news", "/en/feed.atom", "/sitemaps/documents-1.xml", "/api/v1/documents" })
        {
            (await site.Client.GetStringAsync(new Uri(path, UriKind.Relative))).ShouldNotContain("later", Case.Insensitive, path);
        }

        (await site.Client.GetStringAsync(new Uri("/api/v1/members", UriKind.Relative))).ShouldContain("\"total\":1");
        var (_, members) = await site.OpenAsync("/en/members");
        members.QuerySelector("main")!.TextContent.ShouldNotContain("The League");
    }

    [Fact]
    public async Task What_an_editor_writes_and_schedules_on_a_fixed_day_is_published_on_the_real_clock()
    {
        var clock = new FakeTimeProvider(Real);
        await using var site = Open(new() { ["Concord:SiteDate"] = "2020-10-23" }, clock);
        await DoAsync<SaveDraft>(
            site,
            command =>
                command.RunAsync(
                    new Draft("new", "en", "New", "A summary.", "Body of new.") { Kind = "story" },
                    Concord.Foundation.Actor.Command("test"),
                    default
                )
        );

        await DoAsync<Release>(
            site,
            command => command.RunAsync("new", languages: null, reason: null, Concord.Foundation.Actor.Command("test"), default)
        );

        var patience = DateTime.UtcNow.AddSeconds(10);
        while ((await site.Client.GetAsync(new Uri("/en/news/new", UriKind.Relative))).StatusCode != HttpStatusCode.OK)
        {
            (DateTime.UtcNow < patience).ShouldBeTrue();
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        var (_, page) = await site.OpenAsync("/en/news/new");
        page.QuerySelector("header time")!.GetAttribute("datetime").ShouldBe("2020-10-23");
        site.Services.GetRequiredService<SiteClock>().PublicationTime.ShouldBe(new DateTime(2020, 10, 23, 14, 30, 0));
    }

    [Theory]
    [InlineData("false", "2020-10-23")]
    [InlineData("true", "")]
    public async Task A_site_of_an_operator_or_without_a_site_date_stands_on_the_present_day(string isDemonstration, string date)
    {
        await using var site = Open(
            new() { ["Concord:IsDemonstration"] = isDemonstration, ["Concord:SiteDate"] = date },
            new FakeTimeProvider(Real)
        );

        var (_, home) = await site.OpenAsync("/en");

        home.QuerySelector(".tools time")!.GetAttribute("datetime").ShouldBe("2026-11-28");
        home.QuerySelector(".mast .under .cap")!.TextContent.ShouldBe("2 members");
        (await site.Client.GetAsync(new Uri("/en/news/later", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public void Dispose() => pack.Dispose();

    private TestSite Open(Dictionary<string, string> settings, TimeProvider? time = null) => new(pack.Path, time, settings);

    private static async Task DoAsync<T>(TestSite site, Func<T, Task<NewsroomResult>> run)
        where T : notnull
    {
        await using var scope = site.Services.CreateAsyncScope();
        (await run(scope.ServiceProvider.GetRequiredService<T>())).Code.ShouldBe(NewsroomCode.Done);
    }
}
