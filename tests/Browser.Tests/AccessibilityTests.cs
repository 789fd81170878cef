using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Concord.Browser.Tests;

public sealed class AccessibilityTests(BrowserFixture fixture)
{
    private static readonly string[] Paths =
    [
        .. ((string[])["en", "ar", "fr", "ckb"]).SelectMany(language => Pictures.Kinds.Select(kind => $"/{language}{kind.Path}")),
    ];

    public static MatrixTheoryData<string, ColorScheme, int> Looks =>
        new(Paths, [ColorScheme.Light, ColorScheme.Dark], [360, 1280]);

    public static TheoryData<string> Pages => [.. Paths];

    [Theory, MemberData(nameof(Looks))]
    public async Task Axe_finds_nothing(string path, ColorScheme scheme, int width)
    {
        await using var visit = await fixture.OpenAsync(path, width, scheme);
        var page = visit.Page;

        var result = await page.RunAxe();

        result
            .Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}")
            .ShouldBeEmpty();
        result.Passes.Length.ShouldBeGreaterThan(10);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task No_page_scrolls_sideways_at_320_pixels(string path)
    {
        await using var visit = await fixture.OpenAsync(path, 320);
        var page = visit.Page;

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
    }
}
