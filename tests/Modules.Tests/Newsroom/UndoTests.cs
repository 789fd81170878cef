using System.Net;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>Unpublishing, undoing within a minute, and embargo with early readers.</summary>
public sealed class UndoTests : IAsyncDisposable
{
    private const string Release = "/desk/en/documents/one/release";
    private const string Public = "/en/news/one";

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly TestSite site;

    public UndoTests() =>
        site = new TestSite(
            pack.Path,
            clock,
            settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" }
        );

    [Theory]
    // Numbers of statuses with their state; -N undoes from status N on.
    [InlineData("Live", "Live")]
    [InlineData("Live Withdrawn -2", "Live")]
    [InlineData("Live Corrected Withdrawn -3", "Corrected")]
    [InlineData("Live Live Corrected -2", "Live")]
    [InlineData("Live -1", "Draft")]
    [InlineData("Live -1 Live", "Live")]
    [InlineData("Live Withdrawn -2 Removed", "Removed")]
    [InlineData("Live Draft", "Draft")]
    public void A_state_is_derived_from_what_was_not_undone(string history, string state)
    {
        var statuses = history
            .Split(' ')
            .Select(
                (name, place) =>
                    new Status
                    {
                        Id = Guid.NewGuid(),
                        Number = place + 1,
                        At = DateTime.UnixEpoch.AddDays(place),
                        Revision = 1,
                        Actor = "test",
                        State = name[0] == '-' ? EditionState.Live : Enum.Parse<EditionState>(name),
                        Undoes = name[0] == '-' ? name[1] - '0' : null,
                    }
            )
            .ToList();

        Status.Derive(statuses).State.ToString().ShouldBe(state);
    }

    [Fact]
    public async Task A_first_release_is_undone_within_a_minute_and_not_later()
    {
        var editor = await JoinAsync();
        await editor.SubmitAsync(
            "/desk/en/documents/new",
            "form.write",
            ("kind", "story"),
            ("slug", "fresh"),
            ("language", "en"),
            ("Title", "A fresh title"),
            ("Summary", "A summary."),
            ("Body", "Text of a fresh document.")
        );
        await editor.SubmitAsync("/desk/en/documents/fresh/release", "form[action*='handler=Release']");
        await ShouldShowAsync("/en/news/fresh", "A fresh title");
        (await site.Client.GetStringAsync("/en/feed.atom")).ShouldContain("A fresh title");

        await editor.SubmitAsync("/desk/en/documents/fresh/release", "form[action*='handler=Undo']");

        await ShouldAnswerAsync("/en/news/fresh", HttpStatusCode.NotFound);
        await ShouldNotHoldAsync("/en/news", "A fresh title");
        await ShouldNotHoldAsync("/en/feed.atom", "A fresh title");
        (await editor.OpenAsync("/desk/en/documents/fresh/release")).Page.QuerySelector("form[action*=Undo]").ShouldBeNull();
        await editor.SubmitAsync("/desk/en/documents/fresh/release", "form[action*='handler=Release']");
        await ShouldShowAsync("/en/news/fresh", "A fresh title");
        var (_, page) = await editor.OpenAsync("/desk/en/documents/fresh/release");
        clock.Advance(TimeSpan.FromSeconds(61));
        var (answer, refused) = await editor.SubmitAsync(page, "form[action*='handler=Undo']");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.QuerySelector("[role=alert]")!.TextContent.ShouldBe("Nothing was changed for readers in the last minute.");
        await ShouldShowAsync("/en/news/fresh", "A fresh title");
    }

    [Fact]
    public async Task A_revision_and_its_correction_are_undone_together()
    {
        var editor = await JoinAsync();
        var before = (await site.OpenAsync(Public)).Page.QuerySelector("h1")!.TextContent;
        await editor.SubmitAsync("/desk/en/documents/one/en", "form.write", ("Title", "A corrected title"));
        await editor.SubmitAsync(Release, "form[action*='handler=Correct']", ("code", "en"), ("notice", "The title was wrong."));
        await ShouldShowAsync(Public, "A corrected title");

        await editor.SubmitAsync(Release, "form[action*='handler=Undo']");

        await ShouldShowAsync(Public, before);
        await ShouldNotHoldAsync(Public, "The title was wrong.");
        await ShouldNotHoldAsync("/en/feed.atom", "A corrected title");
    }

