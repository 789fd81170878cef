using System.Text.RegularExpressions;
using Concord.Foundation;
using Concord.Modules.Tests.Media;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concord.Browser.Tests;

/// <summary>A film with a browser: uploaded, captioned beside the player, put into a text, and played by a reader without scripts.</summary>
public sealed partial class RecordingJourneyTests(BrowserFixture fixture, WorkspaceSite workspace)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 60_000 };

    private TestSite Site => workspace.Site;

    private string Host => WorkspaceVisit.HostOf(Site);

    [Fact]
    public async Task A_film_is_uploaded_captioned_put_into_a_text_and_played_by_a_reader()
    {
        var film = await SampleRecording.VideoAsync();
        await using var visit = await WorkspaceVisit.JoinedAsync(fixture, Site, "films@example.org", ["editor"]);
        var page = visit.Page;
        await page.GotoAsync($"{Host}/desk/en/recordings");
        await page.Locator("#files")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "Bridge.mp4",
                    MimeType = "video/mp4",
                    Buffer = film,
                }
            );
        await page.Locator(".uploads li").GetByText("Open").ClickAsync(new() { Timeout = 30_000 });
        // The page reloads by itself until the film is converted.
        await Expect(page.Locator("video#player")).ToBeVisibleAsync(Patient);
        var name = page.Url.Split('/')[^1];
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();

        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await WriteCaptionsAsync(page);

        await WriteTextAsync(page, name);
        await using (var scope = Site.Services.CreateAsyncScope())
        {
            var release = scope.ServiceProvider.GetRequiredService<Release>();
            (await release.RunAsync("film-in-a-text", null, null, Actor.System("test"), default)).Code.ShouldBe(
                NewsroomCode.Done
            );
        }

        await ReadAsync();
    }

    private static async Task WriteCaptionsAsync(IPage page)
    {
        var cues = page.Locator(".cues li");
        await page.GetByText("Add a caption at this moment").PressAsync("Enter");
        await page.Keyboard.TypeAsync("The bridge is open.");
        await page.Locator("video#player").EvaluateAsync("player => { player.currentTime = 4 }");
        await page.GetByText("Add a caption at this moment").PressAsync("Enter");
        await page.Keyboard.TypeAsync("Cars cross it.");
        await Expect(cues).ToHaveCountAsync(2);
        await page.Locator("video#player").EvaluateAsync("player => { player.currentTime = 2.5 }");
        await cues.First.GetByText("Ends here").PressAsync("Enter");
        (await Axe.RunAsync(page)).Violations.ShouldBeEmpty();
        await page.GetByText("Show as text").PressAsync("Enter");
        await Expect(page.Locator("#captions")).ToHaveValueAsync(TwoCaptions());
        await page.GetByText("with the words of the captions").ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        await Expect(page.Locator("#transcript")).ToHaveValueAsync("The bridge is open. Cars cross it.");
        (await page.Locator("video#player").EvaluateAsync<int>("player => player.textTracks.length")).ShouldBe(1);
    }

    private async Task WriteTextAsync(IPage page, string name)
    {
        await page.GotoAsync($"{Host}/desk/en/documents/new");
        await page.Locator("#kind").SelectOptionAsync("story");
        await page.Locator("#slug").FillAsync("film-in-a-text");
        await page.Locator("#title").FillAsync("A film in a text");
        await page.Locator("#summary").FillAsync("A film.");
        await page.Locator(".rich>div").ClickAsync();
        await page.Keyboard.TypeAsync("Before.");
        await page.Locator(".tools .recording").PressAsync("Enter");
        var dialog = page.Locator("dialog");
        await dialog.Locator("#embed-query").FillAsync("bridge");
        await Expect(dialog.Locator(".found button")).ToHaveCountAsync(1);
        await dialog.Locator(".found button").PressAsync("Enter");
        await dialog.Locator("#embed-words").FillAsync("The bridge at Raqqa");
        await dialog.Locator("#embed-words").PressAsync("Enter");
        await Expect(page.Locator("#body")).ToHaveValueAsync($"Before.\n\n[The bridge at Raqqa](recording:{name})");
        await page.Locator("form.write button.main").First.ClickAsync();
        await page.WaitForURLAsync("**/documents/film-in-a-text/en");
    }

    private async Task ReadAsync()
    {
        await using var visit = await fixture.OpenAsync($"{Host}/en/news/film-in-a-text", 360, site: Site, hasScript: false);
        var page = visit.Page;
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        await page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });
        requests.ShouldContain(address => address.EndsWith("poster.jpg", StringComparison.Ordinal));
        requests.ShouldNotContain(address => Film().IsMatch(address), "nothing of the film is fetched before it is played");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();

        var video = page.Locator("figure.rec video");
        await video.PressAsync("Space");
        await PlaysAsync(video);
        (await video.EvaluateAsync<string>("video => video.currentSrc")).ShouldMatch(Film().ToString());
        (await video.EvaluateAsync<int>("video => video.textTracks[0].cues.length")).ShouldBe(2);

        var large = await page.Locator("figure.rec figcaption a").First.GetAttributeAsync("href");
        await page.GotoAsync(Host + large);
        var alone = page.Locator("video");
        await alone.EvaluateAsync("video => { video.muted = true; void video.play() }");
        await PlaysAsync(alone);
    }

    private static async Task PlaysAsync(ILocator video)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (await video.EvaluateAsync<double>("video => video.currentTime") > 0.2)
            {
                return;
            }

            await Task.Delay(100);
        }

        (
            await video.EvaluateAsync<string>("video => `${video.error?.message} ${video.networkState} ${video.readyState}`")
        ).ShouldBe("playing");
    }

    /// <summary>The second ends with the film.</summary>
    [GeneratedRegex(
        @"^WEBVTT\n\n00:00:00.000 --> 00:00:02.500\nThe bridge is open.\n\n00:00:04.000 --> 00:00:06.0[0-9]{2}\nCars cross it.\n$",
        RegexOptions.None,
        1000
    )]
    private static partial Regex TwoCaptions();

    [GeneratedRegex(@"\.(?:mp4|m4a)$", RegexOptions.NonBacktracking)]
    private static partial Regex Film();
}
