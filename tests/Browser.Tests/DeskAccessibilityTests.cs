using Concord.TestKit;
using Microsoft.Playwright;

namespace Concord.Browser.Tests;

/// <summary>Every page of the workspace with axe, in every language, with work in progress.</summary>
public sealed class DeskAccessibilityTests(BrowserFixture fixture, WorkspaceSite workspace)
{
    private static readonly string[] Paths =
    [
        "",
        "/documents",
        "/documents?q=none",
        "/documents/new",
        "/account/mail",
        "/documents/raqqa-olive-seedlings/en",
        "/documents/raqqa-olive-seedlings/ar",
        "/documents/raqqa-olive-seedlings/ar/segments",
        "/documents/raqqa-olive-seedlings/ar/preview",
        "/documents/members-in-november-2020/fr",
        "/documents/members-in-november-2020/en",
        "/documents/raqqa-olive-seedlings/en/history?from=1&to=2",
        "/documents/washington-seventy-nine/details",
        "/documents/raqqa-olive-seedlings/release",
        "/release?slug=raqqa-olive-seedlings&slug=kobane-six-years-on",
        "/documents/kobane-six-years-on/release",
        "/home",
        "/records",
        "/records/event?q=raqqa",
        "/record/member",
        "/record/member/north-macedonia",
        "/record/figure/people-freed",
        "/record/event/announced",
        "/record/group/counter-finance",
        "/glossary",
        "/media",
        "/media?q=nothing-like-this",
        "/media/violin",
        "/recordings",
        "/recordings?q=nothing-like-this",
        "/files",
        "/files?q=nothing-like-this",
        "/messages",
        "/newsletters",
        "/social-posts",
        "/fediverse",
        "/wall/add",
        "/import",
        "/wall",
        "/wall?state=all",
        "/wall/sources",
        "/wall/blocked",
        "/glossary?concept=daesh",
        "/journal",
        "/journal?subject=none",
        "/account",
        "/account/sign-in",
        "/people",
        "/clearance",
        "/confirm",
    ];

    [Theory]
    [InlineData("en", 1280, ColorScheme.Dark)]
    [InlineData("ar", 320, ColorScheme.Light)]
    [InlineData("fr", 320, ColorScheme.Dark)]
    [InlineData("ckb", 1280, ColorScheme.Light)]
    public async Task Axe_finds_nothing_and_no_page_scrolls_sideways(string language, int width, ColorScheme scheme)
    {
        var site = $"http://localhost:{workspace.Site.Address.Port}";
        await using var visit = await fixture.OpenAsync($"{site}/desk/{language}/sign-in", width, scheme);
        var page = visit.Page;
        await CheckAsync(page, width, "sign-in");
        await page.GotoAsync(
            await WorkspaceVisit.InviteAsync(
                workspace.Site,
                $"{language}@example.org",
                ["administrator", "editor", "clearer"],
                language
            )
        );
        await CheckAsync(page, width, "join");
        await WorkspaceVisit.ChoosePasswordAsync(page);
        await CheckAsync(page, width, "recovery codes");

        foreach (var path in Paths)
        {
            var answer = await page.GotoAsync($"{site}/desk/{language}{path}");
            answer!.Status.ShouldBe(200, path);
            page.Url.ShouldEndWith(path);
            (await page.Locator("main").InnerTextAsync()).ShouldNotContain("desk.", Case.Sensitive, path);
            (await page.Locator("main").InnerTextAsync()).ShouldNotContain("accounts.", Case.Sensitive, path);
            await CheckAsync(page, width, path);
        }

        // A link for a person without an account, as the page shows it once, and the page that it opens.
        await page.GotoAsync($"{site}/desk/{language}/documents/members-in-november-2020/en");
        await page.Locator(".clearance summary").Last.ClickAsync();
        await page.Locator("#guest").FillAsync("Ministry");
        await page.Locator("form[action*=InviteGuest] button").ClickAsync();
        var link = await page.Locator("#guest-link").InputValueAsync();
        await CheckAsync(page, width, "guest link");
        await page.GotoAsync(link);
        await Assertions.Expect(page.Locator("form.decide")).ToBeVisibleAsync();
        await CheckAsync(page, width, "guest");
    }

    private static async Task CheckAsync(IPage page, int width, string path)
    {
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty(path);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, path);
    }
}

/// <summary>The demonstration with an account of each role and work in progress.</summary>
public sealed class WorkspaceSite : IAsyncLifetime
{
    public TestSite Site { get; } =
        new(
            settings: new Dictionary<string, string>
            {
                ["Concord:DemoAccounts"] = "true",
                ["Concord:Desk:RequestsPerMinute"] = "10000",
            }
        );

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