    [Fact]
    public async Task A_withdrawal_is_undone_in_every_language_and_stays_on_record()
    {
        var editor = await JoinAsync();
        await editor.SubmitAsync(
            Release,
            "form[action*='handler=Withdraw']",
            ("notices[en]", "Withdrawn in error."),
            ("notices[ar]", "سُحب خطأً."),
            ("reason", "By mistake.")
        );
        await ShouldHoldAsync(Public, "Withdrawn in error.");
        await ShouldHoldAsync("/ar/news/one", "سُحب خطأً.");

        await editor.SubmitAsync(Release, "form[action*='handler=Undo']");

        await ShouldNotHoldAsync(Public, "Withdrawn in error.");
        await ShouldNotHoldAsync("/ar/news/one", "سُحب خطأً.");
        var history = (await editor.OpenAsync("/desk/en/documents/one/en/history")).Page.QuerySelector("main")!.TextContent;
        history.ShouldContain("The last change of one in English was undone");
    }

    [Fact]
    public async Task An_unpublished_text_is_gone_until_it_is_released_and_an_import_does_not_release_it()
    {
        var editor = await JoinAsync();
        var title = (await site.OpenAsync(Public)).Page.QuerySelector("h1")!.TextContent;
        (await editor.SubmitAsync(Release, "form[action*='handler=Unpublish']", ("reason", " "))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );

        await editor.SubmitAsync(Release, "form[action*='handler=Unpublish']", ("reason", "Not agreed."));

        await ShouldAnswerAsync(Public, HttpStatusCode.NotFound);
        await ShouldAnswerAsync("/ar/news/one", HttpStatusCode.NotFound);
        await ShouldNotHoldAsync("/en/news", "/news/one\"");
        await ShouldNotHoldAsync("/sitemaps/documents-1.xml", "/news/one<");
        await File.AppendAllTextAsync(Path.Combine(pack.Path, "documents", "one", "en.md"), "\nA new paragraph of the pack.\n");
        await ImportAsync();
        (await editor.OpenAsync("/desk/en/documents/one/en"))
            .Page.QuerySelector("#body")!
            .TextContent.ShouldContain("A new paragraph of the pack.");
        await ShouldAnswerAsync(Public, HttpStatusCode.NotFound);
        clock.Advance(TimeSpan.FromMinutes(2));
        await editor.SubmitAsync(Release, "form[action*='handler=Release']", ("codes", "en"));
        await ShouldShowAsync(Public, title);
        await ShouldAnswerAsync("/ar/news/one", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_unpublished_after_the_scheduling_is_not_released()
    {
        var editor = await JoinAsync();
        await editor.SubmitAsync("/desk/en/documents/one/en", "form.write", ("Title", "A scheduled title"));
        await ScheduleAsync(editor);
        clock.Advance(TimeSpan.FromMinutes(1));
        await editor.SubmitAsync(Release, "form[action*='handler=Unpublish']", ("reason", "Not agreed."));

        clock.Advance(TimeSpan.FromDays(3));
        await ExecuteAsync();

        await ShouldAnswerAsync(Public, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_early_reader_sees_the_scheduled_text_alone_until_the_link_is_revoked()
    {
        var editor = await JoinAsync();
        await editor.SubmitAsync("/desk/en/documents/one/en", "form.write", ("Title", "A title under embargo"));
        await ScheduleAsync(editor);
        var (_, made) = await editor.SubmitAsync(Release, "form[action*='handler=InviteEarly']", ("name", "Agency"));
        var path = new Uri(made.QuerySelector("#early-link")!.GetAttribute("value")!).AbsolutePath;
        var reader = new DeskVisitor(site, clock);

        var (_, page) = await reader.OpenAsync(path);

        page.QuerySelector("main")!.TextContent.ShouldContain("Agency, this link is for you alone.");
        var link = page.QuerySelector(".rows a")!;
        link.TextContent.ShouldBe("A title under embargo");
        var (answer, article) = await reader.OpenAsync(link.GetAttribute("href")!);
        article.QuerySelector("h1")!.TextContent.ShouldBe("A title under embargo");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        foreach (
            var open in new[] { Public, "/en/news", "/en/feed.atom", "/en/search?q=embargo", "/api/v1/documents", "/sitemap.xml" }
        )
        {
            await ShouldNotHoldAsync(open, "A title under embargo");
        }

        (await editor.OpenAsync(Release)).Page.QuerySelector("main")!.TextContent.ShouldContain("Agency opened");
        (await editor.OpenAsync("/desk/en/documents/one/en/history"))
            .Page.QuerySelector("main")!
            .TextContent.ShouldContain("Agency opened one before its release");
        await editor.SubmitAsync(Release, "form[action*=RevokeEarly]");
        (await reader.OpenAsync(path)).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await reader.OpenAsync($"{path}x")).Answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await reader.OpenAsync(link.GetAttribute("href")!)).Page.QuerySelector("h1")!.TextContent.ShouldBe("One");
    }

    [Fact]
    public async Task An_early_link_shows_no_draft_that_is_not_scheduled()
    {
        var editor = await JoinAsync();
        await editor.SubmitAsync("/desk/en/documents/one/en", "form.write", ("Title", "A title under embargo"));
        await ScheduleAsync(editor);
        var (_, made) = await editor.SubmitAsync(Release, "form[action*='handler=InviteEarly']", ("name", "Agency"));
        var path = new Uri(made.QuerySelector("#early-link")!.GetAttribute("value")!).AbsolutePath;
        await editor.SubmitAsync("/desk/en/documents/one/en", "form.write", ("Title", "A later draft"));
        var reader = new DeskVisitor(site, clock);
        (await reader.OpenAsync(path)).Page.QuerySelector(".rows a")!.TextContent.ShouldBe("A title under embargo");

        await editor.SubmitAsync(Release, "form[action*='handler=Cancel']");

        var (_, page) = await reader.OpenAsync(path);
        page.QuerySelector(".rows a").ShouldBeNull();
        page.QuerySelector("main")!.TextContent.ShouldContain("No text waits for its release now.");
    }

    [Fact]
    public async Task A_late_release_is_told_to_the_monitor_and_to_the_team()
    {
        await using var slow = new TestSite(
            pack.Path,
            clock,
            settings: new Dictionary<string, string>
            {
                ["Concord:Desk:RequestsPerMinute"] = "10000",
                ["Concord:Newsroom:ReleaseCheckSeconds"] = "3600",
            }
        );
        var editor = await DeskVisitor.JoinedAsync(slow, "editor@example.org", ["editor"], clock);
        await editor.SubmitAsync("/desk/en/documents/one/en", "form.write", ("Title", "A late title"));
        await ScheduleAsync(editor);
        (await slow.Client.GetStringAsync("/health/ready")).ShouldNotContain("releases");
        await using (var scope = slow.Services.CreateAsyncScope())
        {
            // The worker sleeps for an hour; the moment passed a quarter of an hour ago.
            var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
            await db.Set<ReleaseSet>()
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, clock.GetUtcNow().UtcDateTime.AddMinutes(-15)));
        }

        var answer = await slow.Client.GetAsync("/health/ready");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, "the site goes on serving");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("releases: a release that was due at");
        (await editor.OpenAsync("/desk/en")).Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("has not gone out.");
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private Task<DeskVisitor> JoinAsync() => DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"], clock);

