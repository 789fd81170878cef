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
        await page.Locator("[role=option][href*=violinist]").WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/desk/ar/documents/raqqa-violinist-serdar-zeidan/*");
    }

    [Fact]
    public async Task Enter_waits_for_the_answer_to_the_words_typed()
    {
        await using var visit = await OpenAsync("keys-late@example.org", "en");
        var page = visit.Page;
        await page.RouteAsync(
            "**/desk/en/find?q=*",
            async route =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500));
                await route.ContinueAsync();
            }
        );
        await page.Keyboard.PressAsync("Control+k");
        await page.Locator("#palette").PressSequentiallyAsync("violinist");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/desk/en/documents/raqqa-violinist-serdar-zeidan/*");
    }

    [Fact]
    public async Task A_late_answer_does_not_move_the_choice()
    {
        await using var visit = await OpenAsync("keys-choice@example.org", "en");
        var page = visit.Page;
        var held = new TaskCompletionSource();
        await page.RouteAsync(
            "**/desk/en/find?q=*",
            async route =>
            {
                if (route.Request.Url.EndsWith("q=coalition", StringComparison.Ordinal))
                {
                    await held.Task;
                }

                await route.ContinueAsync();
            }
        );
        await page.Keyboard.PressAsync("Control+k");
        await page.Locator("#palette").PressSequentiallyAsync("coalitio");
        await Assertions.Expect(page.Locator("[role=option][href*='/documents/']").Nth(1)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.PressAsync("ArrowDown");
        var chosen = await page.Locator("[role=option][aria-selected=true]").GetAttributeAsync("href");
        chosen.ShouldNotBeNull();
        var answered = page.WaitForResponseAsync("**/desk/en/find?q=coalition");
        held.SetResult();
        await answered;

        await Assertions.Expect(page.Locator("[role=option][aria-selected=true]")).ToHaveAttributeAsync("href", chosen);
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
