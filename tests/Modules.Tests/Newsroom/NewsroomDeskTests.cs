using System.Net;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Documents;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>Writing, translating, clearing and releasing by the pages of the workspace, without a script.</summary>
public sealed class NewsroomDeskTests : IAsyncDisposable
{
    private const string Body = "First paragraph.\n\nSecond paragraph.\n\nThird paragraph.";

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly TestSite site;

    public NewsroomDeskTests() =>
        site = new TestSite(
            pack.Path,
            clock,
            settings: new Dictionary<string, string>
            {
                ["Concord:Desk:RequestsPerMinute"] = "10000",
                ["Concord:Newsroom:RequireClearance"] = "true",
            }
        );

    [Fact]
    public async Task A_text_is_written_cleared_and_released_and_is_nowhere_public_before()
    {
        var (editor, clearer) = (await JoinAsync("editor"), await JoinAsync("clearer"));
        var written = await WriteAsync(editor, "fresh");
        written.Headers.Location!.OriginalString.ShouldBe("/desk/en/documents/fresh/en");

        await editor.SubmitAsync("/desk/en/documents/fresh/en", "form[action*=RequestClearance]");
        (await clearer.OpenAsync("/desk/en")).Page.QuerySelector("section")!.TextContent.ShouldContain("A fresh title");
        await ShouldBeNowherePublicAsync("A fresh title");
        (await editor.OpenAsync("/desk/en/documents/fresh/release")).Page.QuerySelector("form[action*=Release]").ShouldBeNull();
        var (cleared, _) = await clearer.SubmitAsync("/desk/en/documents/fresh/en", "form[action*='handler=Clear']");
        cleared.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await ShouldBeNowherePublicAsync("A fresh title");
        var (released, _) = await editor.SubmitAsync("/desk/en/documents/fresh/release", "form[action*='handler=Release']");

        released.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await site.OpenAsync("/en/news/fresh")).Page.QuerySelector("h1")!.TextContent.ShouldBe("A fresh title");
        (await editor.OpenAsync("/desk/en"))
            .Page.QuerySelector("section:last-of-type")!
            .TextContent.ShouldContain("A fresh title");
    }

    [Fact]
    public async Task Two_writers_changes_to_different_paragraphs_are_merged()
    {
        var (first, second) = (await JoinAsync("editor", "a"), await JoinAsync("editor", "b"));
        await WriteAsync(first, "shared");
        var (_, page) = await second.OpenAsync("/desk/en/documents/shared/en");
        await SaveAsync(first, "shared", Body.Replace("First", "1st", StringComparison.Ordinal));

        var (answer, conflict) = await second.SubmitAsync(
            page,
            "form.write",
            ("Body", Body.Replace("Third", "3rd", StringComparison.Ordinal))
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        conflict
            .QuerySelector("[role=alert] h2")!
            .TextContent.ShouldBe("editor-a@example.org saved this text while you were writing");
        conflict.QuerySelector("[role=alert]")!.TextContent.ShouldContain("The fields hold both of your changes.");
        Lines(conflict.QuerySelector("#body")!.TextContent).ShouldBe("1st paragraph.\n\nSecond paragraph.\n\n3rd paragraph.");
        (await second.SubmitAsync(conflict, "form.write")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await NewestAsync("shared", "en")).Body.ShouldBe("1st paragraph.\n\nSecond paragraph.\n\n3rd paragraph.");
        (await NewestAsync("shared", "en")).Number.ShouldBe(3);
    }

    [Fact]
    public async Task Two_writers_changes_to_the_same_line_are_both_shown_and_nothing_is_overwritten()
    {
        var (first, second) = (await JoinAsync("editor", "a"), await JoinAsync("editor", "b"));
        await WriteAsync(first, "shared");
        var (_, page) = await second.OpenAsync("/desk/en/documents/shared/en");
        await SaveAsync(first, "shared", Body.Replace("Second", "Other", StringComparison.Ordinal));
        var mine = Body.Replace("Second", "My second", StringComparison.Ordinal);

        var (answer, conflict) = await second.SubmitAsync(page, "form.write", ("Body", mine));

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        Lines(conflict.QuerySelector("#body")!.TextContent).ShouldBe(mine);
        conflict.QuerySelector("[role=alert] del")!.TextContent.ShouldContain("Other");
        conflict.QuerySelectorAll("[role=alert] ins").Select(part => part.TextContent).ShouldContain("My");
        (await NewestAsync("shared", "en")).Body.ShouldContain("Other paragraph.");
        (await second.SubmitAsync(conflict, "form.write")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await NewestAsync("shared", "en")).Body.ShouldBe(mine);
    }

    [Fact]
    public async Task A_translation_falls_behind_when_its_source_changes_and_shows_what_changed()
    {
        var (editor, translator) = (await JoinAsync("editor"), await JoinAsync("translator:ar"));
        await WriteAsync(editor, "story");
        var (saved, _) = await translator.SubmitAsync(
            "/desk/en/documents/story/ar",
            "form.write",
            ("Title", "عنوان"),
            ("Summary", "خلاصة."),
            ("Body", "نص.")
        );
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await translator.OpenAsync("/desk/en/documents?state=behind")).Page.QuerySelector("table").ShouldBeNull();

        await SaveAsync(editor, "story", Body.Replace("Second", "Another", StringComparison.Ordinal));

        var (_, board) = await translator.OpenAsync("/desk/en/documents?state=behind&language=ar");
        board.QuerySelector("tbody th")!.TextContent.ShouldStartWith("A fresh title");
        board.QuerySelector(".stage.behind")!.GetAttribute("href").ShouldBe("/desk/en/documents/story/ar");
        (await translator.OpenAsync("/desk/en")).Page.QuerySelectorAll("section")[1].TextContent.ShouldContain("عنوان");
        var (_, page) = await translator.OpenAsync("/desk/ar/documents/story/ar");
        page.QuerySelector(".source del")!.TextContent.ShouldBe("Second");
        page.QuerySelector(".source ins")!.TextContent.ShouldBe("Another");
        await translator.SubmitAsync(page, "form.write", ("Body", "نص آخر."));
        (await translator.OpenAsync("/desk/ar/documents/story/ar")).Page.QuerySelector(".source del").ShouldBeNull();

        // What was translated from the former source is behind again when it is brought back.
        await translator.SubmitAsync("/desk/ar/documents/story/ar/history", "#restore", ("number", "1"));
        (await NewestAsync("story", "ar")).Body.ShouldBe("نص.");
        (await translator.OpenAsync("/desk/ar/documents/story/ar"))
            .Page.QuerySelector(".source del")!
            .TextContent.ShouldBe("Second");
    }

    [Fact]
    public async Task People_can_do_only_what_their_roles_allow_whatever_they_send()
    {
        var editor = await JoinAsync("editor");
        await WriteAsync(editor, "story");
        await editor.SubmitAsync("/desk/en/documents/story/en", "form[action*=RequestClearance]");
        var (_, form) = await editor.OpenAsync("/desk/en/documents/story/en");
        (string Role, string Path, string Handler, HttpStatusCode Status)[] attempts =
        [
            ("translator:ar", "/desk/en/documents/story/en", "Save", HttpStatusCode.Forbidden),
            ("translator:ar", "/desk/en/documents/story/fr", "Save", HttpStatusCode.Forbidden),
            ("translator:ar", "/desk/en/documents/story/ar", "Save", HttpStatusCode.Redirect),
            ("translator:ar", "/desk/en/documents/story/en", "RequestClearance", HttpStatusCode.Forbidden),
            ("translator:ar", "/desk/en/documents/story/en/history", "Restore", HttpStatusCode.Forbidden),
            ("translator:ar", "/desk/en/documents/story/release", "Release", HttpStatusCode.Forbidden),
            ("clearer", "/desk/en/documents/story/en", "Save", HttpStatusCode.Forbidden),
            ("clearer", "/desk/en/documents/story/release", "Withdraw", HttpStatusCode.Forbidden),
            ("editor", "/desk/en/documents/story/en", "Clear", HttpStatusCode.Forbidden),
            ("reader", "/desk/en/documents/story/en", "Save", HttpStatusCode.Forbidden),
            ("reader", "/desk/en/documents/story/en", "Clear", HttpStatusCode.Forbidden),
            ("administrator", "/desk/en/documents/story/en", "Save", HttpStatusCode.Forbidden),
            ("administrator", "/desk/en/documents/story/release", "Remove", HttpStatusCode.Forbidden),
        ];
        var visitors = new Dictionary<string, DeskVisitor> { ["editor"] = editor };
        foreach (var (role, path, handler, status) in attempts)
        {
            if (!visitors.TryGetValue(role, out var visitor))
            {
                visitors[role] = visitor = await JoinAsync(role);
            }

            var (_, own) = await visitor.OpenAsync("/desk/en");
            var token = own.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            var (answer, _) = await visitor.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, $"{path}?handler={handler}")
                {
                    Content = new FormUrlEncodedContent(
                        new Dictionary<string, string>
                        {
                            ["__RequestVerificationToken"] = token,
                            ["Title"] = "Changed",
                            ["Summary"] = "Changed.",
                            ["Body"] = "Changed.",
                            ["number"] = "1",
                            ["codes"] = "en",
                            ["From"] = "en",
                            ["reason"] = "x",
                        }
                    ),
                }
            );
            answer.StatusCode.ShouldBe(status, $"{role} {handler} {path}");
        }

        form.QuerySelector("#title")!.GetAttribute("value").ShouldBe("A fresh title");
        (await NewestAsync("story", "en")).Title.ShouldBe("A fresh title");
        (await site.OpenAsync("/en/news/story")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_clearance_is_for_what_the_clearer_read()
    {
        var (editor, clearer) = (await JoinAsync("editor"), await JoinAsync("clearer"));
        await WriteAsync(editor, "story");
        await editor.SubmitAsync("/desk/en/documents/story/en", "form[action*=RequestClearance]");
        var (_, read) = await clearer.OpenAsync("/desk/en/documents/story/en");
        await SaveAsync(editor, "story", "Changed since.");
        await editor.SubmitAsync("/desk/en/documents/story/en", "form[action*=RequestClearance]");

        var (answer, page) = await clearer.SubmitAsync(read, "form[action*='handler=Clear']");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith("Somebody saved a newer draft.");
        page.QuerySelector(".standing")!.TextContent.ShouldContain("waits for clearance");
    }

    [Fact]
    public async Task A_release_is_scheduled_in_a_time_zone_and_can_be_cancelled()
    {
        var (editor, clearer) = (await JoinAsync("editor"), await JoinAsync("clearer"));
        await WriteAsync(editor, "later");
        await editor.SubmitAsync("/desk/en/documents/later/en", "form[action*=RequestClearance]");
        await clearer.SubmitAsync("/desk/en/documents/later/en", "form[action*='handler=Clear']");
        var day = clock.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        async Task<(HttpResponseMessage Answer, AngleSharp.Html.Dom.IHtmlDocument Page)> ScheduleAsync(string at)
        {
            var (_, page) = await editor.OpenAsync("/desk/en/documents/later/release");
            var form = page.QuerySelector("form[action*='handler=Release']")!;
            form.SetAttribute("action", page.QuerySelector("[formaction]")!.GetAttribute("formaction")!);
            return await editor.SubmitAsync(page, "form[action*='handler=Schedule']", ("at", at), ("zone", "Asia/Baghdad"));
        }

        (await ScheduleAsync("2020-01-01T09:00"))
            .Page.QuerySelector("[role=alert]")!
            .TextContent.ShouldStartWith("The time is in the past.");
        (await ScheduleAsync("tomorrow"))
            .Page.QuerySelector("[role=alert]")!
            .TextContent.ShouldStartWith("Choose a date and a time");
        (await ScheduleAsync($"{day}T09:00")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await using var scope = site.Services.CreateAsyncScope();
        var set = await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<ReleaseSet>().AsNoTracking().SingleAsync();
        set.DueAt.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture).ShouldBe($"{day} 06:00");
        (set.LocalDue, set.Zone).ShouldBe(($"{day}T09:00", "Asia/Baghdad"));
        (await editor.OpenAsync("/desk/en/documents/later/release"))
            .Page.QuerySelector("section.notice")!
            .TextContent.ShouldContain($"{day} 09:00 Asia/Baghdad");
        (await editor.OpenAsync("/desk/en")).Page.QuerySelectorAll("section")[1].TextContent.ShouldContain("A fresh title");
        await editor.SubmitAsync("/desk/en/documents/later/release", "form[action*=Cancel]");
        (await editor.OpenAsync("/desk/en/documents/later/release")).Page.QuerySelector("form[action*=Cancel]").ShouldBeNull();
    }

    [Fact]
    public async Task A_public_text_is_corrected_moved_withdrawn_and_removed_with_words_for_readers()
    {
        var editor = await JoinAsync("editor");
        const string Release = "/desk/en/documents/one/release";

        (
            await editor.SubmitAsync(Release, "form[action*=Correct]", ("code", "en"), ("notice", "A date was wrong."))
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await site.OpenAsync("/en/news/one")).Page.QuerySelector(".notice")!.TextContent.ShouldContain("A date was wrong.");
        var (refused, page) = await editor.SubmitAsync(
            Release,
            "form[action*=Withdraw]",
            ("notices[en]", "Withdrawn."),
            ("notices[ar]", " "),
            ("reason", "x")
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith("Write a notice for readers in every public language.");
        (string Form, (string, string)[] Fields)[] withoutReason =
        [
            ("form[action*=Withdraw]", [("notices[en]", "x"), ("notices[ar]", "x"), ("reason", " ")]),
            ("form[action*=Move]", [("to", "two"), ("reason", " ")]),
            ("form[action*=Remove]", [("reason", " ")]),
        ];
        foreach (var (form, fields) in withoutReason)
        {
            (refused, page) = await editor.SubmitAsync(Release, form, fields);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, form);
            page.QuerySelector("[role=alert]")!.TextContent.ShouldBe("Give a reason.");
        }

        await editor.SubmitAsync(
            Release,
            "form[action*=Withdraw]",
            ("notices[en]", "We withdrew this."),
            ("notices[ar]", "سحبناه."),
            ("reason", "x")
        );
        (await site.OpenAsync("/ar/news/one")).Page.QuerySelector(".notice")!.TextContent.ShouldContain("سحبناه.");
        await editor.SubmitAsync("/desk/en/documents/two/release", "form[action*=Move]", ("to", "nowhere"), ("reason", "x"));
        (await site.OpenAsync("/en/news/two")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await editor.SubmitAsync("/desk/en/documents/two/release", "form[action*=Remove]", ("reason", "Legal advice."));
        // The page that was just cached goes within a second.
        var until = DateTime.UtcNow.AddSeconds(20);
        while ((await site.OpenAsync("/en/news/two")).Answer.StatusCode != HttpStatusCode.Gone)
        {
            DateTime.UtcNow.ShouldBeLessThan(until);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Two_revisions_are_compared_and_an_earlier_one_is_brought_back_as_the_newest()
    {
        var editor = await JoinAsync("editor");
        await WriteAsync(editor, "story");
        await SaveAsync(editor, "story", "Something else.");

        var (_, page) = await editor.OpenAsync("/desk/en/documents/story/en/history?from=1&to=2");
        page.QuerySelector("h2")!.TextContent.ShouldBe("From draft 1 to draft 2");
        page.QuerySelectorAll("ins").Select(part => part.TextContent).ShouldContain("Something");
        page.QuerySelectorAll("del").Select(part => part.TextContent).ShouldContain("First");
        page.QuerySelectorAll("ol.rows li").Length.ShouldBe(2);
        (await editor.OpenAsync("/desk/en/documents/story/en/history?from=1&to=9")).Answer.StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );

        await editor.SubmitAsync(page, "#restore", ("number", "1"));

        var newest = await NewestAsync("story", "en");
        (newest.Number, newest.Body).ShouldBe((3, Body));
    }

    [Theory]
    [InlineData("slug", "Not an address", "The address can hold")]
    [InlineData("slug", "one", "There is a document with the address one already.")]
    [InlineData("kind", "digest", "Choose a kind.")]
    [InlineData("Title", "", "Write a title.")]
    [InlineData("Body", "{{nothing 1}}", "{{nothing 1}} is not a computed value of this site.")]
    [InlineData(
        "Body",
        "The coalition has 82 members.",
        "“82 members” types the number of members. Write {{members 2020-10-01}}"
    )]
    [InlineData("IssuedBy", "Somebody", "A summary needs who issued the full text and when.")]
    public async Task A_new_text_that_cannot_be_saved_is_shown_again_with_the_reason(string field, string value, string error)
    {
        var editor = await JoinAsync("editor");

        var (answer, page) = await editor.SubmitAsync("/desk/en/documents/new", "form.write", Fields("fresh", (field, value)));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith(error);
        if (field != "Body")
        {
            Lines(page.QuerySelector("#body")!.TextContent).ShouldBe(Body);
        }
    }

    [Fact]
    public async Task A_saved_text_keeps_the_items_of_a_digest()
    {
        await using var demonstration = new TestSite();
        await using var scope = demonstration.Services.CreateAsyncScope();
        var before = await NewestAsync("what-others-report-october", "en", demonstration);
        before.Items.ShouldNotBeNull();
        var draft = new Draft("what-others-report-october", "en", before.Title, before.Summary, "Another text.");

        (
            await scope.ServiceProvider.GetRequiredService<SaveDraft>().RunAsync(draft, Actor.Command("test"), default)
        ).IsDone.ShouldBeTrue();

        var after = await NewestAsync("what-others-report-october", "en", demonstration);
        (after.Body, after.Items).ShouldBe(("Another text.", before.Items));
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("?q=tWo", 1)]
    [InlineData("?q=%25", 0)]
    [InlineData("?q=two&kind=story", 0)]
    [InlineData("?kind=statement", 1)]
    [InlineData("?state=missing&language=ar", 1)]
    [InlineData("?state=missing&language=en", 0)]
    [InlineData("?language=ar", 1)]
    [InlineData("?state=nonsense&kind=none&language=xx", 2)]
    public async Task The_board_is_filtered_by_its_address(string query, int documents)
    {
        var reader = await JoinAsync("reader");

        var (answer, page) = await reader.OpenAsync($"/desk/en/documents{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(documents);
        page.QuerySelector(".button.main").ShouldBeNull("a reader writes nothing");
        (await reader.OpenAsync("/desk/en/documents?page=2")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("2026-03-29T02:30", "Europe/Paris", null)]
    [InlineData("2026-03-29T03:30", "Europe/Paris", "2026-03-29T01:30:00Z")]
    [InlineData("2026-10-25T02:30", "Europe/Paris", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25T03:30", "Europe/Paris", "2026-10-25T02:30:00Z")]
    [InlineData("2026-07-01T09:00", "Asia/Baghdad", "2026-07-01T06:00:00Z")]
    [InlineData("2026-07-01T09:00", "UTC", "2026-07-01T09:00:00Z")]
    [InlineData("2026-07-01T09:00", "Europe/Atlantis", null)]
    [InlineData("2026-07-01", "UTC", null)]
    [InlineData(null, null, null)]
    public void A_time_of_a_zone_is_converted_to_UTC(string? text, string? zone, string? utc) =>
        (
            LocalTime.ToUtc(text, zone)?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)
        ).ShouldBe(utc);

    [Theory]
    [InlineData("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC")]
    [InlineData("a\nb", "a\nb", "a\nB", "a\nB")]
    [InlineData("a\nb", "x\nb", "y\nb", null)]
    [InlineData("نص\nb", "نص آخر\nb", "نص\nB", "نص آخر\nB")]
    public void Changes_to_different_lines_are_merged(string before, string mine, string theirs, string? merged) =>
        TextDifference.Merge(before, mine, theirs).ShouldBe(merged);

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n").TrimStart('\n');

    private static (string, string)[] Fields(string slug, params (string Name, string Value)[] changed)
    {
        (string Name, string Value)[] all =
        [
            ("slug", slug),
            ("kind", "story"),
            ("textLanguage", "en"),
            ("Title", "A fresh title"),
            ("Summary", "A summary."),
            ("Body", Body),
        ];
        return [.. all.Where(field => changed.All(own => own.Name != field.Name)), .. changed];
    }

    private static async Task<HttpResponseMessage> WriteAsync(DeskVisitor editor, string slug)
    {
        var (answer, _) = await editor.SubmitAsync("/desk/en/documents/new", "form.write", Fields(slug));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return answer;
    }

    private static async Task SaveAsync(DeskVisitor writer, string slug, string body)
    {
        var (answer, _) = await writer.SubmitAsync($"/desk/en/documents/{slug}/en", "form.write", ("Body", body));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private Task<DeskVisitor> JoinAsync(string role, string? suffix = null) =>
        DeskVisitor.JoinedAsync(site, $"{role.Split(':')[0]}{(suffix is null ? "" : $"-{suffix}")}@example.org", [role], clock);

    private async Task ShouldBeNowherePublicAsync(string words)
    {
        foreach (
            var path in (string[])
                [
                    "/en",
                    "/en/news",
                    "/en/news/fresh",
                    "/en/feed.atom",
                    "/en/feed.json",
                    "/en/search?q=fresh",
                    "/sitemaps/documents-1.xml",
                    "/api/v1/documents?lang=en",
                    "/share/en/fresh.png",
                ]
        )
        {
            var text = await (await site.Client.GetAsync(new Uri(path, UriKind.Relative))).Content.ReadAsStringAsync();
            text.ShouldNotContain(words, Case.Insensitive, path);
            text.ShouldNotContain("news/fresh\"", Case.Insensitive, path);
        }
    }

    private Task<Revision> NewestAsync(string slug, string language) => NewestAsync(slug, language, site);

    private static async Task<Revision> NewestAsync(string slug, string language, TestSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        return await db.Set<Edition>()
            .Where(edition => edition.Document.Slug == slug && edition.Language == language)
            .SelectMany(edition => edition.Revisions)
            .AsNoTracking()
            .OrderByDescending(revision => revision.Number)
            .FirstAsync();
    }
}
