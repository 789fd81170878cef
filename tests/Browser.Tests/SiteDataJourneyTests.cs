using Concord.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concord.Browser.Tests;

/// <summary>Site data changed in a browser: on a phone in Arabic, and with the keyboard.</summary>
public sealed class SiteDataJourneyTests(BrowserFixture fixture, WorkspaceSite workspace)
{
    private TestSite Site => workspace.Site;

    private string Host => WorkspaceVisit.HostOf(Site);

    [Fact]
    public async Task On_a_phone_in_Arabic_a_place_is_renamed_shown_beside_its_former_name_and_read()
    {
        await using var editor = await WorkspaceVisit.JoinedAsync(
            fixture,
            Site,
            "site-data@example.org",
            ["editor"],
            "ar",
            width: 360
        );
        var page = editor.Page;
        await page.GotoAsync($"{Host}/desk/ar/records/place");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
        await page.Locator("a[href$='/record/place/kobane']").ClickAsync();
        await page.Locator("[name='f.names.ar']").FillAsync("كوباني (عين العرب)");
        await page.Locator("form.record button.main").ClickAsync();

        await Expect(page.Locator("#change")).ToBeVisibleAsync();
        await Expect(page.Locator(".notice:has(ins)").First).ToContainTextAsync("عين");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
        await using var reader = await fixture.OpenAsync("/ar/news/kobane-five-years-on", site: Site);
        await page.Locator("form[action*='handler=Publish'] button.main").ClickAsync();
        await Expect(page.Locator("#change")).ToHaveCountAsync(0);
        // A page in the cache follows within a second.
        for (var tries = 0; tries < 20; tries++)
        {
            await reader.Page.ReloadAsync();
            if ((await reader.Page.Locator("article").First.InnerTextAsync()).Contains("عين العرب", StringComparison.Ordinal))
            {
                return;
            }

            await reader.Page.WaitForTimeoutAsync(200);
        }

        throw new TimeoutException("The new name did not appear.");
    }

    [Fact]
    public async Task With_the_keyboard_a_member_is_found_changed_and_the_change_dropped()
    {
        await using var editor = await WorkspaceVisit.JoinedAsync(fixture, Site, "site-data-keys@example.org", ["editor"]);
        var page = editor.Page;
        await page.GotoAsync($"{Host}/desk/en/records/member?q=iceland");
        await page.Locator("a[href$='/record/member/iceland']").PressAsync("Enter");
        var name = page.Locator("[name='f.names.en']");
        await name.FocusAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("Iceland again");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#change")).ToBeVisibleAsync();
        await using var reader = await fixture.OpenAsync("/en/members/iceland", site: Site);
        await Expect(reader.Page.Locator("h1")).ToHaveTextAsync("Iceland");

        await name.FillAsync("Iceland");
        await name.PressAsync("Enter");

        await Expect(page.Locator("#change")).ToHaveCountAsync(0);
    }
}
