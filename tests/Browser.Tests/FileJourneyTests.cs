using System.Text;
using Concord.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concord.Browser.Tests;

/// <summary>Files for download with a browser: printed in Arabic, uploaded, put into a text, found by their words.</summary>
public sealed class FileJourneyTests(BrowserFixture fixture, WorkspaceSite workspace)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 30_000 };

    private TestSite Site => workspace.Site;

    private string Host => WorkspaceVisit.HostOf(Site);

    [Fact]
    public async Task An_arabic_pdf_is_uploaded_put_into_a_text_and_found_by_its_words()
    {
        await using var visit = await WorkspaceVisit.JoinedAsync(fixture, Site, "files@example.org", ["editor"]);
        var page = visit.Page;
        var pdf = await PrintAsync(page, "<p lang=ar dir=rtl>جسر الرشيد في الرقة أعيد فتحه عام ٢٠٢٠ بعد ترميمه.</p>");
        await page.GotoAsync($"{Host}/desk/en/files");
        await page.Locator("#files")
            .SetInputFilesAsync([
                new FilePayload
                {
                    Name = "جسر الرشيد.pdf",
                    MimeType = "application/pdf",
                    Buffer = pdf,
                },
                new FilePayload
                {
                    Name = "note.pdf",
                    MimeType = "application/pdf",
                    Buffer = Encoding.UTF8.GetBytes("hello"),
                },
            ]);
        var rows = page.Locator(".uploads li");
        await Expect(rows.First.GetByText("Added.")).ToBeVisibleAsync(Patient);
        await Expect(rows.Nth(1)).ToContainTextAsync("This is not a PDF", new() { Timeout = 30_000 });
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();

        await page.GotoAsync($"{Host}/desk/en/documents/new");
        await page.Locator("#kind").SelectOptionAsync("story");
        await page.Locator("#slug").FillAsync("bridge-report");
        await page.Locator("#title").FillAsync("The report on the bridge");
        await page.Locator("#summary").FillAsync("A report.");
        await page.Locator(".rich>div").ClickAsync();
        await page.Keyboard.TypeAsync("Before.");
        await page.Locator(".tools .file").PressAsync("Enter");
        var dialog = page.Locator("dialog");
        await Expect(dialog.Locator("#embed-query")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("أعيد فتحه");
        await Expect(dialog.Locator(".found button")).ToHaveCountAsync(1);
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
        await dialog.Locator(".found button").PressAsync("Enter");
        await Expect(dialog.Locator("#embed-words")).ToHaveValueAsync("جسر الرشيد");
        await dialog.Locator("#embed-words").PressAsync("Enter");
        await Expect(page.Locator(".rich a")).ToHaveTextAsync("جسر الرشيد");
        (await page.Locator("#body").InputValueAsync()).ShouldMatch(@"^Before\.\n\n\[جسر الرشيد\]\(file:file-[0-9a-f]{10}\)$");

        await page.Locator("form.write button.main").First.ClickAsync();
        await page.WaitForURLAsync("**/documents/bridge-report/en");
        await page.GotoAsync($"{Host}/desk/en/files");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "جسر الرشيد.pdf" }).ClickAsync();
        await Expect(page.Locator("section")).ToContainTextAsync("The report on the bridge");
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Figures_a_timeline_and_a_quotation_with_its_speaker_are_put_into_a_text_with_the_keyboard()
    {
        await using var visit = await WorkspaceVisit.JoinedAsync(fixture, Site, "embeds@example.org", ["editor"]);
        var page = visit.Page;
        await page.GotoAsync($"{Host}/desk/en/documents/new");
        await page.Locator("#kind").SelectOptionAsync("story");
        await page.Locator("#slug").FillAsync("embeds-in-a-text");
        await page.Locator("#title").FillAsync("Embeds in a text");
        await page.Locator("#summary").FillAsync("Embeds.");
        await page.Locator(".rich>div").ClickAsync();
        await page.Keyboard.TypeAsync("> We go on.");
        await page.Locator(".tools .speaker").PressAsync("Enter");
        await page.Keyboard.TypeAsync("A minister");
        await page.Locator(".rich>div").PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.Locator("dialog");
        await page.Locator(".tools .figures").PressAsync("Enter");
        await dialog.Locator(".found button").Nth(1).PressAsync("Enter");
        await dialog.Locator(".found button").First.PressAsync(" ");
        await Expect(dialog.Locator(".found button[aria-pressed=true]")).ToHaveCountAsync(2);
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
        await dialog.Locator("#embed-words").FillAsync("In numbers");
        await dialog.Locator("#embed-words").PressAsync("Enter");
        await page.Locator(".tools .timeline").PressAsync("Enter");
        await dialog.Locator("#embed-query").FillAsync("2017");
        await Expect(dialog.Locator(".found button")).ToHaveCountAsync(1);
        await dialog.Locator(".found button").PressAsync("Enter");
        await dialog.Locator("button.main").PressAsync("Enter");
        await Expect(dialog).ToHaveCountAsync(0);

        (await page.Locator("#body").InputValueAsync()).ShouldMatch(
            @"^> We go on\.\n>\n> — A minister\n\n\[In numbers\]\(figures:[a-z0-9-]+,people-freed\)\n\n\[2017\]\(timeline:2017\)$"
        );
        await page.Locator("form.write button.main").First.ClickAsync();
        await page.WaitForURLAsync("**/documents/embeds-in-a-text/en");
        await page.GotoAsync($"{Host}/desk/en/documents/embeds-in-a-text/en/preview");
        var text = page.FrameLocator("iframe").Locator(".text");
        await Expect(text.Locator("figcaption")).ToHaveTextAsync("— A minister");
        await Expect(text.Locator("aside dt")).ToHaveCountAsync(2);
        await Expect(text.Locator("aside ol li").First).ToBeVisibleAsync();
    }

    private static async Task<byte[]> PrintAsync(IPage page, string html)
    {
        await page.GotoAsync("about:blank");
        await page.SetContentAsync(html);
        return await page.PdfAsync();
    }
}
