using Concord.TestKit;
using Microsoft.Playwright;

namespace Concord.Browser.Tests;

/// <summary>Translating by segment with the keyboard, and typing before the editor has arrived.</summary>
public sealed class SegmentJourneyTests(BrowserFixture fixture, WorkspaceSite workspace)
{
    private TestSite Site => workspace.Site;

    [Fact]
    public async Task A_known_segment_is_taken_over_and_kept_and_the_keyboard_goes_on()
    {
        await using var visit = await OpenAsync("segments@example.org", "raqqa-olive-seedlings/ar/segments");
        var page = visit.Page;
        await page.Locator("[data-next]").ClickAsync();
        await Assertions.Expect(page.Locator("#t-b2")).ToBeFocusedAsync();
        await page.Locator("#b2 [data-use]").First.ClickAsync();
        var known = await page.Locator("#b2 [data-use]").First.GetAttributeAsync("data-use");
        (await page.Locator("#t-b2").InputValueAsync()).ShouldBe(known);

        // A marked segment is read and left: the mark goes, and what is unfinished comes next.
        await page.Locator("#b1 input[type=checkbox]").CheckAsync();
        await page.Locator("#t-b1").FocusAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        (await page.Locator("#b1 input[type=checkbox]").IsCheckedAsync()).ShouldBeFalse();
        await Assertions.Expect(page.Locator("form.segments button.main")).ToBeFocusedAsync();

        await Assertions.Expect(page.Locator("[data-kept]")).ToContainTextAsync("Kept at");
        await page.ReloadAsync();
        (await page.Locator("#t-b2").InputValueAsync()).ShouldBe(known);
        (await page.Locator("#b2").GetAttributeAsync("data-state")).ShouldBe("translated");
        await page.Locator("form[action*=Discard] button").ClickAsync();
        (await page.Locator("#t-b2").InputValueAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_typed_and_ticked_without_a_connection_survives_a_reload()
    {
        await using var visit = await OpenAsync("segments-offline@example.org", "three-years-after-raqqa/fr/segments");
        var page = visit.Page;
        await page.RouteAsync("**/*handler=Keep", route => route.AbortAsync());
        await page.Locator("#t-b1").FocusAsync();
        await page.Keyboard.TypeAsync("Sans réseau. ");
        await page.Locator("#b2 input[type=checkbox]").CheckAsync();
        await Assertions.Expect(page.Locator("[data-kept]")).ToContainTextAsync("No connection");

        await page.ReloadAsync();

        (await page.Locator("#t-b1").InputValueAsync()).ShouldContain("Sans réseau.");
        (await page.Locator("#b2 input[type=checkbox]").IsCheckedAsync()).ShouldBeTrue();
        await page.UnrouteAsync("**/*handler=Keep");
        await Assertions
            .Expect(page.Locator("[data-kept]"))
            .ToContainTextAsync("Kept at", new LocatorAssertionsToContainTextOptions { Timeout = 10_000 });
        (await page.EvaluateAsync<int>("localStorage.length")).ShouldBe(0);
    }

    [Fact]
    public async Task Text_is_typed_before_the_editor_has_arrived_and_the_cursor_stays_where_it_was()
    {
        await using var visit = await OpenAsync("early-typist@example.org", "privacy/fr");
        var page = visit.Page;
        var arrived = new TaskCompletionSource();
        await page.RouteAsync(
            "**/editor.*.js",
            async route =>
            {
                await arrived.Task;
                await route.ContinueAsync();
            }
        );
        await page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        var body = page.Locator("#body");
        await body.FocusAsync();
        await body.EvaluateAsync("field => field.setSelectionRange(0, 0)");
        await page.Keyboard.TypeAsync("Tôt ");
        arrived.SetResult();

        await page.Locator(".rich>div").WaitForAsync();
        await Assertions.Expect(page.Locator(".rich>div")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("et tard ");

        (await body.InputValueAsync()).ShouldStartWith("Tôt et tard ");
        await page.Locator("[data-kept]").WaitForAsync();
    }

    [Fact]
    public async Task The_preview_shows_the_draft_in_a_frame()
    {
        await using var visit = await OpenAsync("previewer@example.org", "raqqa-olive-seedlings/ar/preview");
        var frame = visit.Page.FrameLocator("iframe");
        await Assertions.Expect(frame.Locator("h1")).ToBeVisibleAsync();
        (await frame.Locator("html").GetAttributeAsync("dir")).ShouldBe("rtl");
        (await frame.Locator("html").EvaluateAsync<int>("html => html.clientWidth")).ShouldBe(360);
        await visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Desktop" }).ClickAsync();
        await Assertions.Expect(frame.Locator("h1")).ToBeVisibleAsync();
        (await frame.Locator("html").EvaluateAsync<int>("html => html.clientWidth")).ShouldBe(1280);
    }

    private async Task<Visit> OpenAsync(string name, string document)
    {
        var visit = await WorkspaceVisit.JoinedAsync(fixture, Site, name, ["editor"]);
        await visit.Page.GotoAsync($"{WorkspaceVisit.HostOf(Site)}/desk/en/documents/{document}");
        return visit;
    }
}
