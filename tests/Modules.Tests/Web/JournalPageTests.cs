using System.Globalization;
using System.Net;
using Concord.Foundation.Journal;
using Concord.Foundation.Languages;
using Concord.Modules.Tests.Accounts;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Web;

/// <summary>The record in the workspace: who sees what, filters, export, words.</summary>
public sealed class JournalPageTests : IAsyncDisposable
{
    private readonly SmallPack pack = new();
    private readonly TestSite site;

    public JournalPageTests() =>
        site = new TestSite(pack.Path, settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" });

    [Fact]
    public void Every_event_has_words_in_every_language()
    {
        var kinds = AppDomain
            .CurrentDomain.GetAssemblies()
            .Where(assembly =>
                assembly.GetName().Name!.StartsWith("Concord.", StringComparison.Ordinal)
                && !assembly.GetName().Name!.Contains("Tests")
            )
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(AuditEvent)) && !type.IsAbstract)
            .Select(type => type.Name)
            .Where(name => name != "TestEvent")
            .ToList();
        kinds.Count.ShouldBeGreaterThan(50);
        var languages = site.Services.GetRequiredService<LanguageSet>();
        foreach (var language in languages.All)
        {
            var localizer = new Localizer(language, languages, System.Text.Encodings.Web.HtmlEncoder.Default);
            kinds.Where(kind => !localizer.Has(JournalWording.KeyOf(kind))).ShouldBeEmpty(language.Code);
        }
    }

    [Fact]
    public async Task Each_person_sees_what_the_roles_allow()
    {
        var admin = await DeskVisitor.JoinedAsync(site, "admin@example.org", ["administrator"]);
        var editor = await DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"]);
        var point = await DeskVisitor.JoinedAsync(site, "point@example.org", ["focal-point:aland"]);
        await editor.SubmitAsync("/desk/en/documents/one/en", "form.write", ("Title", "Changed"));

        var all = await TextAsync(admin, "/desk/en/journal");
        all.ShouldContain("Draft 2 of one in English was saved");
        all.ShouldContain("point@example.org was invited: focal-point:aland");
        var read = await TextAsync(editor, "/desk/en/journal");
        read.ShouldContain("Draft 2 of one in English was saved");
        read.ShouldContain("editor@example.org signed in");
        read.ShouldNotContain("point@example.org");
        var own = await TextAsync(point, "/desk/en/journal");
        own.ShouldContain("point@example.org signed in");
        own.ShouldNotContain("Draft 2 of one");
        var other = (await admin.OpenAsync("/desk/en/journal")).Page.QuerySelector("tbody a[href*=actor]")!.GetAttribute("href")!;
        (await TextAsync(point, other)).ShouldNotContain("editor@example.org");
        (await TextAsync(admin, "/desk/ar/journal")).ShouldContain("من one باللغة English");
    }

    [Fact]
    public async Task The_record_is_filtered_and_paged_by_the_address()
    {
        var editor = await DeskVisitor.JoinedAsync(site, "editor@example.org", ["administrator", "editor"]);
        for (var number = 0; number < 60; number++)
        {
            await editor.SubmitAsync("/desk/en/documents/one/en", "form.write", ("Title", $"Title {number}"));
        }

        var (_, first) = await editor.OpenAsync("/desk/en/journal?module=newsroom&subject=one");
        first.QuerySelectorAll("tbody tr").Length.ShouldBe(50);
        first.QuerySelector("tbody tr")!.TextContent.ShouldContain("Draft 61 of one");
        var (_, second) = await editor.OpenAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        second.QuerySelector("tbody tr")!.TextContent.ShouldContain("Draft 11 of one");
        second.QuerySelectorAll("a[rel=next]").ShouldBeEmpty();
        (await TextAsync(editor, "/desk/en/journal?subject=nothing-like-it")).ShouldContain("No entry matches.");
        (await TextAsync(editor, "/desk/en/journal?to=2001-01-01")).ShouldContain("No entry matches.");
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (await TextAsync(editor, $"/desk/en/journal?from={today}&to={today}")).ShouldContain("Draft 61 of one");
    }

    [Fact]
    public async Task The_export_has_every_entry_and_no_formula()
    {
        var admin = await DeskVisitor.JoinedAsync(site, "admin@example.org", ["administrator", "editor"]);
        await admin.SubmitAsync("/desk/en/people", "form[action*=Invite]", ("name", "=cmd|x"), ("roles", "reader"));
        await admin.SubmitAsync(
            "/desk/en/documents/one/release",
            "form[action*=Remove]",
            ("reason", "=1+1, \"quoted\"\nsecond line")
        );
        var (answer, _) = await admin.OpenAsync("/desk/en/journal");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        var (export, _) = await admin.OpenAsync("/desk/en/journal?handler=Csv");

        export.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await export.Content.ReadAsByteArrayAsync())[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var text = await export.Content.ReadAsStringAsync();
        text.ShouldStartWith("\"number\",\"at\",\"actor\"");
        text.ShouldContain("\"'=1+1, \"\"quoted\"\"");
        text.ShouldNotContain(",\"=");
        await using var scope = site.Services.CreateAsyncScope();
        var count = await scope.ServiceProvider.GetRequiredService<JournalReader>().CountAsync(default);
        text.Split("Z\",").Length.ShouldBeGreaterThanOrEqualTo((int)count);
    }

    [Fact]
    public async Task The_history_of_a_document_says_what_happened_in_words()
    {
        var editor = await DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"]);
        await editor.SubmitAsync("/desk/en/documents/one/en", "form.write", ("Title", "Changed"));
        await editor.SubmitAsync("/desk/en/documents/one/en", "form[action*=RequestClearance]");

        var text = await TextAsync(editor, "/desk/en/documents/one/en/history");

        text.ShouldContain("Clearance of draft 2 of one in English was requested");
        text.ShouldContain("one was released in English (draft 1)");
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private static async Task<string> TextAsync(DeskVisitor visitor, string path)
    {
        var (answer, page) = await visitor.OpenAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return page.QuerySelector("main")!.TextContent;
    }
}
