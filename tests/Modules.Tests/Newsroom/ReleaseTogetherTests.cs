using System.Net;
using Concord.Foundation;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>An editor makes several documents public in one moment.</summary>
public sealed class ReleaseTogetherTests : IAsyncDisposable
{
    private const string Page = "/desk/en/release?slug=first&slug=second";

    private readonly SmallPack pack = new();
    private readonly TestSite site;

    public ReleaseTogetherTests() =>
        site = new TestSite(pack.Path, settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" });

    [Fact]
    public async Task Chosen_languages_of_several_documents_become_public_together_or_not_at_all()
    {
        await DraftAsync("first", "en", "fr");
        await DraftAsync("second", "en");
        var editor = await DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"]);
        var (_, board) = await editor.OpenAsync("/desk/en/documents");
        board.QuerySelector("input[name=slug][value=first]")!.GetAttribute("form").ShouldBe("together");
        var (_, page) = await editor.OpenAsync(Page);
        page.QuerySelectorAll("input[name=editions]:not([disabled])")
            .Select(box => box.GetAttribute("value"))
            .ShouldBe(["first/en", "first/fr", "second/en"]);

        // A text that cannot be released keeps all of them from it.
        await SaveAsync("second", "en", "Second.\n\n{{untranslated}}");
        var (refused, told) = await editor.SubmitAsync(page, "main form");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        told.QuerySelector("[role=alert]")!.TextContent.ShouldContain("second (English)");
        (await StatusAsync("/en/news/first")).ShouldBe(HttpStatusCode.NotFound);

        await SaveAsync("second", "en", "Second again.");
        told.QuerySelector("input[value='first/fr']")!.RemoveAttribute("checked");
        (await editor.SubmitAsync(told, "main form")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await StatusAsync("/en/news/first")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/en/news/second")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/fr/news/first")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task They_are_scheduled_together_and_an_empty_choice_says_what_to_do()
    {
        await DraftAsync("first", "en");
        await DraftAsync("second", "en");
        var editor = await DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"]);
        var (_, none) = await editor.OpenAsync("/desk/en/release");
        none.QuerySelector("main")!.TextContent.ShouldContain("No document was chosen");
        (await editor.OpenAsync("/desk/en/release?slug=nothing")).Page.QuerySelector("main form").ShouldBeNull();
        var (_, page) = await editor.OpenAsync(Page);
        page.QuerySelector("main form")!.SetAttribute("action", "/desk/en/release?handler=Schedule");
        var (refused, _) = await editor.SubmitAsync(page, "main form", ("at", "2099-13-01T09:00"), ("zone", "Asia/Baghdad"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var (answer, _) = await editor.SubmitAsync(page, "main form", ("at", "2099-10-23T09:00"), ("zone", "Asia/Baghdad"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        foreach (var slug in (string[])["first", "second"])
        {
            (await editor.OpenAsync($"/desk/en/documents/{slug}/release"))
                .Page.QuerySelector("main")!
                .TextContent.ShouldContain("2099-10-23 09:00 Asia/Baghdad");
        }
    }

    [Fact]
    public async Task The_preview_shows_the_draft_in_a_frame_at_two_widths()
    {
        await DraftAsync("first", "en");
        var reader = await DeskVisitor.JoinedAsync(site, "reader@example.org", ["reader"]);
        var (answer, page) = await reader.OpenAsync("/desk/en/documents/first/en/preview");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-src 'self'");
        var frame = page.QuerySelector("iframe")!;
        frame.GetAttribute("width").ShouldBe("360");
        var path = frame.GetAttribute("src")!;
        page.QuerySelector("#link")!.GetAttribute("value").ShouldEndWith(path);
        (await reader.OpenAsync("/desk/en/documents/first/en/preview?device=desktop"))
            .Page.QuerySelector("iframe")!
            .GetAttribute("width")
            .ShouldBe("1280");

        var (shown, draft) = await site.OpenAsync(path);

        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        draft.QuerySelector("h1")!.TextContent.ShouldBe("Title of first");
        shown.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'self'");
        foreach (var other in (string[])["/en/news/one", "/en/news/one?preview=none", "/en"])
        {
            (await site.OpenAsync(other))
                .Answer.Headers.GetValues("Content-Security-Policy")
                .Single()
                .ShouldContain("frame-ancestors 'none'", customMessage: other);
        }

        (await reader.OpenAsync("/desk/en"))
            .Answer.Headers.GetValues("Content-Security-Policy")
            .Single()
            .ShouldNotContain("frame-src");
        (await reader.OpenAsync("/desk/en/documents/first/fr/preview")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private async Task DraftAsync(string slug, params string[] languages)
    {
        foreach (var language in languages)
        {
            await SaveAsync(slug, language, $"Text of {slug}.");
        }
    }

    private async Task SaveAsync(string slug, string language, string body)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var result = await scope
            .ServiceProvider.GetRequiredService<SaveDraft>()
            .RunAsync(
                new Draft(slug, language, $"Title of {slug}", "Summary.", body) { Kind = "story" },
                Actor.System("test"),
                default
            );
        result.Code.ShouldBe(NewsroomCode.Done);
    }

    private async Task<HttpStatusCode> StatusAsync(string path) => (await site.OpenAsync(path)).Answer.StatusCode;
}
