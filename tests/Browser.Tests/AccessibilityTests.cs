using System.Text.Json;
using Concord.Foundation.Storage;
using Microsoft.Playwright;

namespace Concord.Browser.Tests;

/// <summary>
/// Every kind of page in every language, narrow in light and wide in dark, checked with axe. The accessibility page of the
/// site shows the results.
/// </summary>
public sealed class AccessibilityTests(BrowserFixture fixture)
{
    private static readonly string ResultsFile = Path.Combine(HomeDirectory.Path, "src/Web/Accessibility/results.json");

    public static TheoryData<string> Languages => ["en", "ar", "fr", "ckb"];

    [Theory, MemberData(nameof(Languages))]
    public async Task Axe_finds_nothing(string language)
    {
        var rules = new HashSet<string>(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var (width, scheme) in ((int, ColorScheme)[])[(360, ColorScheme.Light), (1280, ColorScheme.Dark)])
        {
            await using var visit = await fixture.OpenAsync($"/{language}", width, scheme);
            foreach (var (_, path) in Pictures.Kinds)
            {
                await visit.Page.GotoAsync($"/{language}{path}");
                var result = await Axe.RunAsync(visit.Page);
                rules.UnionWith(result.Passes);
                faults.AddRange(result.Violations.Select(violation => $"{path}: {violation}"));
            }
        }

        faults.ShouldBeEmpty();
        rules.Count.ShouldBeGreaterThan(25);
        await CheckResultsAsync(rules.Count);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task No_page_scrolls_sideways_at_320_pixels_nor_with_text_twice_its_size(string language)
    {
        await using var narrow = await fixture.OpenAsync($"/{language}", 320);
        await using var large = await fixture.OpenAsync($"/{language}", 640);
        foreach (var (_, path) in Pictures.Kinds)
        {
            await narrow.Page.GotoAsync($"/{language}{path}");
            (await WidthAsync(narrow.Page)).ShouldBeLessThanOrEqualTo(320, path);
            await large.Page.GotoAsync($"/{language}{path}");
            await large.Page.EvaluateAsync("document.documentElement.style.setProperty('font-size', '200%')");
            (await WidthAsync(large.Page)).ShouldBeLessThanOrEqualTo(640, path);
        }
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Every_link_and_field_can_be_seen_when_the_keyboard_reaches_it(string language)
    {
        await using var visit = await fixture.OpenAsync($"/{language}/members?on=2020-10-01");
        for (var step = 0; step < 30; step++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            var ring = await visit.Page.EvaluateAsync<string>(
                "getComputedStyle(document.activeElement).outlineStyle + ' ' + document.activeElement.tagName"
            );
            ring.ShouldStartWith("solid");
        }
    }

    private static Task<int> WidthAsync(IPage page) => page.EvaluateAsync<int>("document.documentElement.scrollWidth");

    /// <summary>The results that the site shows must be those of this run; with APPROVE=1 they are written.</summary>
    private static async Task CheckResultsAsync(int rules)
    {
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            var now = new Results(
                DateOnly.FromDateTime(DateTime.UtcNow),
                Pictures.Kinds.Length * Languages.Count,
                Languages.Count,
                rules,
                0
            );
            await File.WriteAllTextAsync(ResultsFile, JsonSerializer.Serialize(now, JsonSerializerOptions.Web) + "\n");
        }

        var shown = JsonSerializer.Deserialize<Results>(await File.ReadAllTextAsync(ResultsFile), JsonSerializerOptions.Web)!;
        (shown with { On = default }).ShouldBe(
            new Results(default, Pictures.Kinds.Length * Languages.Count, Languages.Count, shown.Rules, 0)
        );
        shown.Rules.ShouldBeInRange(rules - 5, rules + 5, "The rules axe applied have changed: run with APPROVE=1.");
    }

    private sealed record Results(DateOnly On, int Pages, int Languages, int Rules, int Violations);
}
