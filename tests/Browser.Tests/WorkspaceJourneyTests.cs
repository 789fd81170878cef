using System.Globalization;
using Microsoft.Playwright;

namespace Concord.Browser.Tests;

/// <summary>A text on its way from the first word to its readers, by three people.</summary>
public sealed class WorkspaceJourneyTests(BrowserFixture fixture, WorkspaceSite workspace)
{
    private const string Slug = "a-bridge-opens-again";

    private string Host => WorkspaceVisit.HostOf(workspace.Site);

    [Fact]
    public async Task A_text_is_written_translated_on_a_phone_cleared_scheduled_and_read()
    {
        await using var editor = await JoinAsync("journey-editor@example.org", ["editor"]);
        await WriteAsync(editor.Page);

        await using var translator = await JoinAsync("journey-translator@example.org", ["translator:ar"], "ar", 360);
        await TranslateAsync(translator.Page);

        await using var clearer = await JoinAsync("journey-clearer@example.org", ["clearer"]);
        foreach (var language in (string[])["en", "ar"])
        {
            await clearer.Page.GotoAsync($"{Host}/desk/en/documents/{Slug}/{language}");
            await clearer.Page.Locator("form[action*='handler=Clear'] button.main").PressAsync("Enter");
            await Assertions.Expect(clearer.Page.Locator(".stage.cleared")).ToBeVisibleAsync();
        }

        await using var reader = await fixture.OpenAsync($"/en/news/{Slug}", site: workspace.Site);
        (await reader.Page.Locator("main").InnerTextAsync()).ShouldNotContain("A bridge opens again");
        await ScheduleAsync(editor.Page);

        await ShouldAppearAsync(reader.Page, "en", "A bridge opens again");
        await ShouldAppearAsync(reader.Page, "ar", "جسر يُفتح من جديد");
        (await reader.Page.Locator("article").First.InnerTextAsync()).ShouldContain("عبر النهر");
    }

    [Fact]
    public async Task Changes_of_two_people_are_joined_in_the_editor()
    {
        await using var first = await JoinAsync("joined-first@example.org", ["editor"]);
        await using var second = await JoinAsync("joined-second@example.org", ["editor"]);
        var address = $"{Host}/desk/en/documents/iraq-economic-contact-group-london/en";
        await first.Page.GotoAsync(address);
        await second.Page.GotoAsync(address);
        await first.Page.Locator("#title").FillAsync("A title of the first");
        await first.Page.Locator("form.write button.main").ClickAsync();
        await Assertions.Expect(first.Page.Locator("h1")).ToHaveTextAsync("A title of the first");

        await second.Page.Locator("#summary").FillAsync("A summary of the second.");
        await second.Page.Locator("form.write button.main").ClickAsync();

        await Assertions.Expect(second.Page.Locator("section[role=alert]")).ToContainTextAsync("joined-first@example.org");
        (await second.Page.Locator("#title").InputValueAsync()).ShouldBe("A title of the first");
        (await second.Page.Locator("#summary").InputValueAsync()).ShouldBe("A summary of the second.");
        (await Axe.RunAsync(second.Page)).Violations.ShouldBeEmpty();
        await second.Page.Locator("form.write button.main").ClickAsync();
        await Assertions.Expect(second.Page.Locator(".standing").First).ToContainTextAsync("Draft 3");
    }

    private Task<Visit> JoinAsync(string name, string[] roles, string language = "en", int width = 1280) =>
        WorkspaceVisit.JoinedAsync(fixture, workspace.Site, name, roles, language, width);

    private async Task WriteAsync(IPage page)
    {
        await page.GotoAsync($"{Host}/desk/en/documents/new");
        await page.Locator("#kind").SelectOptionAsync("story");
        await page.Locator("#slug").FillAsync(Slug);
        await page.Locator("#title").FillAsync("A bridge opens again");
        await page.Locator("#summary").FillAsync("A bridge over the Euphrates carries cars again.");
        await page.Locator(".rich>div").ClickAsync();
        await page.Keyboard.TypeAsync("Cars cross the river again.\n## Next\nA second bridge follows.");
        await page.Locator("form.write button.main").ClickAsync();
        await page.WaitForURLAsync($"**/{Slug}/en");
        await page.Locator("form[action*=RequestClearance] button").ClickAsync();
        await Assertions.Expect(page.Locator(".stage.clearing")).ToBeVisibleAsync();
    }

    private async Task TranslateAsync(IPage page)
    {
        await page.GotoAsync($"{Host}/desk/ar/documents/{Slug}/ar");
        await Assertions.Expect(page.Locator(".source")).ToContainTextAsync("Cars cross the river again.");
        await page.Locator("#title").FillAsync("جسر يُفتح من جديد");
        await page.Locator("#summary").FillAsync("جسر على الفرات يحمل السيارات من جديد.");
        await page.Locator(".rich>div").ClickAsync();
        await page.Keyboard.TypeAsync("تسير السيارات عبر النهر من جديد.");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
        await page.Locator("form.write button.main").ClickAsync();
        await page.Locator("form[action*=RequestClearance] button").ClickAsync();
        await Assertions.Expect(page.Locator(".stage.clearing")).ToBeVisibleAsync();
    }

    /// <summary>In seconds, which a form would round to a minute; enough of them for a slow machine to show it as scheduled.</summary>
    private async Task ScheduleAsync(IPage page)
    {
        await page.GotoAsync($"{Host}/desk/en/documents/{Slug}/release");
        var due = DateTime.UtcNow.AddHours(3).AddSeconds(15).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        await page.Locator("[name=at]").EvaluateAsync("(field, due) => { field.step = 1; field.value = due }", due);
        await page.Locator("[name=zone]").SelectOptionAsync("Asia/Baghdad");
        await page.Locator("button[formaction*=Schedule]").ClickAsync();
        await Assertions.Expect(page.Locator("section.notice")).ToContainTextAsync("Asia/Baghdad");
    }

    private async Task ShouldAppearAsync(IPage page, string language, string title)
    {
        for (var attempt = 0; attempt < 180; attempt++)
        {
            var answer = await page.GotoAsync($"{workspace.Site.Address}{language}/news/{Slug}");
            if (answer!.Status == 200 && (await page.Locator("h1").First.InnerTextAsync()) == title)
            {
                return;
            }

            await page.WaitForTimeoutAsync(500);
        }

        (await page.Locator("h1").First.InnerTextAsync()).ShouldBe(title);
    }
}
