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
