using System.Net;
using AngleSharp.Html.Dom;
using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Records;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>Members, figures, the timeline and places, changed in the workspace.</summary>
public sealed class RecordTests : IAsyncDisposable
{
    private const string Aland = "/desk/en/record/member/aland";
    private const string Save = "form.record";
    private const string Publish = "form:has(button.main)[action*='handler=Publish']";
    private const string Clear = "form[action*='handler=Clear']";

    private static readonly string[] Languages = ["en", "ar", "fr", "ckb"];

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private TestSite? site;

    private TestSite Site => site ??= OpenSite();

    [Fact]
    public async Task A_member_is_renamed_with_the_dates_of_its_names()
    {
        var editor = await JoinAsync("editor");

        var (answer, _) = await editor.SubmitAsync(
            Aland,
            Save,
            [.. Names("names", "Åland Islands"), ("f.formerly.0.until", "2020-01-31"), .. Names("formerly.0.names", "Åland")]
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await TextAsync("/en/members/aland")).ShouldNotContain("Åland Islands");
        var (_, page) = await editor.OpenAsync(Aland);
        page.QuerySelector("#change")!.TextContent.ShouldBe("Readers do not see this change yet");
        page.QuerySelectorAll(".notice ins").ShouldContain(part => part.TextContent.Contains("Islands"));
        (await editor.OpenAsync("/desk/en/records/member"))
            .Page.QuerySelector(".rows .mark")!
            .TextContent.ShouldBe("change not public");
        (await editor.SubmitAsync(page, Publish, ("reason", "Asked by the member"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );

        await ShouldShowAsync("/en/members/aland", "Åland Islands");
        (await TextAsync("/en/members?on=2019-01-01")).ShouldNotContain("Åland Islands");
        (_, page) = await editor.OpenAsync(Aland);
        page.QuerySelector("#change").ShouldBeNull();
        var history = page.QuerySelectorAll("ol.rows li").Select(row => row.TextContent).ToList();
        history.Count.ShouldBe(2);
        history[0].ShouldContain("readers see this");
        history[1].ShouldContain("as it was on the site");
        page.Body!.TextContent.ShouldContain("Asked by the member");
        (await editor.OpenAsync($"{Aland}?from=1&to=2"))
            .Page.QuerySelectorAll("ins")
            .ShouldContain(part => part.TextContent.Contains("Islands"));
    }

    [Fact]
    public async Task A_change_that_is_taken_back_by_hand_no_longer_waits()
    {
        var editor = await JoinAsync("editor");
        await editor.SubmitAsync(Aland, Save, [.. Names("names", "Åland Islands")]);
        (await editor.OpenAsync(Aland)).Page.QuerySelector("#change").ShouldNotBeNull();

        var (answer, _) = await editor.SubmitAsync(
            Aland,
            Save,
            ("f.names.en", "Åland"),
            ("f.names.ar", "آلاند"),
            ("f.names.fr", "Åland"),
            ("f.names.ckb", "ئۆلاند")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var (_, page) = await editor.OpenAsync(Aland);
        page.QuerySelector("#change").ShouldBeNull();
        page.QuerySelectorAll("ol.rows li").Length.ShouldBe(3);
        (await editor.OpenAsync("/desk/en/records/member")).Page.QuerySelector(".rows .mark").ShouldBeNull();
    }

    [Fact]
    public async Task A_change_is_cleared_by_the_steps_of_its_kind_before_readers_see_it()
    {
        site = OpenSite(requiresClearance: true);
        var (editor, clearer, admin) = (await JoinAsync("editor"), await JoinAsync("clearer"), await JoinAsync("administrator"));
        await admin.SubmitAsync(
            "/desk/en/clearance?kind=place",
            "form[action*='handler=Save']",
            ("steps[0].Name", "Legal adviser"),
            ("steps[0].Needed", "1")
        );
        await SaveAsync(editor, "/desk/en/record/place/raqqa", "Raqqah");
        var (_, page) = await editor.OpenAsync("/desk/en/record/place/raqqa");
        page.QuerySelector(Publish).ShouldBeNull();
        (await PostAsync(editor, "/desk/en/record/place/raqqa?handler=Publish", page, ("number", "2"))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );

        await RequestAsync(editor, page);

        (await clearer.OpenAsync("/desk/en")).Page.Body!.TextContent.ShouldContain("Site data to clear");
        (_, page) = await clearer.OpenAsync("/desk/en/record/place/raqqa");
        page.QuerySelector(".clearance")!.TextContent.ShouldContain("Legal adviser");
        page.QuerySelector("details.files input[name=guest]").ShouldBeNull();
        page.QuerySelectorAll("form.record button").ShouldBeEmpty();
        (await RefuseAsync(clearer, page, note: "")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await RefuseAsync(clearer, page, "The usual spelling is Raqqa.")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (_, page) = await editor.OpenAsync("/desk/en/record/place/raqqa");
        page.QuerySelector(".clearance .notice")!.TextContent.ShouldContain("The usual spelling is Raqqa.");

        await SaveAsync(editor, "/desk/en/record/place/raqqa", "Raqqa city");
        (_, page) = await editor.OpenAsync("/desk/en/record/place/raqqa");
        await RequestAsync(editor, page);
        (_, page) = await clearer.OpenAsync("/desk/en/record/place/raqqa");
        (await clearer.SubmitAsync(page, Clear)).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await editor.OpenAsync("/desk/en")).Page.Body!.TextContent.ShouldContain("Cleared site data");
        (await TextAsync("/en/news/one")).ShouldNotContain("Raqqa city");
        (_, page) = await editor.OpenAsync("/desk/en/record/place/raqqa");
        await editor.SubmitAsync(page, Publish);
        await ShouldShowAsync("/en/news/one", "Raqqa city");
        // What is changed afterwards has to be cleared anew.
        await SaveAsync(editor, "/desk/en/record/place/raqqa", "Raqqa town");
        (await editor.OpenAsync("/desk/en/record/place/raqqa")).Page.QuerySelector(Publish).ShouldBeNull();
    }

    [Fact]
    public async Task Two_people_never_overwrite_one_another()
    {
        var (one, other) = (await JoinAsync("editor"), await JoinAsync("editor", "second"));
        var (_, mine) = await one.OpenAsync(Aland);
        await SaveAsync(other, Aland, "Theirs");

        var (answer, page) = await one.SubmitAsync(mine, Save, [.. Names("names", "Mine")]);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        page.QuerySelector("[role=alert] del")!.TextContent.ShouldContain("Theirs");
        page.QuerySelector("[role=alert] ins")!.TextContent.ShouldContain("Mine");
        page.QuerySelector("#f-names-en")!.GetAttribute("value").ShouldBe("Mine");
        (await one.SubmitAsync(page, Save)).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await one.OpenAsync(Aland)).Page.QuerySelector("#f-names-en")!.GetAttribute("value").ShouldBe("Mine");
    }

    [Theory]
    [InlineData("member/aland", "f.by", "", "Member since, at the latest: is missing.")]
    [InlineData("member/aland", "f.by", "1 May 2020", "Member since, at the latest: is not written as it should be.")]
    [InlineData("member/aland", "f.code", "åx", "Country code: is not written as it should be.")]
    [InlineData("member/aland", "f.left", "2010-01-01", "Last day of membership: contradicts another value.")]
    [InlineData("member/aland", "f.names.fr", "", "Name: is missing in one of the languages.")]
    [InlineData("member/aland", "f.names.fr", "<300", "Name: is too long.")]
    [InlineData("member/aland", "f.source", "nobody", "Source: names something that is not there.")]
    [InlineData("member/aland", "f.links", "javascript:alert(1)", "Pages of the member: is not written as it should be.")]
    [InlineData("member/aland", "f.kind", "planet", "State or institution: is not one of the choices.")]
    [InlineData("member/aland", "f.formerly.0.until", "2019-01-01", "Name: is missing in one of the languages.")]
    [InlineData("figure/freed", "f.value", "many", "Number: is not written as it should be.")]
    [InlineData("figure/freed", "f.source.url", "https://a.example/", "Web address: is missing.")]
    [InlineData("event/began", "f.phase", "", "Phase: is missing.")]
    [InlineData("event/began", "f.document", "nowhere", "Text about it: names something that is not there.")]
    [InlineData("group/finance", "f.led-by.0.member", "nobody", "Member: names something that is not there.")]
    public async Task What_is_wrong_is_named_and_stays_in_the_form(string record, string field, string value, string problem)
    {
        WriteRecords();
        var editor = await JoinAsync("editor");
        var typed = value == "<300" ? new string('x', 301) : value;

        var (answer, page) = await editor.SubmitAsync($"/desk/en/record/{record}", Save, (field, typed));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelectorAll("[role=alert] li")
            .Select(item => item.TextContent.Trim())
            .ShouldContain(text => text.StartsWith(problem));
        var shown = page.QuerySelector($"[name='{field}']");
        (
            shown is IHtmlSelectElement select ? select.Value
            : shown is IHtmlTextAreaElement area ? area.Value
            : ((IHtmlInputElement)shown!).Value
        ).ShouldBe(field == "f.kind" ? "state" : typed);
        (await editor.OpenAsync($"/desk/en/record/{record}")).Page.QuerySelector("#change").ShouldBeNull();
    }

    [Fact]
    public async Task A_new_member_takes_its_place_in_the_ledger_and_an_export_has_it()
    {
        var editor = await JoinAsync("editor");

        await editor.SubmitAsync(
            "/desk/en/record/member",
            Save,
            [("name", "niger"), ("f.kind", "state"), ("f.code", "NE"), ("f.by", "2017-01-10"), .. Names("names", "Niger")]
        );
        await PublishAsync(editor, "/desk/en/record/member/niger");

        await ShouldShowAsync("/en/members?on=2017-01-10", "Niger");
        (
            await editor.SubmitAsync("/desk/en/record/member", Save, [("name", "niger"), .. Names("names", "Again")])
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (
            await editor.SubmitAsync("/desk/en/record/member", Save, [("name", "Not a slug"), .. Names("names", "Again")])
        ).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "pack");
        (
            await WithAsync<ExportContent, ExportResult>(export => export.RunAsync(path, replaces: false, default))
        ).Problems.ShouldBeEmpty();
        var slugs = (await File.ReadAllLinesAsync(Path.Combine(path, "members.yaml"))).Where(line =>
            line.StartsWith("  - slug:", StringComparison.Ordinal)
        );
        slugs.Select(line => line.Split(' ')[^1]).ShouldBe(["aland", "niger", "league"]);
        var same = await ImportAsync(path);
        (same.Counts.Added, same.Counts.Changed, same.Conflicts.Count).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task A_figure_is_removed_with_a_reason_unless_a_text_shows_it_and_can_be_brought_back()
    {
        WriteRecords();
        pack.Document("shows", "kind: story\ndate: 2020-10-02", "Shows", "There are {{figure shown}}.");
        var editor = await JoinAsync("editor");
        const string Remove = "form[action*='handler=Remove']";

        (await editor.SubmitAsync("/desk/en/record/figure/freed", Remove, ("reason", " "))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        var (answer, page) = await editor.SubmitAsync("/desk/en/record/figure/shown", Remove, ("reason", "Wrong"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("A text shows this figure.");
        await editor.SubmitAsync("/desk/en/record/figure/freed", Remove, ("reason", "Wrong"));

        (await WithAsync<RecordReader, bool>(reader => reader.IsThereAsync("figure", "freed", default))).ShouldBeFalse();
        (await editor.OpenAsync("/desk/en/records/figure")).Page.QuerySelectorAll(".rows a").Length.ShouldBe(2);
        (_, page) = await editor.OpenAsync("/desk/en/record/figure/freed");
        page.QuerySelector("#change")!.TextContent.ShouldBe("Readers do not see this yet");
        await editor.SubmitAsync(page, Publish);
        (await WithAsync<RecordReader, bool>(reader => reader.IsThereAsync("figure", "freed", default))).ShouldBeTrue();
        (await editor.OpenAsync("/desk/en/record/member/aland")).Page.QuerySelector(Remove).ShouldBeNull();
    }

    [Fact]
    public async Task An_import_leaves_what_a_person_changed_unless_told_to_overwrite()
    {
        WriteRecords();
        var editor = await JoinAsync("editor");
        foreach (var (record, field) in Changed)
        {
            await editor.SubmitAsync($"/desk/en/record/{record}", Save, ($"f.{field}.en", "By a person"));
            await PublishAsync(editor, $"/desk/en/record/{record}");
        }

        (await ImportAsync(pack.Path)).Conflicts.ShouldAllBe(conflict =>
            conflict.Subject == "place:raqqa" || conflict.Subject.StartsWith("source:") || conflict.Subject.StartsWith("phase:")
        );
        foreach (var file in new[] { "members.yaml", "places.yaml", "figures.yaml", "timeline.yaml" })
        {
            var path = Path.Combine(pack.Path, file);
            pack.Write(file, (await File.ReadAllTextAsync(path)).Replace("\" }", " (new)\" }"));
        }

        (await ImportAsync(pack.Path))
            .Conflicts.Select(conflict => conflict.Subject.Replace(':', '/'))
            .ShouldBe(Changed.Select(one => one.Record), ignoreOrder: true);
        (await ImportAsync(pack.Path, new ImportOptions(Overwrites: true))).Conflicts.ShouldBeEmpty();
        var (_, page) = await editor.OpenAsync(Aland);
        page.QuerySelector("#f-names-en")!.GetAttribute("value").ShouldBe("Åland");
    }

    [Fact]
    public async Task A_change_is_discarded_and_an_earlier_revision_restored()
    {
        var editor = await JoinAsync("editor");
        await SaveAsync(editor, Aland, "Second");
        await PublishAsync(editor, Aland);
        await SaveAsync(editor, Aland, "Third");

        await PostAsync(editor, $"{Aland}?handler=Discard", (await editor.OpenAsync(Aland)).Page);

        var (_, page) = await editor.OpenAsync(Aland);
        page.QuerySelector("#change").ShouldBeNull();
        page.QuerySelector("#f-names-en")!.GetAttribute("value").ShouldBe("Second");
        (await editor.SubmitAsync(page, "#restore", ("number", "1"))).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await PublishAsync(editor, Aland);
        (await editor.OpenAsync(Aland)).Page.QuerySelector("#f-names-en")!.GetAttribute("value").ShouldBe("Åland");
    }

    [Fact]
    public async Task Only_editors_change_site_data()
    {
        var reader = await JoinAsync("reader");
        var (_, page) = await reader.OpenAsync(Aland);

        page.QuerySelectorAll("form.record button, form[action*='handler=Remove']").ShouldBeEmpty();
        page.QuerySelector("#f-names-en")!.HasAttribute("readonly").ShouldBeTrue();
        foreach (
            var handler in new[]
            {
                "Save",
                "Publish",
                "Discard",
                "Remove",
                "Restore",
                "RequestClearance",
                "WithdrawRequest",
                "Clear",
                "Refuse",
            }
        )
        {
            var answer = await PostAsync(
                reader,
                $"{Aland}?handler={handler}",
                page,
                ("number", "1"),
                ("note", "x"),
                ("reason", "x")
            );
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, handler);
        }

        (await reader.OpenAsync("/desk/en/record/member")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await reader.OpenAsync("/desk/en/record/planet/mars")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await reader.OpenAsync("/desk/en/record/member/none")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_shipped_record_passes_through_its_form_unchanged()
    {
        await using var database = await Providers.OpenAsync(
            Provider.Sqlite,
            settings: new Dictionary<string, string?> { ["Concord:Languages:2"] = "fr", ["Concord:Languages:3"] = "ckb" }
        );
        await using var scope = database.Scope();
        var services = scope.ServiceProvider;
        await services
            .GetRequiredService<ImportContent>()
            .RunAsync(HomeDirectory.Shipped("content"), default, Actor.Command("test"), progress: null, default);
        var (reader, language) = (
            services.GetRequiredService<RecordReader>(),
            services.GetRequiredService<LanguageSet>().Default
        );
        var counts = new Dictionary<string, int>();
        foreach (var kind in reader.Kinds)
        {
            foreach (var entry in await kind.ListAsync(language, default))
            {
                var shown = (await kind.ReadAsync(entry.Slug, default))!.Write();
                var form = reader.FormOf(kind);
                var typed = form.Write(entry.Slug, reader.ValuesOf(kind, shown)).Write();
                var problems = ContentFolder.WithoutFiles();
                await kind.CheckAsync(YamlFile.ReadMap(problems, kind.Name, typed)!, default);

                problems.Problems.ShouldBeEmpty(entry.Slug);
                reader.AreSame(kind, shown, typed).ShouldBeTrue(entry.Slug);
                entry.Title.ShouldNotBe(entry.Slug);
                counts[kind.Name] = counts.GetValueOrDefault(kind.Name) + 1;
            }
        }

        counts.Keys.ShouldBe(["member", "group", "source", "figure", "event", "phase", "place"]);
        counts["member"].ShouldBeGreaterThan(80);
    }

    public async ValueTask DisposeAsync()
    {
        if (site is not null)
        {
            await site.DisposeAsync();
        }

        pack.Dispose();
    }

    private static readonly (string Record, string Field)[] Changed =
    [
        ("member/aland", "names"),
        ("group/finance", "names"),
        ("source/record", "names"),
        ("figure/freed", "what"),
        ("event/began", "title"),
        ("phase/first", "names"),
        ("place/raqqa", "names"),
    ];

    private static (string, string)[] Names(string path, string name) =>
        [.. Languages.Select(language => ($"f.{path}.{language}", name))];

    private TestSite OpenSite(bool requiresClearance = false)
    {
        pack.Write("places.yaml", "raqqa: { en: \"Raqqa\", ar: \"الرقة\", fr: \"Raqqa\", ckb: \"ڕەققە\" }");
        return new TestSite(
            pack.Path,
            clock,
            settings: new Dictionary<string, string>
            {
                ["Concord:Desk:RequestsPerMinute"] = "10000",
                ["Concord:Newsroom:RequireClearance"] = requiresClearance ? "true" : "false",
            }
        );
    }

    private void WriteRecords()
    {
        const string Text = "{ en: \"Text\", ar: \"Text\", fr: \"Text\", ckb: \"Text\" }";
        pack.Write(
            "members.yaml",
            $$"""
            sources:
              - { key: record, names: {{Text}} }
            members:
              - slug: aland
                kind: state
                code: AX
                by: 2016-08-31
                source: record
                names: { en: "Åland", ar: "آلاند", fr: "Åland", ckb: "ئۆلاند" }
              - { slug: league, kind: institution, by: 2017-03-22, names: {{Text}} }
            groups:
              - { slug: finance, names: {{Text}} }
            """
        );
        pack.Write(
            "figures.yaml",
            $$"""
            figures:
              - { slug: freed, value: 7, as-of: 2020-01-01, what: {{Text}}, meaning: {{Text}}, source: { name: {{Text}} } }
              - { slug: shown, value: 8, as-of: 2020-01-01, what: {{Text}}, meaning: {{Text}}, source: { name: {{Text}} } }
            """
        );
        pack.Write(
            "timeline.yaml",
            $$"""
            phases:
              - { slug: first, names: {{Text}} }
            events:
              - { slug: began, on: 2014-09-10, phase: first, title: {{Text}}, source: { name: {{Text}} } }
            """
        );
    }

    private Task<DeskVisitor> JoinAsync(string role, string? name = null) =>
        DeskVisitor.JoinedAsync(Site, $"{name ?? role}@example.org", [role], clock);

    private static async Task SaveAsync(DeskVisitor editor, string path, string name) =>
        (await editor.SubmitAsync(path, Save, Names("names", name))).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

    private static async Task PublishAsync(DeskVisitor editor, string path) =>
        (await editor.SubmitAsync(path, Publish)).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

    private static async Task RequestAsync(DeskVisitor editor, IHtmlDocument page)
    {
        page.QuerySelector("button[formaction='?handler=RequestClearance']").ShouldNotBeNull();
        var answer = await PostAsync(editor, "/desk/en/record/place/raqqa?handler=RequestClearance", page);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static Task<HttpResponseMessage> RefuseAsync(DeskVisitor clearer, IHtmlDocument page, string note) =>
        PostAsync(clearer, "/desk/en/record/place/raqqa?handler=Refuse", page, ("number", "2"), ("step", "0"), ("note", note));

    private static async Task<HttpResponseMessage> PostAsync(
        DeskVisitor visitor,
        string path,
        IHtmlDocument page,
        params (string Name, string Value)[] fields
    )
    {
        page.QuerySelector(Save)!.SetAttribute("action", path);
        return (await visitor.SubmitAsync(page, Save, fields)).Answer;
    }

    private async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private Task<ImportResult> ImportAsync(string folder, ImportOptions options = default) =>
        WithAsync<ImportContent, ImportResult>(import =>
            import.RunAsync(folder, options, Actor.Command("test"), progress: null, default)
        );

    private async Task<string> TextAsync(string path) => (await Site.OpenAsync(path)).Page.Body!.TextContent;

    /// <summary>Cached pages change within a second.</summary>
    private async Task ShouldShowAsync(string path, string text)
    {
        for (var attempt = 0; attempt < 50 && !(await TextAsync(path)).Contains(text); attempt++)
        {
            await Task.Delay(100);
        }

        (await TextAsync(path)).ShouldContain(text);
    }
}
