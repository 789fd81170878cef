using System.Globalization;
using Concord.TestKit;
using Microsoft.Playwright;

namespace Concord.Browser.Tests;

/// <summary><c>pictures DIR</c>: every kind of page, narrow and wide, light and dark, in each language, as PNG files.</summary>
internal static class Pictures
{
    internal static readonly (string Name, string Path)[] Kinds =
    [
        ("home", ""),
        ("news", "/news"),
        ("statements", "/statements"),
        ("efforts", "/efforts"),
        ("campaigns", "/campaigns"),
        ("groups", "/working-groups"),
        ("group", "/working-groups/stabilisation"),
        ("meetings", "/events"),
        ("narrowed", "/news?kind=story&place=raqqa"),
        ("statement", "/news/one-year-after-baghouz"),
        ("story", "/news/raqqa-olive-seedlings"),
        ("corrected", "/news/mosul-two-dates-in-july"),
        ("withdrawn", "/news/members-in-october-2020"),
        ("elsewhere", "/news/declassified-papers-on-a-leader"),
        ("campaign", "/campaigns/this-generation-learns"),
        ("effort", "/efforts/stabilisation"),
        ("members", "/members?on=2020-10-01"),
        ("member", "/members/united-states"),
        ("mistaken-day", "/members?on=never"),
        ("progress", "/progress"),
        ("wall", "/wall"),
        ("wall-narrowed", "/wall?hashtag=iraq&language=en"),
        ("search", "/search?q=2020"),
        ("search-none", "/search?q=olvie"),
        ("about", "/about"),
        ("privacy", "/privacy"),
        ("accessibility", "/accessibility"),
        ("api", "/api"),
        ("missing", "/nothing-here"),
        ("gone", "/news/old-notice-2020"),
    ];

    public static async Task<int> TakeAsync(string folder)
    {
        if (!ChromiumBrowser.IsInstalled)
        {
            await Console.Error.WriteLineAsync("Chromium is not installed: ./test installs it.");
            return 1;
        }

        Directory.CreateDirectory(folder);
        await using var site = new TestSite();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await ChromiumBrowser.LaunchAsync(playwright);
        var taken = 0;
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            foreach (var width in (int[])[360, 1280])
            {
                await using var context = await browser.NewContextAsync(
                    new BrowserNewContextOptions
                    {
                        BaseURL = site.Address.ToString(),
                        ColorScheme = scheme,
                        ViewportSize = new ViewportSize { Width = width, Height = 800 },
                    }
                );
                taken += await TakeAsync(
                    context,
                    folder,
                    string.Create(CultureInfo.InvariantCulture, $"{width}-{scheme.ToString().ToLowerInvariant()}")
                );
            }
        }

        Console.WriteLine($"{taken} pictures are in {folder}");
        return 0;
    }

    private static async Task<int> TakeAsync(IBrowserContext context, string folder, string suffix)
    {
        var page = await context.NewPageAsync();
        // Fonts are optional: they are used from the second page on, as for a reader on a slow line.
        await page.GotoAsync("/en");
        await page.GotoAsync("/ar");
        await page.GotoAsync("/ckb");
        await page.WaitForTimeoutAsync(500);
        var taken = 0;
        foreach (var language in (string[])["en", "ar", "fr", "ckb"])
        {
            foreach (var (name, path) in Kinds)
            {
                await page.GotoAsync($"/{language}{path}");
                await page.EvaluateAsync(
                    "Promise.all([...document.images].map(image => (image.loading = 'eager', image.decode())))"
                );
                await page.ScreenshotAsync(
                    new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{language}-{suffix}.png"), FullPage = true }
                );
                taken++;
            }
        }

        return taken;
    }
}
