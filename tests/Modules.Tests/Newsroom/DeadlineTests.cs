using System.Net;
using Concord.Foundation;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>The team sees until when a text has to be ready.</summary>
public sealed class DeadlineTests : IAsyncDisposable
{
    private const string Details = "/desk/en/documents/urgent/details";

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 11, 12, 6, 0, 0, TimeSpan.Zero));
    private readonly TestSite site;

    public DeadlineTests() =>
        site = new TestSite(
            pack.Path,
            clock,
            settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" }
        );

    [Fact]
    public async Task A_deadline_is_on_the_first_page_and_the_board_until_readers_see_the_text()
    {
        await SaveAsync();
        var editor = await DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"], clock);
        var translator = await DeskVisitor.JoinedAsync(site, "translator@example.org", ["translator:ar"], clock);
        (await TodayAsync(editor)).ShouldNotContain("Deadlines");

        await SetAsync(editor, "2020-11-12T12:00");

        (await TodayAsync(editor)).ShouldContain("Deadlines");
        (await editor.OpenAsync("/desk/en"))
            .Page.QuerySelector("section[aria-label=Deadlines]")!
            .TextContent.ShouldContain("12 November 2020, 09:00 UTC");
        (await editor.OpenAsync("/desk/en/documents"))
            .Page.QuerySelector("tbody")!
            .TextContent.ShouldContain("Ready by 12 November 2020, 09:00 UTC");
        // A translator is led to the own language.
        (await translator.OpenAsync("/desk/en"))
            .Page.QuerySelector("section[aria-label=Deadlines] a")!
            .GetAttribute("href")
            .ShouldBe("/desk/en/documents/urgent/ar");
        (await TodayAsync(editor)).ShouldNotContain("late");

        clock.Advance(TimeSpan.FromHours(4));

        (await TodayAsync(editor)).ShouldContain("late");
        (await editor.OpenAsync("/desk/en/journal"))
            .Page.QuerySelector("main")!
            .TextContent.ShouldContain("urgent has to be ready by");
        await RunAsync<Release>(release => release.RunAsync("urgent", null, null, Actor.System("test"), default));
        (await TodayAsync(editor)).ShouldNotContain("Deadlines");
    }

    [Fact]
    public async Task A_deadline_is_changed_removed_and_refused_where_the_clock_has_no_such_time()
    {
        await SaveAsync();
        var editor = await DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"], clock);
        await SetAsync(editor, "2020-11-12T12:00");
        await SetAsync(editor, "2020-11-13T12:00");
        (await editor.OpenAsync(Details))
            .Page.QuerySelector("main")!
            .TextContent.ShouldContain("Ready by 13 November 2020, 09:00 UTC");

        var (refused, page) = await editor.SubmitAsync(Details, "#deadline", ("until", "2020-13-01T12:00"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]").ShouldNotBeNull();

        (await editor.SubmitAsync(Details, "form[action*=Deadline]:not(#deadline)")).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await editor.OpenAsync(Details)).Page.QuerySelector("main")!.TextContent.ShouldNotContain("Ready by 1");
        (await TodayAsync(editor)).ShouldNotContain("Deadlines");
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private static async Task SetAsync(DeskVisitor editor, string until) =>
        (await editor.SubmitAsync(Details, "#deadline", ("until", until), ("zone", "Asia/Baghdad"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );

    private static async Task<string> TodayAsync(DeskVisitor visitor) =>
        (await visitor.OpenAsync("/desk/en")).Page.QuerySelector("main")!.TextContent;

    private Task SaveAsync() =>
        RunAsync<SaveDraft>(save =>
            save.RunAsync(
                new Draft("urgent", "en", "Urgent", "Summary.", "Text.") { Kind = "story" },
                Actor.System("test"),
                default
            )
        );

    private async Task RunAsync<T>(Func<T, Task<NewsroomResult>> run)
        where T : notnull
    {
        await using var scope = site.Services.CreateAsyncScope();
        (await run(scope.ServiceProvider.GetRequiredService<T>())).Code.ShouldBe(NewsroomCode.Done);
    }
}
