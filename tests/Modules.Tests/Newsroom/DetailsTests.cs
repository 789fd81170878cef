using System.Net;
using AngleSharp.Html.Dom;
using Concord.Modules.Tests.Accounts;
using Concord.TestKit;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>What is true of a document in every language is edited in the workspace.</summary>
public sealed class DetailsTests : IAsyncDisposable
{
    private const string Path = "/desk/en/documents/raqqa-olive-seedlings/details";

    private readonly TestSite site = new(
        settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" }
    );

    [Fact]
    public async Task The_form_shows_what_is_stored_and_saving_it_changes_nothing()
    {
        var editor = await JoinAsync();
        var (_, page) = await editor.OpenAsync(Path);
        page.QuerySelectorAll("[name=Efforts]").Length.ShouldBeGreaterThan(3);
        page.QuerySelectorAll("[name=Members]").Length.ShouldBeGreaterThanOrEqualTo(82);
        Chosen(page, "Kind").ShouldBe(["story"]);
        (await SaveAsync(editor, page)).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        // Its members do not stand in the order of the form.
        var (answer, _) = await editor.SubmitAsync("/desk/en/documents/washington-seventy-nine/details", "main form");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await editor.OpenAsync("/desk/en/documents/washington-seventy-nine/en/history"))
            .Page.QuerySelector("section:last-of-type")!
            .TextContent.Split("Kind, date or topics")
            .Length.ShouldBe(2);
        (await DescriptionsAsync(editor)).ShouldBe(1);
    }

    [Fact]
    public async Task Kind_speaker_place_and_topics_reach_readers_and_the_record()
    {
        var editor = await JoinAsync();
        var (_, page) = await editor.OpenAsync(Path);

        var (missing, refused) = await SaveAsync(editor, page, ("Kind", "statement"), ("Speaker", ""), ("Reason", "x"));
        missing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.QuerySelector("[role=alert]")!.TextContent.ShouldBe("Choose who issues the statement.");

        var (answer, _) = await SaveAsync(
            editor,
            page,
            ("Kind", "statement"),
            ("Speaker", "cochairs"),
            ("At", "2020-10-17T08:30"),
            ("Members", "iraq"),
            ("Efforts", "stabilisation"),
            ("Related", "about  privacy"),
            ("Reason", "It was a statement.")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var (_, again) = await editor.OpenAsync(Path);
        Chosen(again, "Speaker").ShouldBe(["cochairs"]);
        again.QuerySelector("#at")!.GetAttribute("value").ShouldBe("2020-10-17T08:30");
        again.QuerySelector("#related")!.TextContent.Trim().ShouldBe("about\nprivacy");
        again.QuerySelectorAll("[name=Members][checked]").Select(box => box.GetAttribute("value")).ShouldBe(["iraq"]);
        (await HistoryAsync(editor)).ShouldContain("It was a statement.");
        await WaitAsync(async () => (await TextAsync("/en/statements")).Contains("olive seedlings", StringComparison.Ordinal));
        (await TextAsync("/en/members/iraq")).ShouldContain("olive seedlings");
    }

    [Fact]
    public async Task What_there_is_not_is_refused_and_nothing_changes()
    {
        (string Field, string Value, string Message)[] cases =
        [
            ("Efforts", "about", "There is no about."),
            ("Campaigns", "none", "There is no none."),
            ("Members", "atlantis", "There is no atlantis."),
            ("Related", "raqqa-olive-seedlings", "There is no raqqa-olive-seedlings."),
            ("Authentic", "xx", "There is no xx."),
            ("Place", "nowhere", "There is no nowhere."),
            ("At", "yesterday", "Write the date and the time"),
            ("Kind", "digest", "Choose a kind."),
            ("Reason", " ", "Give a reason."),
        ];
        var editor = await JoinAsync();
        var (_, page) = await editor.OpenAsync(Path);
        foreach (var (field, value, message) in cases)
        {
            (string, string)[] fields =
                field == "Reason" ? [("Reason", value), ("Members", "iraq")] : [(field, value), ("Reason", "x")];

            var (answer, shown) = await SaveAsync(editor, page, fields);

            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, field);
            shown.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith(message);
        }

        (await DescriptionsAsync(editor)).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_that_another_person_made_meanwhile_is_not_overwritten()
    {
        var editor = await JoinAsync();
        var (_, page) = await editor.OpenAsync(Path);
        await SaveAsync(editor, page, ("Members", "iraq"), ("Reason", "first"));

        var (answer, shown) = await SaveAsync(editor, page, ("Members", "jordan"), ("Reason", "second"));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        shown.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith("Somebody else changed the details meanwhile.");
    }

    [Fact]
    public async Task A_new_statement_says_that_its_issuer_is_missing()
    {
        var editor = await JoinAsync();
        await editor.SubmitAsync(
            "/desk/en/documents/new",
            "form.write",
            ("slug", "a-new-statement"),
            ("kind", "statement"),
            ("Title", "A new statement"),
            ("Summary", "Its summary."),
            ("Body", "Its text.")
        );
        (await editor.OpenAsync("/desk/en/documents/a-new-statement/en"))
            .Page.QuerySelector("main")!
            .TextContent.ShouldContain("This statement does not say who issues it.");

        var (refused, told) = await editor.SubmitAsync(
            "/desk/en/documents/a-new-statement/release",
            "form[action*='handler=Release']",
            ("codes", "en")
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        told.QuerySelector("[role=alert]")!.TextContent.ShouldBe("Choose who issues the statement.");

        // Nobody sees it yet: no reason is asked for.
        var (answer, _) = await editor.SubmitAsync(
            "/desk/en/documents/a-new-statement/details",
            "main form",
            ("Speaker", "allmembers")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await editor.OpenAsync("/desk/en/documents/a-new-statement/en"))
            .Page.QuerySelector("main")!
            .TextContent.ShouldNotContain("does not say who issues it");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private Task<DeskVisitor> JoinAsync() => DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"]);

    private static Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SaveAsync(
        DeskVisitor visitor,
        IHtmlDocument page,
        params (string Name, string Value)[] fields
    ) => visitor.SubmitAsync(page, "main form", fields);

    private static IEnumerable<string?> Chosen(IHtmlDocument page, string name) =>
        page.QuerySelectorAll($"select[name={name}] option[selected]").Select(option => option.GetAttribute("value"));

    /// <summary>How often the details were entered; the content pack did it once.</summary>
    private static async Task<int> DescriptionsAsync(DeskVisitor visitor) =>
        (await HistoryAsync(visitor)).Split("Kind, date or topics").Length - 1;

    private static async Task<string> HistoryAsync(DeskVisitor visitor) =>
        (await visitor.OpenAsync("/desk/en/documents/raqqa-olive-seedlings/en/history"))
            .Page.QuerySelector("section:last-of-type")!
            .TextContent;

    private async Task<string> TextAsync(string path) => (await site.OpenAsync(path)).Page.QuerySelector("main")!.TextContent;

    /// <summary>Cached pages change within a second.</summary>
    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 100 && !await condition(); attempt++)
        {
            await Task.Delay(100);
        }

        (await condition()).ShouldBeTrue();
    }
}
