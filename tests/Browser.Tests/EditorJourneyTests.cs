using Concord.TestKit;
using Microsoft.Playwright;

namespace Concord.Browser.Tests;

/// <summary>Writing in the workspace with its editor.</summary>
public sealed class EditorJourneyTests(BrowserFixture fixture, WorkspaceSite workspace)
{
    private TestSite Site => workspace.Site;

    [Fact]
    public async Task A_text_is_written_by_the_keyboard_and_becomes_Markdown()
    {
        await using var visit = await OpenAsync("writer@example.org", "raqqa-violinist-serdar-zeidan/en");
        var page = visit.Page;
        var before = await MarkdownAsync(page);
        await ToEndAsync(page);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("## A heading\nBefore ");
        await page.Keyboard.PressAsync("Control+b");
        await page.Keyboard.TypeAsync("bold");
        await page.Keyboard.PressAsync("Control+b");
        await page.Keyboard.TypeAsync(" after.\n- one\ntwo {{members}}\n\n> quoted\n\nنص عربي");

        (await MarkdownAsync(page)).ShouldBe(
            $"{before}\n\n## A heading\n\nBefore **bold** after.\n\n- one\n- two {{{{members}}}}\n\n> quoted\n\nنص عربي"
        );
        (await page.Locator(".rich .value").CountAsync()).ShouldBe(1);
        (await page.Locator(".rich p").Last.EvaluateAsync<string>("one => getComputedStyle(one).direction")).ShouldBe("rtl");

        await page.Keyboard.PressAsync("Control+z");
        (await MarkdownAsync(page)).ShouldNotContain("نص عربي");
    }

    [Fact]
    public async Task What_comes_from_a_word_processor_is_clean_and_runs_nothing()
    {
        await using var visit = await OpenAsync("paster@example.org", "raqqa-violinist-serdar-zeidan/en");
        var page = visit.Page;
        await page.Locator(".rich>div").ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await PasteAsync(
            page,
            """
            <style>p{color:red}</style><h1 class=MsoTitle>Title</h1><p class=MsoNormal><b style="mso-bidi-font-weight:normal">Bold</b>
            and <span style="font-style:italic">slanted</span> <span style="font-weight:700">heavy</span></p>
            <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><!--[if !supportLists]-->·<!--[endif]-->First</p>
            <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><!--[if !supportLists]-->·<!--[endif]-->Second</p>
            <p>End <a href="javascript:document.title='run'">bad</a> <a href="https://a.example/x">good</a>
            <img src=x onerror="document.title='run'"></p>
            <table><tr><td><p>A</p></td><td>B</td></tr><tr><td>1</td><td>2</td></tr></table>
            """
        );

        (await MarkdownAsync(page)).ShouldBe(
            "## Title\n\n**Bold** and *slanted* **heavy**\n\n- First\n- Second\n\nEnd bad [good](https://a.example/x)\n\n"
                + "| A | B |\n|---|---|\n| 1 | 2 |"
        );
        (await page.TitleAsync()).ShouldNotContain("run");
    }

