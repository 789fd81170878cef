using System.Net;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Glossary;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>Agreed terms: what they warn of, and how they are set.</summary>
public sealed class GlossaryTests : IAsyncDisposable
{
    private const string Page = "/desk/en/glossary";

    private static readonly AgreedTerm[] Terms =
    [
        new("daesh", "en", "Daesh", ["ISIS", "ISIL"]),
        new("daesh", "fr", "Daech", ["État islamique"]),
        new("daesh", "ar", "داعش", ["تنظيم الدولة"]),
        new("member:tr", "en", "Türkiye", []),
        new("member:tr", "ar", "تركيا", []),
    ];

    private readonly SmallPack pack = new();
    private readonly TestSite site;

    public GlossaryTests()
    {
        pack.Write("glossary.yaml", "daesh:\n  en: Daesh\n  ar: داعش\n  avoid:\n    en: [ISIS]\n");
        site = new TestSite(pack.Path, settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" });
    }

    [Theory]
    [InlineData("en", "ISIS was there.", "ISIS")]
    [InlineData("en", "A crisis, a basilisk and isis.", "ISIS")]
    [InlineData("en", "A crisis and ISISs.", "")]
    [InlineData("en", "Daesh (ISIL).", "ISIL")]
    [InlineData("fr", "L’État islamique.", "État islamique")]
    [InlineData("ar", "وتنظيم الدولة", "تنظيم الدولة")]
    [InlineData("ar", "بداعش", "")]
    public void Words_that_are_not_used_are_found(string language, string text, string found) =>
        string.Join(' ', TermCheck.Run(text, language, null, Terms).Select(warning => warning.Found)).ShouldBe(found);

    [Theory]
    [InlineData("Daesh lost Raqqa.", "خسر داعش الرقة.", "")]
    [InlineData("Daesh lost Raqqa.", "خسر التنظيم الرقة.", "داعش")]
    [InlineData("Türkiye and Daesh", "وتركيا", "داعش")]
    [InlineData("Türkiye", "بتركيا", "")]
    [InlineData("Nothing of these", "لا شيء", "")]
    public void An_agreed_word_that_the_source_asks_for_is_missed(string source, string text, string missing) =>
        string.Join(' ', TermCheck.Run(text, "ar", (source, "en"), Terms).Select(warning => warning.Agreed)).ShouldBe(missing);

    [Fact]
    public async Task A_writer_is_warned_beside_the_text_and_can_save_all_the_same()
    {
        var editor = await JoinAsync("editor");
        const string text = "/desk/en/documents/one/en";
        (await editor.OpenAsync(text)).Page.QuerySelector("[aria-label=Glossary]").ShouldBeNull();

        var (answer, _) = await editor.SubmitAsync(text, "form.write", ("Title", "ISIS left the town"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await editor.OpenAsync(text))
            .Page.QuerySelector("[aria-label=Glossary] li")!
            .TextContent.ShouldBe("“ISIS”: the agreed word is “Daesh”.");
    }

    [Fact]
    public async Task A_term_is_set_changed_and_removed()
    {
        var editor = await JoinAsync("editor");

        await SetAsync(editor, "retaken", ("retaken", "lost\nfell"));
        await SetAsync(editor, "retaken", ("retaken", "lost"));

        var text = (await editor.OpenAsync(Page)).Page.QuerySelector("main")!.TextContent;
        text.ShouldContain("retaken");
        text.ShouldContain("not lost");
        text.ShouldNotContain("fell");
        var (_, form) = await editor.OpenAsync($"{Page}?concept=retaken");
        form.QuerySelector("#agreed-en")!.GetAttribute("value").ShouldBe("retaken");
        await editor.SubmitAsync(Page, ".rows li:last-child form[action*=Remove]");
        (await editor.OpenAsync(Page)).Page.QuerySelector(".rows")!.TextContent.ShouldNotContain("retaken");
    }

    [Theory]
    [InlineData("", "Daesh", "")]
    [InlineData("Not a slug", "Daesh", "")]
    [InlineData("same", "word", "word")]
    [InlineData("none", "", "avoided")]
    [InlineData("signs", "–", "")]
    public async Task What_cannot_be_a_term_is_refused(string concept, string agreed, string avoid)
    {
        var editor = await JoinAsync("editor");

        var answer = await SetAsync(editor, concept, (agreed, avoid));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await editor.OpenAsync(Page)).Page.QuerySelectorAll(".rows li").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_only_reads_changes_nothing()
    {
        var reader = await JoinAsync("reader");
        var (_, page) = await reader.OpenAsync(Page);
        page.QuerySelector("form[action*=Save]").ShouldBeNull();
        var any = page.QuerySelector("form[method=post]")!;
        foreach (var handler in new[] { "Save", "Remove" })
        {
            any.SetAttribute("action", $"{Page}?handler={handler}");
            (await reader.SubmitAsync(page, "form[method=post]", ("concept", "daesh"))).Answer.StatusCode.ShouldBe(
                HttpStatusCode.Forbidden
            );
        }
    }

    [Fact]
    public async Task An_import_leaves_a_term_that_a_person_changed()
    {
        var editor = await JoinAsync("editor");
        await SetAsync(editor, "daesh", ("Da’esh", ""));

        (await ImportAsync(new ImportOptions())).Conflicts.ShouldHaveSingleItem().Subject.ShouldBe("glossary:daesh");
        (await editor.OpenAsync(Page)).Page.QuerySelector(".rows")!.TextContent.ShouldContain("Da’esh");

        await ImportAsync(new ImportOptions(Overwrites: true));
        (await editor.OpenAsync(Page)).Page.QuerySelector(".rows")!.TextContent.ShouldNotContain("Da’esh");
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private static async Task<HttpResponseMessage> SetAsync(
        DeskVisitor editor,
        string concept,
        (string Agreed, string Avoid) english
    ) =>
        (
            await editor.SubmitAsync(
                Page,
                "form[action*=Save]",
                ("concept", concept),
                ("terms[0].Agreed", english.Agreed),
                ("terms[0].Avoid", english.Avoid)
            )
        ).Answer;

    private Task<DeskVisitor> JoinAsync(string role) => DeskVisitor.JoinedAsync(site, $"{role}@example.org", [role]);

    private async Task<ImportResult> ImportAsync(ImportOptions options)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ImportContent>()
            .RunAsync(pack.Path, options, Actor.Command("test"), progress: null, default);
    }
}
