using Concord.TestKit;
using Microsoft.Playwright;

namespace Concord.Browser.Tests;

/// <summary>A site whose operator turned the counting of visits on.</summary>
public sealed class VisitsJourneyTests(BrowserFixture fixture, CountingSite counting) : IClassFixture<CountingSite>
{
    private readonly List<string> sent = [];

    [Fact]
    public async Task Nothing_is_counted_before_consent_and_consent_can_be_changed()
    {
        await using var visit = await OpenAsync("/en");
        var page = visit.Page;
        var question = page.Locator("#visits");
        (await question.Locator("button:visible").AllInnerTextsAsync()).ShouldBe(["Count them", "Do not count them"]);
        sent.ShouldBeEmpty();
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();

        await question.GetByRole(AriaRole.Button, Named("Count them")).ClickAsync();
        (await question.InnerTextAsync()).ShouldContain("are counted.");
        await EventuallyAsync("/en");
        (await page.Locator(":focus").InnerTextAsync()).ShouldBe("Do not count them");

        await page.GotoAsync("/en/members");
        await EventuallyAsync("/en", "/en/members");

        await question.GetByRole(AriaRole.Button, Named("Do not count them")).ClickAsync();
        await page.GotoAsync("/en/progress");
        (await question.InnerTextAsync()).ShouldContain("are not counted.");
        sent.ShouldBe(["/en", "/en/members"]);
        (await page.Context.CookiesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_declined_consent_is_stored_and_nothing_is_sent()
    {
        await using var visit = await OpenAsync("/ar");
        var page = visit.Page;

        await page.Locator("#visits").GetByRole(AriaRole.Button, Named("لا أسمح بالإحصاء")).ClickAsync();
        await page.GotoAsync("/ar/members");

        (await page.Locator("#visits button:visible").AllInnerTextsAsync()).ShouldBe(["أسمح بالإحصاء"]);
        sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })")]
    [InlineData("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('closed'); } })")]
    public async Task Readers_with_do_not_track_or_without_storage_are_not_asked(string browser)
    {
        await using var visit = await OpenAsync("about:blank");
        await visit.Page.AddInitScriptAsync(browser);
        await visit.Page.GotoAsync("/en");

        (await visit.Page.Locator("#visits").IsVisibleAsync()).ShouldBeFalse();
        sent.ShouldBeEmpty();
    }

    private async Task<Visit> OpenAsync(string path)
    {
        var visit = await fixture.OpenAsync("about:blank", site: counting.Site);
        visit.Page.Request += (_, request) =>
        {
            if (request.Method == "POST")
            {
                sent.Add(request.PostData!);
            }
        };
        await visit.Page.GotoAsync(path);
        return visit;
    }

    private static LocatorGetByRoleOptions Named(string name) => new() { Name = name, Exact = true };

    private async Task EventuallyAsync(params string[] paths)
    {
        for (var left = 50; left > 0 && sent.Count < paths.Length; left--)
        {
            await Task.Delay(100);
        }

        sent.ShouldBe(paths);
    }
}

/// <summary>One such site for all its journeys.</summary>
public sealed class CountingSite : IAsyncDisposable
{
    public TestSite Site { get; } =
        new(content: null, settings: new Dictionary<string, string> { ["Concord:Visits:Counted"] = "true" });

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
