using System.Text.Json;
using Microsoft.Playwright;

namespace Concord.Browser.Tests;

/// <summary>What a page transfers, and whether its layout shifts while it loads.</summary>
public sealed class LightTests(BrowserFixture fixture)
{
    private const int MaxBytes = 200_000;

    public static TheoryData<string> Pages =>
        [
            .. new[] { "en", "ar", "fr", "ckb" }.SelectMany(language =>
                new[] { $"/{language}", $"/{language}/news/raqqa-bridge-at-dawn", $"/{language}/wall" }
            ),
        ];

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_weighs_under_200_KB_and_has_no_layout_shift(string path)
    {
        await using var visit = await fixture.OpenAsync("about:blank");
        await visit.Page.AddInitScriptAsync(
            """
            window.moved = [];
            new PerformanceObserver(list => window.moved.push(...list.getEntries().map(entry => entry.value)))
              .observe({ type: 'layout-shift', buffered: true });
            """
        );
        // As on a slow line: the text is rendered before the pictures arrive.
        await visit.Page.RouteAsync(
            "**/media/**",
            async route =>
            {
                await Task.Delay(500);
                await route.ContinueAsync();
            }
        );

        var loaded = await LoadedAsync(visit.Page, path);

        loaded.Where(file => file.Type == "Image").Sum(file => file.Bytes).ShouldBeGreaterThan(0);
        loaded.Where(file => file.Type == "Font").Sum(file => file.Bytes).ShouldBeGreaterThan(0);
        // An article in Latin letters needs no Arabic ones; the posts on the other two pages are in both.
        loaded
            .Any(file => file.Address.Contains("/faces/naskh.", StringComparison.Ordinal))
            .ShouldBe(
                !path.Contains("/news/", StringComparison.Ordinal)
                    || path.StartsWith("/ar", StringComparison.Ordinal)
                    || path.StartsWith("/ckb", StringComparison.Ordinal)
            );
        // Only the wall has a script, which loads more posts in place.
        loaded.Count(file => file.Type == "Script").ShouldBe(path.EndsWith("/wall", StringComparison.Ordinal) ? 1 : 0);
        loaded.ShouldAllBe(file => file.Address.StartsWith(fixture.Site.Address.ToString(), StringComparison.Ordinal));
        loaded.Sum(file => file.Bytes).ShouldBeLessThan(MaxBytes, string.Join('\n', loaded));
        (await visit.Page.EvaluateAsync<double[]>("window.moved")).Sum().ShouldBe(0);
    }

    /// <summary>Opens the page and scrolls to its end, so that lazy content has loaded too.</summary>
    private async Task<List<Loaded>> LoadedAsync(IPage page, string path)
    {
        var network = await page.Context.NewCDPSessionAsync(page);
        var kinds = new Dictionary<string, (string Type, string Address)>();
        var loaded = new List<Loaded>();
        var requested = new HashSet<string>();
        network.Event("Network.requestWillBeSent").OnEvent += (_, message) => requested.Add(Text(message, "requestId"));
        network.Event("Network.responseReceived").OnEvent += (_, message) =>
            kinds[Text(message, "requestId")] = (
                Text(message, "type"),
                message!.Value.GetProperty("response").GetProperty("url").GetString()!
            );
        network.Event("Network.loadingFinished").OnEvent += (_, message) =>
        {
            var (type, address) = kinds[Text(message, "requestId")];
            loaded.Add(new Loaded(type, address, message!.Value.GetProperty("encodedDataLength").GetDouble()));
        };
        await network.SendAsync("Network.enable");
        await page.GotoAsync(new Uri(fixture.Site.Address, path).ToString());
        await page.EvaluateAsync(
            """
            async () => {
              const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
              for (const part of document.querySelectorAll('img, article, li, footer')) {
                part.scrollIntoView();
                if (part instanceof HTMLImageElement) await part.decode();
              }
              // Text is laid out, and its faces are asked for, in the frame after it came into view.
              await frame();
              await frame();
              await document.fonts.ready;
            }
            """
        );
        for (var tries = 0; tries < 100 && loaded.Count < requested.Count; tries++)
        {
            await Task.Delay(50);
        }

        loaded.Count.ShouldBe(requested.Count);
        return loaded;
    }

    private static string Text(JsonElement? message, string name) => message!.Value.GetProperty(name).GetString()!;

    private sealed record Loaded(string Type, string Address, double Bytes);
}
