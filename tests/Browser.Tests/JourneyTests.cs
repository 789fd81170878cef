using Microsoft.Playwright;

namespace Concord.Browser.Tests;

public sealed class JourneyTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData("en-GB", "en", "One year after Baghouz", "العربية", "ar")]
    [InlineData("ar-SY", "ar", "بعد عام على الباغوز", "English", "en")]
    public async Task A_reader_opens_the_lead_and_changes_the_language(
        string locale,
        string language,
        string title,
        string other,
        string otherCode
    )
    {
        await using var visit = await fixture.OpenAsync("/", locale: locale);
        var page = visit.Page;
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        page.Url.ShouldEndWith($"/{language}");

        await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 }).GetByRole(AriaRole.Link).ClickAsync();
        (await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 }).InnerTextAsync()).ShouldContain(title);

        await page.Locator("header").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = other }).ClickAsync();
        page.Url.ShouldEndWith($"/{otherCode}/news/one-year-after-baghouz");
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe(otherCode);

        requests.ShouldAllBe(url => url.StartsWith(fixture.Site.Address.ToString(), StringComparison.Ordinal));
        (await page.Context.CookiesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_views_the_coalition_on_another_date()
    {
        await using var visit = await fixture.OpenAsync("/ar/members");
        var page = visit.Page;

        await page.Locator("#on").FillAsync("2020-10-01");
        await page.Locator(".ask button").ClickAsync();

        page.Url.ShouldContain("/ar/members?on=2020-10-01");
        (await page.Locator("main .st").InnerTextAsync()).ShouldContain("٨٢ عضواً");
    }

    [Theory]
    [InlineData(true, "نُسخ الرابط.")]
    [InlineData(false, "تعذّر نسخ الرابط. حُدّد الرابط، فانسخه من جهازك.")]
    public async Task A_reader_copies_the_link_of_an_article(bool isPermitted, string told)
    {
        await using var visit = await fixture.OpenAsync("/ar/news/mosul-two-dates-in-july");
        var page = visit.Page;
        if (isPermitted)
        {
            await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        }
        else
        {
            await page.EvaluateAsync("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }");
        }

        await page.Locator("#copy").PressAsync("Enter");

        await Assertions.Expect(page.Locator("#copied")).ToHaveTextAsync(told);
        var address = new Uri(fixture.Site.Address, "/ar/news/mosul-two-dates-in-july").ToString();
        var copied = isPermitted ? "navigator.clipboard.readText()" : "getSelection().toString()";
        (await page.EvaluateAsync<string>(copied)).ShouldBe(address);
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_script_the_link_stands_in_a_field_and_no_button_is_shown()
    {
        await using var visit = await fixture.OpenAsync("/en/news/mosul-two-dates-in-july", hasScript: false);

        (await visit.Page.Locator("#link").IsVisibleAsync()).ShouldBeTrue();
        (await visit.Page.Locator("#copy").IsVisibleAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task The_skip_link_reaches_the_text()
    {
        await using var visit = await fixture.OpenAsync("/en");
        var page = visit.Page;

        await page.Keyboard.PressAsync("Tab");
        (await page.Locator(":focus").InnerTextAsync()).ShouldBe("Skip to the text");
        (await page.Locator(":focus").IsVisibleAsync()).ShouldBeTrue();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");

        (await page.Locator("main :focus").CountAsync()).ShouldBe(1);
    }
}
