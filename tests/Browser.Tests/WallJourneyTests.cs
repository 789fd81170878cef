using System.Globalization;
using System.Text;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Concord.Browser.Tests;

/// <summary>Loading more of the wall in place, and without a script.</summary>
public sealed class WallJourneyTests(BrowserFixture fixture, LongWall wall) : IClassFixture<LongWall>
{
    [Fact]
    public async Task Load_more_appends_each_post_once_while_new_ones_arrive()
    {
        await using var visit = await OpenAsync("/en/wall");
        var page = visit.Page;
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        var link = page.Locator("#more a");
        (await page.Locator(".post").CountAsync()).ShouldBe(12);

        await wall.AddAsync(5);
        await link.PressAsync("Enter");
        await page.Locator(".post").Nth(23).WaitForAsync();
        (await page.Locator(":focus").GetAttributeAsync("id")).ShouldBe(
            await page.Locator(".post").Nth(12).GetAttributeAsync("id")
        );
        (await page.Locator("#told").InnerTextAsync()).ShouldBeEmpty();
        for (var shown = 36; shown <= LongWall.Posts; shown += 12)
        {
            await link.ClickAsync();
            await page.Locator(".post").Nth(shown - 1).WaitForAsync();
        }

        var texts = await page.Locator(".post > p:first-of-type").AllInnerTextsAsync();
        texts.ShouldBe(Enumerable.Range(0, LongWall.Posts).Reverse().Select(number => $"Post {number}"));
        (await link.CountAsync()).ShouldBe(0);
        (await page.Locator("#told").InnerTextAsync()).ShouldBe("There are no more posts.");
        (await page.Locator("section h2").AllInnerTextsAsync()).ShouldBeUnique();
        page.Url.ShouldEndWith("/en/wall");
        requests.ShouldAllBe(url => url.StartsWith(wall.Site.Address.ToString(), StringComparison.Ordinal));
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_load_more_is_reported_and_can_be_retried()
    {
        await using var visit = await OpenAsync("/ar/wall");
        var page = visit.Page;
        await page.RouteAsync("**/wall?after=*", route => route.AbortAsync());

        await page.Locator("#more a").ClickAsync();
        await page.Locator("#told:not(:empty)").WaitForAsync();
        (await page.Locator("#told").InnerTextAsync()).ShouldContain("تعذّر تحميل المزيد");
        await page.UnrouteAsync("**/wall?after=*");
        await page.Locator("#more a").ClickAsync();
        await page.Locator(".post").Nth(23).WaitForAsync();
    }

    [Fact]
    public async Task Load_more_works_without_scripts()
    {
        await using var visit = await fixture.OpenAsync("/en/wall", site: wall.Site, hasScript: false);
        var page = visit.Page;
        var first = await page.Locator(".post").EvaluateAllAsync<string[]>("posts => posts.map(post => post.id)");

        await page.Locator("#more a").ClickAsync();

        page.Url.ShouldContain("/en/wall?after=");
        var second = await page.Locator(".post").EvaluateAllAsync<string[]>("posts => posts.map(post => post.id)");
        first.Intersect(second).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Back to the newest posts" }).ClickAsync();
        page.Url.ShouldEndWith("/en/wall");
    }

    private Task<Visit> OpenAsync(string path) => fixture.OpenAsync(path, site: wall.Site);
}

/// <summary>A site with more posts than one page holds.</summary>
public sealed class LongWall : IDisposable
{
    public const int Posts = 60;
    private readonly TemporaryFolder folder = new();

    public LongWall()
    {
        folder.Write("members.yaml", "members: []\n");
        Write(Posts);
        Site = new TestSite(folder.Path);
    }

    public TestSite Site { get; }

    /// <summary>Newer than all others.</summary>
    public async Task AddAsync(int more)
    {
        Write(Posts + more);
        await using var scope = Site.Services.CreateAsyncScope();
        var import = scope.ServiceProvider.GetRequiredService<ImportContent>();
        (await import.RunAsync(folder.Path, default, Actor.Command("test"), progress: null, default)).Problems.ShouldBeEmpty();
    }

    public void Dispose()
    {
        Site.Dispose();
        folder.Dispose();
    }

    private void Write(int posts)
    {
        var yaml = new StringBuilder("sources:\n  - { slug: envoy, name: The envoy }\nposts:\n");
        for (var number = 0; number < posts; number++)
        {
            var at = new DateTime(2020, 9, 15, 0, 0, 0, DateTimeKind.Utc).AddHours(11 * number);
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"  - {{ source: envoy, id: p{number}, at: {at:yyyy-MM-dd'T'HH:mm:ss'Z'}, language: en, text: \"Post {number}\" }}\n"
            );
        }

        folder.Write("wall.yaml", yaml.ToString());
    }
}
