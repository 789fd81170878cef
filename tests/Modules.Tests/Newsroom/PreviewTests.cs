using System.Net;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>A preview link shows one revision with its media; without it a draft and its media do not exist.</summary>
public sealed class PreviewTests : IDisposable
{
    private const string Drawing =
        """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><rect width="300" height="200"/></svg>""";

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 10, 23, 12, 0, 0, TimeSpan.Zero));

    public PreviewTests()
    {
        pack.Write("places.yaml", "raqqa: { en: Raqqa, ar: الرقة, fr: Raqqa, ckb: ڕەقە }");
        pack.Write("pictures/gate/picture.yaml", "alt: { en: A gate, ar: بوابة, fr: Une porte, ckb: دەروازە }");
        pack.Write("pictures/gate/all.svg", Drawing);
        // A document of a later date is a draft until then.
        pack.Document("tomorrow", "kind: story\ndate: 2020-10-24\npicture: gate", "Tomorrow", "Members: {{members 2016-09-01}}.");
        pack.Document("list", "kind: download\ndate: 2020-10-24\nfile: list.csv", "A list", "For programs.");
        pack.Write("documents/list/list.csv", "a,b");
    }

    [Fact]
    public async Task A_draft_and_its_media_are_shown_by_its_preview_link_alone()
    {
        await using var site = new TestSite(pack.Path, clock);
        var token = await TokenAsync(site, "tomorrow", number: 1);

        (await StatusAsync(site, "/en/news/tomorrow")).ShouldBe(HttpStatusCode.NotFound);
        var (answer, page) = await site.OpenAsync($"/en/news/tomorrow?{token}");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Robots-Tag").Single().ShouldBe("noindex");
        page.QuerySelector("h1")!.TextContent.ShouldBe("Tomorrow");
        page.QuerySelector("main")!.TextContent.ShouldContain("Members: 1.");
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
        var picture = page.QuerySelector("main img")!.GetAttribute("src")!;
        picture.ShouldEndWith($"?{token}");
        await ShouldBeOfThePreviewAsync(site, picture);
        (await StatusAsync(site, $"/en/news/list?{token}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(site, $"/en/news/tomorrow?{token}x")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(site, "/share/en/tomorrow.png")).ShouldBe(HttpStatusCode.NotFound);

        clock.Advance(TimeSpan.FromHours(3));
        (await StatusAsync(site, $"/en/news/tomorrow?{token}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(site, picture)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_file_of_a_draft_is_downloaded_by_its_preview_link_alone()
    {
        await using var site = new TestSite(pack.Path, clock);
        var token = await TokenAsync(site, "list", number: 1);
        var (answer, page) = await site.OpenAsync($"/en/campaigns/list?{token}");
        answer.StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
        (answer, page) = await site.OpenAsync(answer.Headers.Location!.ToString());

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeOfThePreviewAsync(site, page.QuerySelector("main a[href*='/media/']")!.GetAttribute("href")!);
    }

    [Fact]
    public async Task A_preview_shows_its_revision_while_readers_see_the_released_one()
    {
        await using var site = new TestSite(pack.Path, clock);
        await using (var scope = site.Services.CreateAsyncScope())
        {
            var draft = new Draft("one", "en", "One, revised", "A summary.", "Another text.");
            (
                await scope.ServiceProvider.GetRequiredService<SaveDraft>().RunAsync(draft, NewsroomFixture.Editor, default)
            ).IsDone.ShouldBeTrue();
        }

        var (first, second) = (await TokenAsync(site, "one", number: 1), await TokenAsync(site, "one", number: 2));

        (await TitleAsync(site, "/en/news/one")).ShouldBe("One");
        (await TitleAsync(site, $"/en/news/one?{second}")).ShouldBe("One, revised");
        (await TitleAsync(site, $"/en/news/one?{first}")).ShouldBe("One");
        (await TitleAsync(site, "/en/news/one")).ShouldBe("One");
    }

    [Fact]
    public async Task Links_that_were_passed_on_are_revoked_and_new_ones_show_the_draft()
    {
        await using var site = new TestSite(
            pack.Path,
            clock,
            settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" }
        );
        var editor = await DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"], clock);
        var token = await TokenAsync(site, "tomorrow", number: 1);
        var other = await TokenAsync(site, "list", number: 1);
        var (_, page) = await site.OpenAsync($"/en/news/tomorrow?{token}");
        var picture = page.QuerySelector("main img")!.GetAttribute("src")!;
        clock.Advance(TimeSpan.FromMinutes(1));

        await editor.SubmitAsync("/desk/en/documents/tomorrow/en", "form[action*='handler=RevokePreviews']");

        (await StatusAsync(site, $"/en/news/tomorrow?{token}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(site, picture)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(site, $"/en/news/list?{other}")).ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMinutes(1));
        var anew = await TokenAsync(site, "tomorrow", number: 1);
        (await StatusAsync(site, $"/en/news/tomorrow?{anew}")).ShouldBe(HttpStatusCode.OK);
    }

    public void Dispose() => pack.Dispose();

    private static async Task ShouldBeOfThePreviewAsync(TestSite site, string address)
    {
        var shown = await site.Client.GetAsync(new Uri(address, UriKind.Relative));
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        shown.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await shown.Content.ReadAsByteArrayAsync()).Length.ShouldBe((int)shown.Content.Headers.ContentLength!);
        (await StatusAsync(site, address.Split('?')[0])).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(site, address.Split('?')[0], HttpMethod.Head)).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> TitleAsync(TestSite site, string path) =>
        (await site.OpenAsync(path)).Page.QuerySelector("h1")!.TextContent;

    private static async Task<HttpStatusCode> StatusAsync(TestSite site, string path, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(path, UriKind.Relative));
        return (await site.Client.SendAsync(request)).StatusCode;
    }

    /// <returns>The query of a link that holds for two hours.</returns>
    private static async Task<string> TokenAsync(TestSite site, string slug, int number)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var revision = await db.Set<Edition>()
            .Where(edition => edition.Document.Slug == slug && edition.Language == "en")
            .SelectMany(edition => edition.Revisions)
            .SingleAsync(row => row.Number == number);
        var token = site.Services.GetRequiredService<PreviewLinks>().TokenFor(revision.Id, TimeSpan.FromHours(2));
        return $"{PreviewLinks.QueryKey}={token}";
    }
}
