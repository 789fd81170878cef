using Concord.Foundation.Storage;
using Concord.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concord.Browser.Tests;

/// <summary>Pictures in the workspace with a browser: uploaded over a bad line, described, put into a text.</summary>
public sealed class PictureJourneyTests(BrowserFixture fixture, WorkspaceSite workspace)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 30_000 };

    private TestSite Site => workspace.Site;

    private string Host => WorkspaceVisit.HostOf(Site);

    [Fact]
    public async Task A_photograph_is_uploaded_over_a_line_that_breaks_and_recognised()
    {
        await using var visit = await JoinAsync("pictures@example.org");
        var page = visit.Page;
        await page.GotoAsync($"{Host}/desk/en/media");
        var broken = 0;
        await page.RouteAsync(
            "**/media/uploads/*",
            route => route.Request.Method == "PATCH" && broken++ == 0 ? route.AbortAsync() : route.ContinueAsync()
        );

        await page.Locator("#files").SetInputFilesAsync([Photograph("Family.webp", 1), TextFile()]);

        var rows = page.Locator(".uploads li");
        await Expect(rows.First.GetByText("Added.")).ToBeVisibleAsync(Patient);
        broken.ShouldBeGreaterThan(1);
        await Expect(rows.First).ToContainTextAsync("Looks like this picture");
        await Expect(rows.Nth(1)).ToContainTextAsync("This is not a picture.");
        (await page.EvaluateAsync<int>("localStorage.length")).ShouldBe(0);
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();

        await rows.First.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Describe it" }).ClickAsync();
        await page.Locator("#alt-en").FillAsync("A bridge with cars");
        await page.Locator("#credit").FillAsync("The town");
        await page.Locator("#credit").PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("A bridge with cars");
    }

    [Fact]
    public async Task A_picture_is_chosen_with_the_keyboard_and_another_is_pasted()
    {
        await using var visit = await JoinAsync("pictures-text@example.org");
        var page = visit.Page;
        await page.GotoAsync($"{Host}/desk/en/documents/new");
        await page.Locator("#kind").SelectOptionAsync("story");
        await page.Locator("#slug").FillAsync("pictures-in-a-text");
        await page.Locator("#title").FillAsync("Pictures in a text");
        await page.Locator("#summary").FillAsync("Two pictures.");
        await page.Locator(".rich>div").ClickAsync();
        await page.Keyboard.TypeAsync("Before.\n");
        await page.Locator(".tools .picture").PressAsync("Enter");
        var dialog = page.Locator("dialog.pictures");
        await Expect(dialog.Locator("#picture-query")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("violin");
        await Expect(dialog.Locator(".shelf button")).ToHaveCountAsync(1);
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
        await dialog.Locator(".shelf button").PressAsync("Enter");
        await Expect(dialog.Locator("#picture-alt")).Not.ToHaveValueAsync("");
        await dialog.Locator("button.main").PressAsync("Enter");
        await Expect(page.Locator(".rich .picture img")).ToBeVisibleAsync();

        await PasteAsync(page);
        await Expect(dialog.Locator("#picture-alt")).ToBeVisibleAsync(Patient);
        await dialog.Locator("button.main").ClickAsync();
        await Expect(dialog.Locator("[role=status]")).ToHaveTextAsync("Write the alternative text first.");
        await dialog.Locator("#picture-alt").FillAsync("A red square");
        await dialog.Locator("#picture-caption").FillAsync("Painted for a test.");
        await dialog.Locator("button.main").ClickAsync();
        await Expect(page.Locator(".rich .picture")).ToHaveCountAsync(2);
        (await page.Locator("#body").InputValueAsync()).ShouldMatch(
            @"^Before\.\n\n!\[\]\(picture:violin\)\n\n!\[\]\(picture:picture-[0-9a-f]{10}\)$"
        );

        await page.Locator("form.write button.main").ClickAsync();
        await page.WaitForURLAsync("**/pictures-in-a-text/en");
        await Expect(page.Locator(".rich .picture").Nth(1)).ToContainTextAsync("Painted for a test.");
        await page.GotoAsync($"{Host}/desk/en/documents/pictures-in-a-text/en/preview");
        var shown = page.FrameLocator("iframe").Locator(".text figure");
        await Expect(shown).ToHaveCountAsync(2);
        (await shown.Nth(1).Locator("img").GetAttributeAsync("alt")).ShouldBe("A red square");
    }

    [Fact]
    public async Task On_a_phone_in_Arabic_a_picture_is_chosen_for_the_head_of_a_document()
    {
        await using var visit = await JoinAsync("pictures-phone@example.org", "ar", 360);
        var page = visit.Page;
        await page.GotoAsync($"{Host}/desk/ar/documents/raqqa-olive-seedlings/details");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "اختيار…" }).ClickAsync();
        var dialog = page.Locator("dialog.pictures");
        await Expect(dialog.Locator(".shelf button").First).ToBeVisibleAsync();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
        await dialog.Locator("#picture-query").FillAsync("violin");
        await Expect(dialog.Locator(".shelf button")).ToHaveCountAsync(1);
        await dialog.Locator(".shelf button").ClickAsync();

        await Expect(page.Locator("#picture")).ToHaveValueAsync("violin");
        await page.Keyboard.PressAsync("Escape");
    }

    [Fact]
    public async Task Without_a_script_the_form_uploads_and_opens_the_picture()
    {
        await using var visit = await WorkspaceVisit.JoinedAsync(
            fixture,
            Site,
            "pictures-plain@example.org",
            ["editor"],
            hasScript: false
        );
        await visit.Page.GotoAsync($"{Host}/desk/en/media");

        await visit.Page.Locator("#files").SetInputFilesAsync(Photograph("plain.webp", 2));
        await visit.Page.Locator("form.upload button").ClickAsync();

        await Expect(visit.Page.Locator("figure.shown img")).ToBeVisibleAsync(Patient);
        visit.Page.Url.ShouldContain("/desk/en/media/picture-");
    }

    private Task<Visit> JoinAsync(string name, string language = "en", int width = 1280) =>
        WorkspaceVisit.JoinedAsync(fixture, Site, name, ["editor"], language, width);

    /// <summary>A photograph of the demonstration content; each number makes another file that looks the same.</summary>
    private static FilePayload Photograph(string name, byte number)
    {
        var folder = new DirectoryInfo(HomeDirectory.Shipped("content/pictures/raqqa-bridge"));
        var file = folder.GetFiles("all.*").Single();
        return new FilePayload
        {
            Name = name,
            MimeType = "image/webp",
            Buffer = [.. File.ReadAllBytes(file.FullName), number],
        };
    }

    private static FilePayload TextFile() =>
        new()
        {
            Name = "note.png",
            MimeType = "image/png",
            Buffer = "none"u8.ToArray(),
        };

    /// <summary>Pastes a picture that the page paints.</summary>
    private static Task<bool> PasteAsync(IPage page) =>
        page.EvaluateAsync<bool>(
            """
            async () => {
              const canvas = Object.assign(document.createElement('canvas'), { width: 300, height: 200 })
              const pen = canvas.getContext('2d')
              pen.fillStyle = '#c22'
              pen.fillRect(40, 30, 200, 120)
              const blob = await new Promise(done => canvas.toBlob(done, 'image/png'))
              const data = new DataTransfer()
              data.items.add(new File([blob], 'pasted.png', { type: 'image/png' }))
              document.querySelector('.rich>div').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
              return true
            }
            """
        );
}