    private async Task ScheduleAsync(DeskVisitor editor)
    {
        var due = clock.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var (_, page) = await editor.OpenAsync(Release);
        var form = page.QuerySelector("form[action*='handler=Release']")!;
        form.SetAttribute("action", form.GetAttribute("action")!.Replace("=Release", "=Schedule", StringComparison.Ordinal));
        var (answer, _) = await editor.SubmitAsync(
            page,
            "form[action*='handler=Schedule']",
            ("codes", "en"),
            ("at", due),
            ("zone", "Asia/Baghdad")
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private async Task ExecuteAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ExecuteReleases>().RunAsync(default);
    }

    private async Task ImportAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var result = await scope
            .ServiceProvider.GetRequiredService<Concord.Foundation.ContentImport.ImportContent>()
            .RunAsync(pack.Path, default, Actor.Command("test"), progress: null, default);
        result.Problems.ShouldBeEmpty();
    }

    /// <summary>Cached pages change within a second.</summary>
    private async Task ShouldShowAsync(string path, string title)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            if ((await site.OpenAsync(path)).Page.QuerySelector("h1")?.TextContent == title)
            {
                return;
            }

            await Task.Delay(100);
        }

        (await site.OpenAsync(path)).Page.QuerySelector("h1")!.TextContent.ShouldBe(title);
    }

    private Task ShouldHoldAsync(string path, string words) => ShouldHoldAsync(path, words, isThere: true);

    private Task ShouldNotHoldAsync(string path, string words) => ShouldHoldAsync(path, words, isThere: false);

    private async Task ShouldHoldAsync(string path, string words, bool isThere)
    {
        for (var attempt = 0; attempt < 50 && await HoldsAsync(path, words) != isThere; attempt++)
        {
            await Task.Delay(100);
        }

        (await HoldsAsync(path, words)).ShouldBe(isThere, $"{words} at {path}");
    }

    private async Task<bool> HoldsAsync(string path, string words)
    {
        using var answer = await site.Client.GetAsync(new Uri(path, UriKind.Relative));
        return WebUtility
            .HtmlDecode(await answer.Content.ReadAsStringAsync())
            .Contains(words, StringComparison.OrdinalIgnoreCase);
    }

    private async Task ShouldAnswerAsync(string path, HttpStatusCode status)
    {
        for (var attempt = 0; attempt < 50 && (await site.OpenAsync(path)).Answer.StatusCode != status; attempt++)
        {
            await Task.Delay(100);
        }

        (await site.OpenAsync(path)).Answer.StatusCode.ShouldBe(status, path);
    }
}
