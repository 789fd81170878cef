using System.Text.Json;
using Concord.TestKit;

namespace Concord.Modules.Tests.Cli;

/// <summary>Documents are written, released and ended from a shell.</summary>
public sealed class DocumentCommandsTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await Providers.OpenAsync(Provider.Sqlite);
        folder.Write("text.md", "The text.\n");
    }

    [Fact]
    public async Task A_document_passes_from_draft_to_removal()
    {
        var body = Path.Combine(folder.Path, "text.md");
        (await RunAsync("list")).Errors.ShouldStartWith("There is no document here.");
        (
            await CodeOfAsync("draft", "new", "--language", "en", "--title", "New", "--summary", "A summary.", "--body", body)
        ).ShouldBe("unknown-document");
        (
            await RunAsync(
                "draft",
                "new",
                "--kind",
                "story",
                "--language",
                "en",
                "--title",
                "New",
                "--summary",
                "A summary.",
                "--body",
                body,
                "--date",
                "2020-10-01T09:00Z"
            )
        ).ShouldBe((0, "Done: new, en revision 1.", ""));
        (
            await RunAsync(
                "translate",
                "new",
                "--from",
                "en",
                "--language",
                "ar",
                "--title",
                "جديد",
                "--summary",
                "خلاصة.",
                "--body",
                body
            )
        ).Code.ShouldBe(0);
        (await RunAsync("preview", "new", "--language", "ar")).Output.ShouldStartWith(
            "http://localhost:5080/ar/news/new?preview="
        );
        (await RunAsync("release", "new")).Output.ShouldBe("Done: new, ar revision 1, en revision 1.");
        (await CodeOfAsync("release", "new")).ShouldBe("unchanged");
        (await RunAsync("draft", "new", "--language", "en", "--title", "Newer", "--based-on", "7")).Errors.ShouldContain(
            "has revision 1, which is not the one you edited"
        );
        (await RunAsync("draft", "new", "--language", "en", "--title", "Newer", "--based-on", "1")).Code.ShouldBe(0);
        (await RunAsync("correct", "new", "--language", "en", "--notice", "The title was old.")).Output.ShouldBe(
            "Done: new, en revision 2."
        );
        (await RunAsync("withdraw", "new", "--language", "ar", "--notice", "ar=سُحب.", "--reason", "premature")).Code.ShouldBe(0);
        (await CodeOfAsync("release", "new", "--language", "ar")).ShouldBe("reason-required");
        (await RunAsync("remove", "new", "--language", "en")).Code.ShouldBe(0);
        (await CodeOfAsync("move", "new", "--to", "nowhere")).ShouldBe("invalid-target");
        (await RunAsync("list")).Output.ShouldBe("2020-10-01  story      new  (ar withdrawn, en removed)");
        var shown = (await RunAsync("show", "new")).Output;
        shown.ShouldContain("en: removed, readers see revision 2");
        shown.ShouldContain("The title was old.");
        using var json = JsonDocument.Parse((await RunAsync("show", "new", "--json")).Output);
        json.RootElement.GetProperty("editions").GetArrayLength().ShouldBe(2);
        var verify = await CommandLine.RunAsync(database.Settings, "verify");
        verify.Code.ShouldBe(0, verify.Errors);
    }

    [Fact]
    public async Task A_release_is_scheduled_shown_and_cancelled()
    {
        var body = Path.Combine(folder.Path, "text.md");
        await RunAsync(
            "draft",
            "later",
            "--kind",
            "story",
            "--language",
            "en",
            "--title",
            "Later",
            "--summary",
            "S.",
            "--body",
            body
        );
        (await CodeOfAsync("schedule", "later", "--at", "2020-10-23T09:00Z")).ShouldBe("due-in-past");
        var done = (await RunAsync("schedule", "later", "--at", "2120-10-23T09:00Z")).Output;
        done.ShouldStartWith("Done. To cancel it: concord document cancel ");
        (await RunAsync("show", "later")).Output.ShouldContain("is due 2120-10-23 09:00Z");
        (await RunAsync("cancel", done[^32..], "--reason", "not yet")).Code.ShouldBe(0);
        (await CodeOfAsync("cancel", done[^32..])).ShouldBe("unknown-release-set");
        (await CodeOfAsync("request-clearance", "later", "--language", "en")).ShouldBe("done");
        (await CodeOfAsync("clear", "later", "--language", "en", "--reason", "all agreed")).ShouldBe("done");
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }

    private async Task<string> CodeOfAsync(params string[] arguments)
    {
        using var json = JsonDocument.Parse((await RunAsync([.. arguments, "--json"])).Output);
        return json.RootElement.GetProperty("code").GetString()!;
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync(database.Settings, ["document", .. arguments]);
}
