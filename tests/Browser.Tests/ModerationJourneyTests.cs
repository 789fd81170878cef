using Concord.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concord.Browser.Tests;

/// <summary>The wall moderated with the keyboard, and on a phone in Arabic.</summary>
public sealed class ModerationJourneyTests(BrowserFixture fixture, WorkspaceSite workspace)
{
    private TestSite Site => workspace.Site;

    private string Host => WorkspaceVisit.HostOf(Site);

    [Fact]
    public async Task Posts_are_held_hidden_with_a_reason_and_brought_back_by_keys()
    {
        await using var visit = await WorkspaceVisit.JoinedAsync(fixture, Site, "moderation@example.org", ["editor"]);
        var page = visit.Page;
        var all = $"{Host}/desk/en/wall?state=all&source=kuwait";
        await page.GotoAsync(all);
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".queue input").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("r");
        await page.WaitForURLAsync("**&done=*");
        await Expect(page.Locator(".queue li").First).ToContainTextAsync("waits for a decision");

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await Expect(page.Locator(".queue input").First).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("h");
        await Expect(page.Locator("#reason")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Not about the Coalition");
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".queue li").First).ToContainTextAsync("Decided by a colleague: Not about the Coalition");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Undo" }).ClickAsync();
        await page.GotoAsync(all);
        await Expect(page.Locator(".queue li").First).ToContainTextAsync("waits for a decision");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("s");
        await Expect(page.Locator(".queue li").First).ToContainTextAsync("shown");
    }

    [Fact]
    public async Task On_a_phone_in_Arabic_a_post_is_translated()
    {
        await using var visit = await WorkspaceVisit.JoinedAsync(
            fixture,
            Site,
            "moderation-phone@example.org",
            ["editor"],
            "ar",
            360
        );
        var page = visit.Page;
        await page.GotoAsync($"{Host}/desk/ar/wall?state=all&source=italy");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
        await page.Locator(".queue li a").First.ClickAsync();
        await page.WaitForURLAsync("**/wall/*");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
        await page.Locator("#text-fr").FillAsync("L’Italie copréside le groupe de travail.");
        await page.Locator("form:has(#text-fr) button").ClickAsync();

        await Expect(page.Locator("#text-fr")).ToHaveValueAsync("L’Italie copréside le groupe de travail.");
    }
}
