using System.Net;
using AngleSharp.Html.Dom;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Concord.TestKit;
using Concord.Wall;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Wall;

/// <summary>Posts, sources and blocked words in the workspace.</summary>
public sealed class ModerationDeskTests : IAsyncDisposable
{
    private const string Queue = "/desk/en/wall";
    private const string Form = "form[data-moderate]";

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 10, 3, 9, 0, 0, TimeSpan.Zero));
    private readonly Lazy<TestSite> site;

    public ModerationDeskTests()
    {
        pack.Write("wall.yaml", WallPack.Of([1, 2, 3]));
        site = new Lazy<TestSite>(() =>
            new TestSite(
                pack.Path,
                clock,
                new Dictionary<string, string>
                {
                    ["Concord:Desk:RequestsPerMinute"] = "10000",
                    ["Concord:SiteDate"] = "",
                    ["Concord:Wall:Secrets:x-token"] = "never shown",
                }
            )
        );
    }

    private TestSite Site => site.Value;

    [Fact]
    public async Task Several_posts_are_sent_to_review_with_their_reason_shown_again_and_undone()
    {
        var editor = await JoinAsync("editor");
        (await editor.OpenAsync(Queue)).Page.QuerySelectorAll(".queue li").Length.ShouldBe(0, "nothing waits");
        var ids = await IdsAsync();

        await DecideAsync(editor, "Hold", "Look again", ids[0], ids[1]);

        var (_, page) = await editor.OpenAsync(Queue);
        page.QuerySelectorAll(".queue .said").Select(text => text.TextContent).ShouldBe(["Post 1", "Post 2"], "oldest first");
        page.QuerySelector(".queue .mark")!.TextContent.ShouldBe("Decided by a colleague: Look again");
        var waiting = (await editor.OpenAsync("/desk/en")).Page.QuerySelector(".waiting li")!;
        waiting.TextContent.ShouldBe("Posts that wait for a decision: 2");
        waiting.QuerySelector("a")!.GetAttribute("href").ShouldBe(Queue);

        await DecideAsync(editor, "Show", "", ids[0]);
        (await ShownAsync("Post 1")).ShouldBeTrue();
        (await StateAsync(ids[1])).ShouldBe(PostState.PendingReview);

        var (_, done) = await DecideAsync(editor, "Hide", "Advertising", ids[1], ids[2]);
        done.QuerySelector("form[action*='handler=Undo']")!.TextContent.ShouldContain("Decided about 2 posts.");
        (await StateAsync(ids[2])).ShouldBe(PostState.Hidden);
        (await editor.SubmitAsync(done, "form[action*='handler=Undo']", Posts(ids[1], ids[2]))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );

        (await StateAsync(ids[2])).ShouldBe(PostState.Live);
        var undone = await PostAsync(ids[1]);
        (undone.State, undone.StateReason, undone.StateNote).ShouldBe(
            (PostState.PendingReview, StateReason.Moderator, "Look again"),
            "as it was, with its reason"
        );
    }

    [Fact]
    public async Task Hiding_needs_a_reason_and_keeps_what_was_chosen()
    {
        var editor = await JoinAsync("editor");
        var ids = await IdsAsync();
        var (_, page) = await editor.OpenAsync($"{Queue}?state=all");

        var (answer, refused) = await SendAsync(editor, page, "Hide", "  ", ids[0]);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.QuerySelector("[role=alert]")!.TextContent.ShouldBe("Write the reason first.");
        refused.QuerySelectorAll(".queue input[checked]").Select(box => box.GetAttribute("value")).ShouldBe([$"{ids[0]:N}"]);
        (await StateAsync(ids[0])).ShouldBe(PostState.Live);
        (_, refused) = await SendAsync(editor, page, "Show", "");
        refused.QuerySelector("[role=alert]")!.TextContent.ShouldBe("Choose one post at least.");
    }

    [Fact]
    public async Task Only_the_person_who_decided_can_undo_it_and_only_for_some_minutes()
    {
        var (editor, other) = (await JoinAsync("editor"), await JoinAsync("other"));
        var ids = await IdsAsync();
        await DecideAsync(editor, "Hide", "Advertising", ids[0]);

        (await UndoAsync(other, ids[0])).ShouldContain("cannot be undone any more");
        clock.Advance(TimeSpan.FromMinutes(11));
        (await UndoAsync(editor, ids[0])).ShouldContain("cannot be undone any more");
        (await StateAsync(ids[0])).ShouldBe(PostState.Hidden);

        await DecideAsync(editor, "Pin", "", ids[1]);
        (await PostAsync(ids[1])).PinnedAt.ShouldNotBeNull();
        (await UndoAsync(editor, ids[1])).ShouldBeEmpty();
        (await PostAsync(ids[1])).PinnedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_post_that_its_source_reported_deleted_is_so_again_after_undoing()
    {
        var (editor, id) = (await JoinAsync("editor"), (await IdsAsync())[0]);
        var since = clock.GetUtcNow().UtcDateTime;
        await using (var scope = Site.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
            var post = await db.Set<Post>().SingleAsync(row => row.Id == id, TestContext.Current.CancellationToken);
            post.SetState(PostState.SuspectedDeleted, new ReviewReason(StateReason.SuspectedDeleted));
            post.SuspectedDeletedAt = since;
            db.Record(new PostPinned(id, IsPinned: false) { Actor = Actor.System("test"), Subject = $"post:{id:N}" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await DecideAsync(editor, "Show", "", id);
        (await PostAsync(id)).SuspectedDeletedAt.ShouldBeNull();
        (await UndoAsync(editor, id)).ShouldBeEmpty();

        var undone = await PostAsync(id);
        (undone.State, undone.SuspectedDeletedAt).ShouldBe((PostState.SuspectedDeleted, since));
    }

    [Fact]
    public async Task Readers_of_the_workspace_see_the_queue_and_decide_nothing()
    {
        var reader = await DeskVisitor.JoinedAsync(Site, "reader@example.org", ["reader"], clock);
        await DecideAsync(await JoinAsync("editor"), "Hold", "", (await IdsAsync())[0]);
        var (_, page) = await reader.OpenAsync($"{Queue}?state=all");
        page.QuerySelectorAll(".queue li").Length.ShouldBe(3);
        page.QuerySelector(".decide").ShouldBeNull();
        page.QuerySelector(".queue input").ShouldBeNull();
        (await reader.OpenAsync("/desk/en")).Page.QuerySelector(".waiting").ShouldBeNull();

        var (answer, _) = await SendAsync(reader, page, "Hide", "No", (await IdsAsync())[0]);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_post_is_translated_by_those_who_write_the_language_and_attached_to_a_campaign()
    {
        var (editor, id) = (await JoinAsync("editor"), (await IdsAsync())[0]);
        var translator = await DeskVisitor.JoinedAsync(Site, "translator@example.org", ["translator:ar"], clock);
        var path = $"{Queue}/{id:N}";

        await translator.SubmitAsync(path, "form:has(input[value=ar])", ("text", "المنشور الأول"));
        (await ReadAsync("/ar/wall", "المنشور الأول")).ShouldBeTrue();
        var (_, page) = await translator.OpenAsync(path);
        (await translator.SubmitAsync(page, "form:has(input[value=fr])", ("text", "Non"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        await translator.SubmitAsync(path, "form:has(input[value=ar])", ("text", ""));
        (await PostAsync(id)).Translations.ShouldBeEmpty();

        var attach = "form[action*='handler=Attach']";
        var (refused, error) = await editor.SubmitAsync(path, attach, ("campaign", "none-such"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        error.QuerySelector("[role=alert]")!.TextContent.ShouldContain("none-such");
        error.QuerySelector("#campaign")!.GetAttribute("value").ShouldBe("none-such");
        (await Site.OpenAsync("/en/news/one")).Page.QuerySelector(".wall").ShouldBeNull();
        (await editor.SubmitAsync(path, attach, ("campaign", "one"))).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        while ((await Site.OpenAsync("/en/news/one")).Page.QuerySelectorAll(".wall article").Length != 1)
        {
            // The page in the cache follows within a second.
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        (await PostAsync(id)).Topics.ShouldContain(topic => topic.Scheme == TopicScheme.Campaign && topic.Value == "one");
        await editor.SubmitAsync(path, attach, ("campaign", ""));
        (await PostAsync(id)).Topics.ShouldNotContain(topic => topic.Scheme == TopicScheme.Campaign);
    }

    [Fact]
    public async Task A_word_is_blocked_and_allowed_again()
    {
        var editor = await JoinAsync("editor");
        const string Path = $"{Queue}/blocked";

        var (answer, _) = await editor.SubmitAsync(Path, "form[action*='handler=Add']", ("value", "post 2"), ("reason", "Spam"));
        answer.Headers.Location!.OriginalString.ShouldEndWith("?sent=1");
        (await editor.OpenAsync(Queue)).Page.QuerySelector(".queue .mark")!.TextContent.ShouldBe("Blocked word: post 2");
        (await editor.SubmitAsync(Path, "form[action*='handler=Add']", ("value", "x"), ("reason", "Spam")))
            .Page.QuerySelector("[role=alert]")!
            .TextContent.ShouldContain("two letters or more");

        await editor.SubmitAsync(Path, ".rows form");
        (await editor.OpenAsync(Path)).Page.QuerySelector(".rows").ShouldBeNull();
    }

    [Fact]
    public async Task A_source_is_added_trusted_and_no_secret_is_shown()
    {
        var editor = await JoinAsync("editor");
        const string Path = $"{Queue}/sources";
        var (_, page) = await editor.OpenAsync(Path);
        page.QuerySelectorAll("#secret option").Select(option => option.GetAttribute("value")).ShouldBe(["", "x-token"]);
        page.DocumentElement.OuterHtml.ShouldNotContain("never shown");
        page.QuerySelectorAll(".sources h2").Select(name => name.TextContent).ShouldBe(["envoy", "guest", "league"]);

        const string Add = "form[action*='handler=Add']";
        var (refused, error) = await editor.SubmitAsync(Path, Add, ("Slug", "museum"), ("Name", ""), ("Member", ""));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        error.QuerySelector("[role=alert]")!.TextContent.ShouldContain("who speaks");
        error.QuerySelector("#slug")!.GetAttribute("value").ShouldBe("museum");
        await editor.SubmitAsync(error, Add, ("Slug", "museum"), ("Name", "A museum"));

        (_, page) = await editor.OpenAsync(Path);
        var row = page.QuerySelectorAll(".sources li").Single(item => item.QuerySelector("h2")!.TextContent == "museum");
        row.QuerySelector(".mark")!.TextContent.ShouldBe("reviewed first");
        var change = ".sources form:has(input[value=museum])";
        (await editor.SubmitAsync(page, change, ("change", "Trust"), ("reason", "Known"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (_, page) = await editor.OpenAsync(Path);
        row = page.QuerySelectorAll(".sources li").Single(item => item.QuerySelector("h2")!.TextContent == "museum");
        row.QuerySelector("p span")!.TextContent.ShouldBe("trusted");
        (await editor.SubmitAsync(page, change, ("change", "Poll")))
            .Page.QuerySelector("[role=alert]")!
            .TextContent.ShouldContain("no address");
    }

    public async ValueTask DisposeAsync()
    {
        if (site.IsValueCreated)
        {
            await Site.DisposeAsync();
        }

        pack.Dispose();
    }

    private Task<DeskVisitor> JoinAsync(string name) => DeskVisitor.JoinedAsync(Site, $"{name}@example.org", ["editor"], clock);

    private static (string, string)[] Posts(params Guid[] ids) => [.. ids.Select(id => ("posts", id.ToString("N")))];

    private static Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SendAsync(
        DeskVisitor visitor,
        IHtmlDocument page,
        string decision,
        string reason,
        params Guid[] ids
    )
    {
        var token = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var fields = Posts(ids)
            .Append(("decision", decision))
            .Append(("reason", reason))
            .Append(("state", "all"))
            .Append(("__RequestVerificationToken", token));
        return visitor.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri($"{Queue}?handler=Decide", UriKind.Relative))
            {
                Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
            }
        );
    }

    /// <returns>The page that is shown afterwards.</returns>
    private static async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> DecideAsync(
        DeskVisitor visitor,
        string decision,
        string reason,
        params Guid[] ids
    )
    {
        var (_, page) = await visitor.OpenAsync($"{Queue}?state=all");
        page.QuerySelector(Form).ShouldNotBeNull();
        var (answer, _) = await SendAsync(visitor, page, decision, reason, ids);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return await visitor.OpenAsync(answer.Headers.Location!.OriginalString);
    }

    /// <returns>What is refused; empty where it was undone.</returns>
    private static async Task<string> UndoAsync(DeskVisitor visitor, Guid id)
    {
        var (_, page) = await visitor.OpenAsync($"{Queue}?done={id:N}");
        var (_, answer) = await visitor.SubmitAsync(page, "form[action*='handler=Undo']", Posts(id));
        return answer.QuerySelector("[role=alert]") is { } alert ? alert.TextContent : "";
    }

    private async Task<List<Guid>> IdsAsync()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<Post>()
            .OrderBy(post => post.Order)
            .Select(post => post.Id)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Post> PostAsync(Guid id)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<Post>()
            .AsNoTracking()
            .Include(post => post.Topics)
            .Include(post => post.Translations)
            .AsSplitQuery()
            .SingleAsync(post => post.Id == id, TestContext.Current.CancellationToken);
    }

    private async Task<PostState> StateAsync(Guid id) => (await PostAsync(id)).State;

    private Task<bool> ShownAsync(string text) => ReadAsync("/en/wall", text);

    /// <summary>Pages in the cache follow within a second.</summary>
    private async Task<bool> ReadAsync(string path, string text)
    {
        for (var left = 40; left > 0; left--)
        {
            var (_, page) = await Site.OpenAsync(path);
            if (page.Body!.TextContent.Contains(text, StringComparison.Ordinal))
            {
                return true;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return false;
    }
}
