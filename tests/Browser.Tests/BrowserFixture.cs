using Concord.Browser.Tests;
using Concord.TestKit;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BrowserFixture))]
[assembly: AssemblyFixture(typeof(WorkspaceSite))]

namespace Concord.Browser.Tests;

/// <summary>One site and one browser for all journeys.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    public TestSite Site { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (ChromiumBrowser.IsInstalled)
        {
            playwright = await Playwright.CreateAsync();
            browser = await ChromiumBrowser.LaunchAsync(playwright);
        }
    }

    /// <summary>
    /// A page in a fresh profile, 360 × 740 by default; the test is skipped where Chromium is not installed.
    /// </summary>
    public async Task<Visit> OpenAsync(
        string path,
        int width = 360,
        ColorScheme scheme = ColorScheme.Light,
        string locale = "en-GB",
        TestSite? site = null,
        bool hasScript = true
    )
    {
        Assert.SkipWhen(browser is null, "Chromium is not installed here.");
        var context = await browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = (site ?? Site).Address.ToString(),
                ColorScheme = scheme,
                Locale = locale,
                JavaScriptEnabled = hasScript,
                ViewportSize = new ViewportSize { Width = width, Height = 740 },
            }
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return new Visit(page);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        await Site.DisposeAsync();
    }
}

/// <summary>A page in its own profile; both are deleted after the test.</summary>
public sealed record Visit(IPage Page) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
