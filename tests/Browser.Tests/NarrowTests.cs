using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Concord.Browser.Tests;

/// <summary>The site on a phone 360 pixels wide and 640 high.</summary>
public sealed class NarrowTests(BrowserFixture fixture)
{
    private const int Height = 640;

    [Theory]
    [InlineData("en", "")]
    [InlineData("ar", "")]
    [InlineData("fr", "")]
    [InlineData("ckb", "")]
    [InlineData("fr", "/members")]
    [InlineData("ar", "/search?q=raqqa")]
    public async Task The_masthead_is_at_most_150_pixels_high(string language, string path)
    {
        await using var visit = await fixture.OpenAsync($"/{language}{path}");

        (await visit.Page.Locator(".mast").BoundingBoxAsync())!.Height.ShouldBeLessThanOrEqualTo(150);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("fr")]
    [InlineData("ckb")]
    public async Task Home_leads_to_the_latest_within_two_screens_and_to_figures_two_by_two(string language)
    {
        await using var visit = await fixture.OpenAsync($"/{language}");

        var lead = await Top(visit.Page.Locator(".lead h1"));
        var latest = await Top(visit.Page.Locator(".news h3").First);
        latest.ShouldBeInRange(lead, 2 * Height);
        var figures = visit.Page.Locator(".fig dl > div");
        (await Top(figures.Nth(0))).ShouldBeGreaterThan(latest);
        (await Top(figures.Nth(1))).ShouldBe(await Top(figures.Nth(0)), 1);
        (await Top(figures.Nth(2))).ShouldBeGreaterThan(await Top(figures.Nth(0)));
    }

    [Theory]
    [InlineData("/ar")]
    [InlineData("/ar/members")]
    [InlineData("/ar/progress")]
    [InlineData("/ar/wall")]
    [InlineData("/ar/news/raqqa-bridge-at-dawn")]
    [InlineData("/ar/efforts/stabilisation")]
    [InlineData("/ckb/members/iraq")]
    [InlineData("/ckb/search?q=raqqa")]
    public async Task Arabic_letters_are_at_least_15_pixels_high(string path)
    {
        await using var visit = await fixture.OpenAsync(path);

        var small = await visit.Page.EvaluateAsync<string[]>(
            """
            () => {
              const small = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const element = texts.currentNode.parentElement;
                const size = parseFloat(getComputedStyle(element).fontSize);
                if (/[\u0600-\u06ff]/.test(texts.currentNode.textContent) && size < 15 && element.getClientRects().length) {
                  small.push(`${size} ${element.tagName} ${element.className}: ${texts.currentNode.textContent.trim()}`);
                }
              }
              return small;
            }
            """
        );

        small.ShouldBeEmpty();
    }

    private static async Task<double> Top(ILocator locator) => (await locator.BoundingBoxAsync())!.Y;
}