    [Fact]
    public async Task A_document_is_found_and_linked()
    {
        await using var visit = await OpenAsync("linker@example.org", "raqqa-violinist-serdar-zeidan/en");
        var page = visit.Page;
        await page.Locator(".rich>div").ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("The museum");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.PressAsync("Control+Shift+l");
        await page.Keyboard.TypeAsync("artefacts");
        await page.Locator(".found button").First.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".rich a")).ToHaveAttributeAsync("href", "doc:iraqi-artefacts-british-museum");
        (await MarkdownAsync(page)).ShouldBe("[The museum](doc:iraqi-artefacts-british-museum)");
    }

    [Fact]
    public async Task What_is_typed_is_on_the_server_within_two_seconds_and_comes_back_after_a_reload()
    {
        await using var visit = await OpenAsync("typist@example.org", "three-years-after-raqqa/fr");
        var page = visit.Page;
        await ToEndAsync(page);
        await page.Keyboard.TypeAsync(" Une phrase de plus.");

        await Assertions
            .Expect(page.Locator("[data-kept]"))
            .ToContainTextAsync("Kept at", new LocatorAssertionsToContainTextOptions { Timeout = 3000 });
        await page.ReloadAsync();
        (await MarkdownAsync(page)).ShouldEndWith("Une phrase de plus.");
        await page.Locator("form[action*=Discard] button").ClickAsync();
        await page.Locator("[data-editor]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        (await MarkdownAsync(page)).ShouldNotEndWith("Une phrase de plus.");
    }

    [Fact]
    public async Task What_is_typed_without_a_connection_survives_a_reload_and_is_sent_when_it_is_back()
    {
        await using var visit = await OpenAsync("traveller@example.org", "three-years-after-raqqa/fr");
        var page = visit.Page;
        await page.RouteAsync("**/*handler=Keep", route => route.AbortAsync());
        await ToEndAsync(page);
        await page.Keyboard.TypeAsync(" Sans réseau.");
        await Assertions.Expect(page.Locator("[data-kept]")).ToContainTextAsync("No connection");

        await page.ReloadAsync();

        (await MarkdownAsync(page)).ShouldEndWith("Sans réseau.");
        await Assertions.Expect(page.Locator("[data-kept]")).ToContainTextAsync("No connection");
        await page.UnrouteAsync("**/*handler=Keep");
        await Assertions
            .Expect(page.Locator("[data-kept]"))
            .ToContainTextAsync("Kept at", new LocatorAssertionsToContainTextOptions { Timeout = 10_000 });
        (await page.EvaluateAsync<int>("localStorage.length")).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_typed_after_the_session_ended_is_kept_after_the_next_sign_in()
    {
        await using var visit = await fixture.OpenAsync("about:blank", 1280, site: Site);
        var page = visit.Page;
        var (name, key) = ("returner@example.org", await JoinAsync(page, "returner@example.org"));
        await page.GotoAsync($"{WorkspaceVisit.HostOf(Site)}/desk/en/documents/three-years-after-raqqa/fr");
        await page.Context.ClearCookiesAsync();
        await ToEndAsync(page);
        await page.Keyboard.TypeAsync(" Après la session.");
        await Assertions.Expect(page.Locator("[data-kept]")).ToContainTextAsync("You are signed out");

        var other = await page.Context.NewPageAsync();
        await WorkspaceVisit.SignInAsync(other, Site, name, key);

        await Assertions
            .Expect(page.Locator("[data-kept]"))
            .ToContainTextAsync("Kept at", new LocatorAssertionsToContainTextOptions { Timeout = 15_000 });
        await other.GotoAsync($"{WorkspaceVisit.HostOf(Site)}/desk/en/documents/three-years-after-raqqa/fr");
        (await MarkdownAsync(other)).ShouldEndWith("Après la session.");
    }

    [Fact]
    public async Task Two_people_see_each_other_and_a_saved_text_is_announced()
    {
        await using var first = await OpenAsync("first@example.org", "privacy/fr");
        await using var second = await OpenAsync("second@example.org", "privacy/fr");
        await Assertions.Expect(second.Page.Locator("[data-presence]")).ToContainTextAsync("first@example.org");

        await ToEndAsync(first.Page);
        await first.Page.Keyboard.TypeAsync(" Encore.");
        await first.Page.Locator("form.write button.main").ClickAsync();
        await first.Page.Locator("[data-kept]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });

        await Assertions
            .Expect(second.Page.Locator("[data-newer]"))
            .ToContainTextAsync(
                "first@example.org has saved draft 2",
                new LocatorAssertionsToContainTextOptions { Timeout = 15_000 }
            );
    }

    [Fact]
    public async Task Without_a_script_the_field_is_Markdown_and_can_be_saved()
    {
        await using var visit = await WorkspaceVisit.JoinedAsync(
            fixture,
            Site,
            "plain@example.org",
            ["editor"],
            hasScript: false
        );
        var page = visit.Page;
        await page.GotoAsync($"{WorkspaceVisit.HostOf(Site)}/desk/en/documents/privacy/ckb");
        (await page.Locator(".rich").CountAsync()).ShouldBe(0);
        var text = await page.Locator("#body").InputValueAsync();
        await page.Locator("#body").FillAsync($"{text}\n\nکۆتایی.");
        await page.Locator("form.write button.main").ClickAsync();

        (await page.Locator("#body").InputValueAsync()).ShouldEndWith("کۆتایی.");
        (await page.Locator(".standing").First.InnerTextAsync()).ShouldContain("Draft 2");
    }

    private async Task<Visit> OpenAsync(string name, string document)
    {
        var visit = await WorkspaceVisit.JoinedAsync(fixture, Site, name, ["editor"]);
        await visit.Page.GotoAsync($"{WorkspaceVisit.HostOf(Site)}/desk/en/documents/{document}");
        return visit;
    }

    private async Task<string> JoinAsync(IPage page, string name)
    {
        await page.GotoAsync(await WorkspaceVisit.InviteAsync(Site, name, ["editor"], "en"));
        return await WorkspaceVisit.ChoosePasswordAsync(page);
    }

    private static Task<string> MarkdownAsync(IPage page) => page.Locator("[data-editor]").InputValueAsync();

    private static async Task ToEndAsync(IPage page)
    {
        await page.Locator(".rich>div").FocusAsync();
        await page.EvaluateAsync(
            "() => { const s = getSelection(); s.selectAllChildren(document.querySelector('.rich>div').lastElementChild); s.collapseToEnd() }"
        );
        // The editor hears of the selection in the next turn.
        await page.WaitForTimeoutAsync(50);
    }

    private static async Task PasteAsync(IPage page, string html) =>
        await page.EvaluateAsync(
            "html => { const data = new DataTransfer(); data.setData('text/html', html); document.querySelector('.rich>div').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })) }",
            html
        );
}
