using Microsoft.Playwright;

namespace Concord.Browser.Tests;

/// <summary>The workspace by its keys.</summary>
public sealed class KeyboardJourneyTests(BrowserFixture fixture, WorkspaceSite workspace)
{
    [Fact]
    public async Task Control_K_goes_to_a_page_and_to_a_document_in_Arabic()
    {
        await using var visit = await OpenAsync("keys-ar@example.org", "ar");
        var page = visit.Page;
        await page.Keyboard.PressAsync("Control+k");
        await page.Locator("#palette").PressSequentiallyAsync("الوثائق");
        await Assertions.Expect(page.Locator("[role=option]").First).ToHaveTextAsync("الوثائق");
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/desk/ar/documents");

        await page.Keyboard.PressAsync("Control+k");
        await page.Locator("#palette").PressSequentiallyAsync("violinist");
        var found = page.Locator("[role=option][href*=violinist]");
        await found.WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/desk/ar/documents/raqqa-violinist-serdar-zeidan/*");
    }

    [Fact]
    public async Task The_keys_are_listed_and_single_letters_do_nothing_while_typing()
    {
        await using var visit = await OpenAsync("keys-en@example.org", "en");
        var page = visit.Page;
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("dialog .keys")).ToContainTextAsync("Save the text");
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("dialog")).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("n");
        await page.WaitForURLAsync("**/documents/new");
        await page.Locator("#title").FillAsync("");
        await page.Locator("#title").PressSequentiallyAsync("td?n");
        (await page.Locator("#title").InputValueAsync()).ShouldBe("td?n");
        page.Url.ShouldEndWith("/documents/new");
    }

    [Fact]
    public async Task Control_S_saves_a_text()
    {
        await using var visit = await OpenAsync("keys-save@example.org", "en");
        var page = visit.Page;
        await page.GotoAsync($"{WorkspaceVisit.HostOf(workspace.Site)}/desk/en/documents/counter-finance/fr");
        await page.Locator("#title").FillAsync("Un titre enregistré");
        await page.Keyboard.PressAsync("Control+s");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Un titre enregistré");
        await Assertions.Expect(page.Locator(".standing").First).ToContainTextAsync("Draft 2");
    }

    private async Task<Visit> OpenAsync(string name, string language)
    {
        var visit = await WorkspaceVisit.JoinedAsync(fixture, workspace.Site, name, ["editor"], language);
        await visit.Page.GotoAsync($"{WorkspaceVisit.HostOf(workspace.Site)}/desk/{language}");
        return visit;
    }
}
