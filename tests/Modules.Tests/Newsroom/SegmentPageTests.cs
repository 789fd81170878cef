using System.Net;
using AngleSharp.Html.Dom;
using Concord.Foundation;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>Translators work segment by segment, beside a source that changes.</summary>
public sealed class SegmentPageTests : IAsyncDisposable
{
    private const string Whole = "/desk/en/documents/long/fr";
    private const string Path = $"{Whole}/segments";
    private const string Body = "## Aim\n\nThe coalition met on 12 May.\n\n- one\n- two\n\nSee {{members}} of [them](doc:one).";

    private readonly SmallPack pack = new();
    private readonly TestSite site;

    public SegmentPageTests()
    {
        pack.Write("glossary.yaml", "daesh:\n  en: Daesh\n  fr: Daech\n");
        site = new TestSite(pack.Path, settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" });
    }

    [Fact]
    public async Task A_translation_is_saved_in_parts_and_is_finished_when_no_segment_is_marked()
    {
        await WriteAsync(Body);
        var translator = await JoinAsync("translator:fr");
        var (_, page) = await translator.OpenAsync(Path);
        StatesOf(page).ShouldBe(["untranslated", "untranslated", "untranslated", "untranslated", "untranslated", "untranslated"]);
        page.QuerySelectorAll("#b4 [data-insert]").Select(button => button.TextContent).ShouldBe(["{{members}}", "(doc:one)"]);

        var (answer, _) = await translator.SubmitAsync(
            page,
            "form.segments",
            ("Title", "Un texte"),
            ("Summary", "Résumé."),
            ("Targets[0]", "## But"),
            ("Targets[1]", "La coalition s’est réunie le 12 mai."),
            ("ToCheck[1]", "true")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await BodyAsync(translator)).ShouldBe(
            "## But\n\n{{to-check}}\n\nLa coalition s’est réunie le 12 mai.\n\n{{untranslated}}\n\n{{untranslated}}"
        );
        (_, page) = await translator.OpenAsync(Path);
        StatesOf(page).ShouldBe(["translated", "translated", "translated", "tocheck", "untranslated", "untranslated"]);
        page.QuerySelector("[data-next]")!.GetAttribute("href").ShouldBe("#b2");
        page.QuerySelector("main")!.TextContent.ShouldContain("3 of 6 segments finished");
        var (refused, _) = await translator.SubmitAsync(Whole, "form[action*=RequestClearance]");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        Untick(page, "b2");
        await translator.SubmitAsync(page, "form.segments", ("Targets[2]", "- un\n- deux"), ("Targets[3]", "Voir {{members}}."));

        (await BodyAsync(translator)).ShouldBe(
            "## But\n\nLa coalition s’est réunie le 12 mai.\n\n- un\n- deux\n\nVoir {{members}}."
        );
        (await translator.SubmitAsync(Whole, "form[action*=RequestClearance]")).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
    }

    [Fact]
    public async Task Only_what_changed_in_the_source_is_to_be_checked()
    {
        await WriteAsync(Body);
        var translator = await JoinAsync("translator:fr");
        await TranslateAsync(translator);
        await WriteAsync(Body.Replace("12 May", "13 May", StringComparison.Ordinal), "A longer text");

        var (_, page) = await translator.OpenAsync(Path);

        StatesOf(page).ShouldBe(["tocheck", "translated", "translated", "tocheck", "translated", "translated"]);
        page.QuerySelector("#b2 ins")!.TextContent.ShouldBe("13");
        page.QuerySelector("#b2 textarea")!.TextContent.Trim().ShouldBe("Réunie le 12 mai.");

        Untick(page, "b2");
        var (refused, again) = await translator.SubmitAsync(page, "form.segments", ("Targets[1]", "Réunie le 13 mai."));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        again.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Title or summary");
        again.QuerySelector("#b2 textarea")!.TextContent.Trim().ShouldBe("Réunie le 13 mai.");

        Untick(page, "title");
        await translator.SubmitAsync(page, "form.segments", ("Targets[1]", "Réunie le 13 mai."));
        (_, page) = await translator.OpenAsync(Path);
        StatesOf(page).ShouldAllBe(state => state == "translated");
        (await BodyAsync(translator)).ShouldContain("Réunie le 13 mai.");
    }

    [Fact]
    public async Task What_is_typed_by_segment_is_kept_and_shown_in_the_whole_text_too()
    {
        await WriteAsync(Body);
        var translator = await JoinAsync("translator:fr");
        var (_, page) = await translator.OpenAsync(Path);
        page.QuerySelector("form.segments")!.SetAttribute("action", $"{Path}?handler=Keep");
        (
            await translator.SubmitAsync(page, "form.segments", ("Title", "Typed"), ("Targets[3]", "Voir {{members}}."))
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        // The source has one block more since.
        await WriteAsync($"New first paragraph.\n\n{Body}");

        (_, page) = await translator.OpenAsync(Path);
        page.QuerySelector("#t-title")!.GetAttribute("value").ShouldBe("Typed");
        page.QuerySelector("#b5 textarea")!.TextContent.Trim().ShouldBe("Voir {{members}}.");
        page.QuerySelector("form[action*=Discard]").ShouldNotBeNull();
        (await BodyAsync(translator)).ShouldEndWith("Voir {{members}}.");
    }

    [Fact]
    public async Task A_colleague_who_saved_meanwhile_is_not_overwritten()
    {
        await WriteAsync(Body);
        var (first, second) = (await JoinAsync("translator:fr"), await JoinAsync("editor"));
        await TranslateAsync(first);
        var (_, page) = await first.OpenAsync(Path);
        await second.SubmitAsync(Path, "form.segments", ("Targets[0]", "## Objectif"));

        var (answer, shown) = await first.SubmitAsync(page, "form.segments", ("Targets[3]", "Voir aussi {{members}}."));

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        shown.QuerySelector("#b1 textarea")!.TextContent.Trim().ShouldBe("## Objectif");
        shown.QuerySelector("#b4 textarea")!.TextContent.Trim().ShouldBe("Voir aussi {{members}}.");
        await first.SubmitAsync(shown, "form.segments");
        (await BodyAsync(first)).ShouldStartWith("## Objectif");
        (await BodyAsync(first)).ShouldEndWith("Voir aussi {{members}}.");
    }

    [Fact]
    public async Task Agreed_terms_are_shown_with_the_source_and_a_missing_one_is_named()
    {
        await WriteAsync("Daesh lost.\n\nNothing else.");
        var translator = await JoinAsync("translator:fr");
        await translator.SubmitAsync(
            Path,
            "form.segments",
            ("Title", "Titre"),
            ("Summary", "Résumé."),
            ("Targets[0]", "Il a perdu."),
            ("Targets[1]", "Rien.")
        );

        var (_, page) = await translator.OpenAsync(Path);

        page.QuerySelector("#b1 .term")!.TextContent.ShouldBe("Daesh: Daech");
        page.QuerySelector("#b1 .marks")!.TextContent.ShouldContain("Daech");
        page.QuerySelector("#b2 .term").ShouldBeNull();
        page.QuerySelector("#b2 .marks").ShouldBeNull();
    }

    [Fact]
    public async Task A_footnote_may_be_named_before_its_text_is_translated()
    {
        await WriteAsync("Freed[^1].\n\n[^1]: As stated.");
        var translator = await JoinAsync("translator:fr");
        var (_, page) = await translator.OpenAsync(Path);
        page.QuerySelector("#b1 [data-insert]")!.TextContent.ShouldBe("[^1]");
        (string, string)[] named = [("Title", "Un texte"), ("Summary", "Résumé."), ("Targets[0]", "Libérés[^1].")];
        (await translator.SubmitAsync(page, "form.segments", named)).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var (refused, told) = await translator.SubmitAsync(Path, "form.segments", ("Targets[1]", "Selon la source."));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        told.QuerySelector("[role=alert]")!.TextContent.ShouldContain("[^1]");
        (
            await translator.SubmitAsync(Path, "form.segments", ("Targets[1]", "[^1]: Selon la source."))
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Places_that_the_source_does_not_have_are_left_out()
    {
        await WriteAsync(Body);
        var translator = await JoinAsync("translator:fr");
        await translator.SubmitAsync(
            Path,
            "form.segments",
            ("Title", "Un texte"),
            ("Summary", "Résumé."),
            ("Targets[3]", "Voir."),
            ("Targets[2147483647]", "Trop loin."),
            ("Targets[-1]", "Trop près."),
            ("ToCheck[999999]", "true")
        );
        (await BodyAsync(translator)).ShouldBe("{{untranslated}}\n\n{{untranslated}}\n\n{{untranslated}}\n\nVoir.");
    }

    [Fact]
    public async Task An_original_has_no_segments_and_others_may_only_read()
    {
        await WriteAsync(Body);
        var translator = await JoinAsync("translator:ar");
        (await translator.OpenAsync("/desk/en/documents/long/en/segments")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var (_, page) = await translator.OpenAsync(Path);
        page.QuerySelector("form.segments fieldset")!.HasAttribute("disabled").ShouldBeTrue();
        page.QuerySelector("form.segments button.main").ShouldBeNull();
        page.QuerySelector("form.segments fieldset")!.RemoveAttribute("disabled");
        var (answer, _) = await translator.SubmitAsync(page, "form.segments", ("Title", "x"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await WriteAsync(string.Join("\n\n", Enumerable.Range(0, 500).Select(number => $"Paragraph {number}.")));
        (_, page) = await translator.OpenAsync(Path);
        page.QuerySelector("main")!.TextContent.ShouldContain("too many segments");
        page.QuerySelector("form.segments").ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private static IEnumerable<string?> StatesOf(IHtmlDocument page) =>
        page.QuerySelectorAll(".segment").Select(segment => segment.GetAttribute("data-state"));

    private static void Untick(IHtmlDocument page, string segment) =>
        page.QuerySelector($"#{segment} input[type=checkbox]")!.RemoveAttribute("checked");

    private static async Task<string> BodyAsync(DeskVisitor visitor) =>
        (await visitor.OpenAsync(Whole)).Page.QuerySelector("#body")!.TextContent.Trim();

    private static async Task TranslateAsync(DeskVisitor translator) =>
        (
            await translator.SubmitAsync(
                Path,
                "form.segments",
                ("Title", "Un texte"),
                ("Summary", "Résumé."),
                ("Targets[0]", "## But"),
                ("Targets[1]", "Réunie le 12 mai."),
                ("Targets[2]", "- un\n- deux"),
                ("Targets[3]", "Voir {{members}}.")
            )
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

    private Task<DeskVisitor> JoinAsync(string role) =>
        DeskVisitor.JoinedAsync(site, $"{role.Split(':')[0]}@example.org", [role]);

    private async Task WriteAsync(string body, string title = "A long text")
    {
        await using var scope = site.Services.CreateAsyncScope();
        var result = await scope
            .ServiceProvider.GetRequiredService<SaveDraft>()
            .RunAsync(new Draft("long", "en", title, "Its summary.", body) { Kind = "story" }, Actor.System("test"), default);
        result.Code.ShouldBe(NewsroomCode.Done);
    }
}
