using System.Globalization;
using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Concord.Modules.Tests.Accounts;
using Concord.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>What is typed and not saved, and who else has a text open.</summary>
public sealed class WorkingCopyTests : IAsyncDisposable
{
    private const string Path = "/desk/en/documents/one/en";

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly TestSite site;

    public WorkingCopyTests() =>
        site = new TestSite(
            pack.Path,
            clock,
            settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" }
        );

    [Fact]
    public async Task What_was_typed_is_shown_again_until_it_is_saved()
    {
        var editor = await JoinAsync("editor");
        var (_, page) = await editor.OpenAsync(Path);

        var answer = await KeepAsync(editor, page, ("Title", "A typed title"), ("Body", "Typed."));

        answer.GetProperty("keptAt").GetString().ShouldBe(clock.GetUtcNow().ToString("HH:mm", CultureInfo.InvariantCulture));
        var (_, again) = await editor.OpenAsync(Path);
        again.QuerySelector("#title")!.GetAttribute("value").ShouldBe("A typed title");
        again.QuerySelector("#body")!.TextContent.Trim().ShouldBe("Typed.");
        again.QuerySelector("form[action*=Discard]")!.TextContent.ShouldContain("Your unsaved text of");
        (await editor.OpenAsync("/desk/en")).Page.QuerySelector("main")!.TextContent.ShouldContain("A typed title");

        await editor.SubmitAsync(again, "form.write");
        var (_, saved) = await editor.OpenAsync(Path);
        saved.QuerySelector("#title")!.GetAttribute("value").ShouldBe("A typed title");
        saved.QuerySelector("form[action*=Discard]").ShouldBeNull();
        (await editor.OpenAsync("/desk/en")).Page.QuerySelector("main")!.TextContent.ShouldNotContain("unsaved");
    }

    [Fact]
    public async Task What_was_typed_can_be_discarded()
    {
        var editor = await JoinAsync("editor");
        var (_, page) = await editor.OpenAsync(Path);
        var title = page.QuerySelector("#title")!.GetAttribute("value");
        await KeepAsync(editor, page, ("Title", "A typed title"));

        await editor.SubmitAsync(Path, "form[action*=Discard]");

        var (_, again) = await editor.OpenAsync(Path);
        again.QuerySelector("#title")!.GetAttribute("value").ShouldBe(title);
        again.QuerySelector("form[action*=Discard]").ShouldBeNull();
    }

    [Fact]
    public async Task Each_person_has_an_own_copy_and_sees_who_else_is_there()
    {
        var (first, second) = (await JoinAsync("editor", "a"), await JoinAsync("editor", "b"));
        var (_, page) = await first.OpenAsync(Path);
        var (_, other) = await second.OpenAsync(Path);
        await KeepAsync(first, page, ("Title", "Typed by the first"));

        var told = await HereAsync(second, other);

        told.GetProperty("others")[0].GetProperty("name").GetString().ShouldBe("editor-a@example.org");
        told.GetProperty("others")[0].GetProperty("hasTyped").GetBoolean().ShouldBeTrue();
        (await second.OpenAsync(Path)).Page.QuerySelector("#title")!.GetAttribute("value").ShouldNotBe("Typed by the first");
        var back = await HereAsync(first, page);
        back.GetProperty("others")[0].GetProperty("hasTyped").GetBoolean().ShouldBeFalse();

        clock.Advance(TimeSpan.FromSeconds(30));
        (await HereAsync(second, other)).GetProperty("others").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_closes_the_page_is_gone_at_once()
    {
        var (first, second) = (await JoinAsync("editor", "a"), await JoinAsync("editor", "b"));
        var (_, page) = await first.OpenAsync(Path);
        await HereAsync(first, page);

        await PostAsync(first, page, "Leave");

        var (_, other) = await second.OpenAsync(Path);
        (await HereAsync(second, other)).GetProperty("others").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_text_that_another_person_saved_is_told()
    {
        var (first, second) = (await JoinAsync("editor", "a"), await JoinAsync("editor", "b"));
        var (_, page) = await first.OpenAsync(Path);
        await second.SubmitAsync(Path, "form.write", ("Title", "Saved by the second"));

        var told = await HereAsync(first, page);

        told.GetProperty("newest").GetInt32().ShouldBe(2);
        told.GetProperty("by").GetString().ShouldBe("editor-b@example.org");
    }

    [Theory]
    [InlineData("translator:ar")]
    [InlineData("reader")]
    public async Task Whoever_may_not_write_is_there_and_keeps_nothing(string role)
    {
        var visitor = await JoinAsync(role);
        var (_, page) = await visitor.OpenAsync(Path);

        var (kept, _) = await PostAsync(visitor, page, "Keep", ("Title", "x"));

        kept.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await HereAsync(visitor, page);
    }

    [Fact]
    public async Task A_text_that_could_not_be_saved_is_not_kept_either()
    {
        var editor = await JoinAsync("editor");
        var (_, page) = await editor.OpenAsync(Path);

        var (answer, _) = await PostAsync(editor, page, "Keep", ("Body", new string('x', 1_100_000)));

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_person_who_is_signed_out_is_sent_to_the_sign_in_page()
    {
        var editor = await JoinAsync("editor");
        var (_, page) = await editor.OpenAsync(Path);
        await editor.SubmitAsync(page, "form[action*=sign-out]");

        var (answer, _) = await PostAsync(editor, page, "Keep", ("Title", "x"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private Task<DeskVisitor> JoinAsync(string role, string suffix = "") =>
        DeskVisitor.JoinedAsync(
            site,
            $"{role.Split(':')[0]}{(suffix.Length > 0 ? $"-{suffix}" : "")}@example.org",
            [role],
            clock
        );

    private static async Task<JsonElement> KeepAsync(
        DeskVisitor visitor,
        IHtmlDocument page,
        params (string Name, string Value)[] fields
    )
    {
        var (answer, _) = await PostAsync(visitor, page, "Keep", fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private static async Task<JsonElement> HereAsync(DeskVisitor visitor, IHtmlDocument page)
    {
        var (answer, _) = await PostAsync(visitor, page, "Here");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>Sends the form of the page to another handler, as the script does.</summary>
    private static Task<(HttpResponseMessage Answer, IHtmlDocument Page)> PostAsync(
        DeskVisitor visitor,
        IHtmlDocument page,
        string handler,
        params (string Name, string Value)[] fields
    )
    {
        page.QuerySelector("form.write")!.SetAttribute("action", $"{Path}?handler={handler}");
        return visitor.SubmitAsync(page, "form.write", fields);
    }
}
