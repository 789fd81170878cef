using System.Net;
using System.Text.Json;
using Concord.Foundation;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Records;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>Figures and events in texts.</summary>
public sealed class EmbedTests : IAsyncDisposable
{
    private const string Text = "{ en: \"{0}\", ar: \"{0}\", fr: \"{0}\", ckb: \"{0}\" }";

    private readonly SmallPack pack = new();
    private readonly Lazy<TestSite> site;

    public EmbedTests()
    {
        pack.Write(
            "figures.yaml",
            $"""
            figures:
              - {Figure("freed", "2020-01-01", "value: 8000000, precision: nearly", "people <freed>")}
              - {Figure("area", "2019-03-23", "value: 110000", "square kilometres")}
              - {Figure("later", "2090-12-01", "value: 5", "not yet stated")}
            """
        );
        pack.Write(
            "timeline.yaml",
            $"""
            phases:
              - slug: ground
                names: {In("Territory is retaken")}
            events:
              - {Event("kobane", "2015-01-26", "Kobane is retaken")}
              - {Event("mosul", "2017-07-10", "Mosul is free")}
              - {Event("raqqa", "2017-10-20", "Raqqa is free")}
              - {Event("future", "2090-12-24", "Not yet happened")}
            """
        );
        site = new Lazy<TestSite>(() =>
            new TestSite(pack.Path, settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" })
        );
    }

    private TestSite Site => site.Value;

    [Fact]
    public async Task A_box_shows_figures_in_the_order_of_the_text_with_day_and_source()
    {
        pack.Document("box", "kind: story\ndate: 2020-10-03", "Box", "Before.\n\n[In <numbers>](figures:area,freed,later)");

        var (_, page) = await Site.OpenAsync("/en/news/box");

        var box = page.QuerySelector(".text aside")!;
        box.QuerySelector("h3")!.TextContent.ShouldBe("In <numbers>");
        box.QuerySelectorAll("dt").Select(term => term.TextContent).ShouldBe(["110,000", "nearly 8 million"]);
        box.QuerySelector("div:last-child dd")!.TextContent.ShouldBe("people <freed>");
        box.QuerySelector("div:last-child dd:last-child")!.TextContent.ShouldBe("1 January 2020 · The record");
        box.QuerySelector("dt a")!.GetAttribute("href").ShouldBe("/en/progress#area");
    }

    [Theory]
    [InlineData("ground", new[] { "Kobane is retaken", "Mosul is free", "Raqqa is free" })]
    [InlineData("2017", new[] { "Mosul is free", "Raqqa is free" })]
    [InlineData("2017-08..2017-10", new[] { "Raqqa is free" })]
    [InlineData("2015-01", new[] { "Kobane is retaken" })]
    public async Task A_part_of_the_timeline_shows_what_had_happened_by_the_day(string target, string[] titles)
    {
        pack.Document("past", "kind: story\ndate: 2020-10-03", "Past", $"[What happened](timeline:{target})");

        var (_, page) = await Site.OpenAsync("/en/news/past");

        page.QuerySelector(".text aside h3")!.TextContent.ShouldBe("What happened");
        page.QuerySelectorAll(".text aside li>a").Select(link => link.TextContent).ShouldBe(titles);
    }

    [Theory]
    [InlineData("figures:freed,unknown")]
    [InlineData("timeline:unknown")]
    [InlineData("timeline:2013")]
    [InlineData("timeline:2017..2015")]
    [InlineData("figures:a,a,a,a,a,a,a,a,a,a,a,a,a")]
    public async Task What_the_site_does_not_have_is_refused(string target)
    {
        var result = await SaveAsync("new", $"[Words]({target})");
        (result.Code, result.Detail).ShouldBe((NewsroomCode.UnknownEmbed, target));
    }

    [Fact]
    public async Task A_figure_is_not_removed_while_a_text_embeds_it()
    {
        (await SaveAsync("new", "[Words](figures:area,freed)")).Code.ShouldBe(NewsroomCode.Done);

        (await RemoveAsync("freed")).ShouldBe(RecordCode.InUse);
        (await RemoveAsync("later")).ShouldBe(RecordCode.Done);

        (await SaveAsync("new", "No figures.", basedOn: 1)).Code.ShouldBe(NewsroomCode.Done);
        (await RemoveAsync("freed")).ShouldBe(RecordCode.Done);
    }

    [Fact]
    public async Task Writers_choose_figures_phases_and_years()
    {
        var editor = await DeskVisitor.JoinedAsync(Site, "editor@example.org", ["editor"]);

        (await ChoicesAsync(editor, "figures?q=SQUARE")).ShouldBe(["area"]);
        (await ChoicesAsync(editor, "figures?q=")).ShouldBe(["freed", "area", "later"]);
        (await ChoicesAsync(editor, "timeline?q=")).ShouldBe(["ground", "2015", "2017", "2090"]);
        (await ChoicesAsync(editor, "timeline?q=201")).ShouldBe(["2015", "2017"]);
        (await editor.OpenAsync("/desk/en/embeds/figures?q=%00")).Answer.StatusCode.ShouldBeOneOf(
            HttpStatusCode.OK,
            HttpStatusCode.BadRequest
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (site.IsValueCreated)
        {
            await Site.DisposeAsync();
        }

        pack.Dispose();
    }

    private static string In(string text) => Text.Replace("{0}", text, StringComparison.Ordinal);

    private static string Figure(string slug, string day, string value, string what) =>
        $"{{ slug: {slug}, as-of: {day}, {value}, what: {In(what)}, meaning: {In("Meaning")}, source: {{ name: {In("The record")} }} }}";

    private static string Event(string slug, string day, string title) =>
        $"{{ slug: {slug}, on: {day}, phase: ground, title: {In(title)}, source: {{ name: {In("The record")} }} }}";

    private static async Task<IReadOnlyList<string?>> ChoicesAsync(DeskVisitor editor, string query)
    {
        var (answer, _) = await editor.OpenAsync($"/desk/en/embeds/{query}");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return [.. json.RootElement.EnumerateArray().Select(choice => choice.GetProperty("target").GetString())];
    }

    private async Task<NewsroomResult> SaveAsync(string slug, string body, int? basedOn = null)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<SaveDraft>()
            .RunAsync(
                new Draft(slug, "en", "Title", "Summary.", body) { Kind = "story", BasedOn = basedOn },
                Actor.System("test"),
                TestContext.Current.CancellationToken
            );
    }

    private async Task<RecordCode> RemoveAsync(string slug)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var kind = scope.ServiceProvider.GetRequiredService<RecordReader>().KindOf("figure")!;
        var result = await scope
            .ServiceProvider.GetRequiredService<EditRecord>()
            .RemoveAsync(kind, slug, "Mistaken", Actor.System("test"), TestContext.Current.CancellationToken);
        return result.Code;
    }
}
