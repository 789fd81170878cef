using System.Text;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.WordPress;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom.WordPress;

/// <summary>An import that is tried, stopped and run again.</summary>
public sealed class RepeatedImportTests : IAsyncLifetime
{
    private readonly ImportedSite old = new();

    public async ValueTask InitializeAsync() => await old.Site.OpenAsync("/en");

    public async ValueTask DisposeAsync() => await old.DisposeAsync();

    [Fact]
    public async Task A_dry_run_reports_the_same_and_changes_nothing()
    {
        var export = new SampleExport()
            .Post(1, "One", "<p>Text [contact-form-7 id=\"3\"]</p>", "dry-one")
            .Post(2, "Two", "<p>Text.</p>", "dry-two", "draft")
            .Attachment(3, "2019/03/none.jpg", "none", alt: "x");
        var before = await old.CountAsync();

        var dry = await old.RunAsync(export, new WordPressOptions { IsDryRun = true });

        (await old.CountAsync()).ShouldBe(before);
        var real = await old.RunAsync(export);
        (await old.CountAsync()).ShouldNotBe(before);
        dry.Problems.ShouldBe(real.Problems);
        dry.Outcomes.ShouldBe(real.Outcomes);
        dry.Kinds.ShouldBe(real.Kinds);
    }

    [Fact]
    public async Task A_second_run_takes_what_changed_and_leaves_what_an_editor_changed()
    {
        await old.RunAsync(
            new SampleExport().Post(1, "One", "<p>First.</p>", "again-one").Post(2, "Two", "<p>First.</p>", "again-two")
        );
        await using (var scope = old.Site.Services.CreateAsyncScope())
        {
            var saved = await scope
                .ServiceProvider.GetRequiredService<Concord.Newsroom.Commands.SaveDraft>()
                .RunAsync(
                    new Concord.Newsroom.Commands.Draft("again-two", "en", "Two", "Changed here.", "Changed here."),
                    ImportedSite.Actor,
                    default
                );
            saved.IsDone.ShouldBeTrue();
        }

        var report = await old.RunAsync(
            new SampleExport()
                .Post(1, "One", "<p>Second.</p>", "again-one")
                .Post(2, "Two", "<p>Second.</p>", "again-two")
                .Post(3, "Three", "<p>New.</p>", "again-one")
        );

        report.Outcomes.ShouldBe(
            new Dictionary<string, int>
            {
                ["added"] = 1,
                ["changed"] = 1,
                ["left-out"] = 1,
            }
        );
        report.Problems.ShouldBe(new Dictionary<string, int> { ["changed-here"] = 1, ["changed-slug"] = 1 });
        (await old.Site.OpenAsync("/en/news/again-one")).Page.QuerySelector(".text")!.TextContent.ShouldContain("Second.");
        (await old.Site.OpenAsync("/en/news/again-one-3")).Page.QuerySelector("h1")!.TextContent.ShouldBe("Three");
    }

    /// <summary>Drafts often have no date, and a site changes to https.</summary>
    [Fact]
    public async Task The_same_export_again_changes_nothing()
    {
        var export = new SampleExport()
            .Post(1, "One", "<p>Text.</p>", "same-one", "draft", date: "0000-00-00 00:00:00")
            .Post(2, "Two", "<p>Text.</p>", "same-two");
        await old.RunAsync(export);
        await Task.Delay(20);
        var before = await old.CountAsync();

        var again = await old.RunAsync(
            Encoding.UTF8.GetBytes(
                export.ToXml().Replace(SampleExport.Address, "http://www.old.example.org", StringComparison.Ordinal)
            )
        );

        again.Outcomes.ShouldBe(new Dictionary<string, int> { ["unchanged"] = 2 });
        (await old.CountAsync()).ShouldBe(before);
    }

    /// <summary>Stopped at every batch in turn, and run again: each post is there once, with its one revision.</summary>
    [Fact]
    public async Task An_import_that_was_stopped_goes_on_where_it_ended()
    {
        var export = new SampleExport();
        for (var id = 1; id <= 120; id++)
        {
            export.Post(id, $"Post {id}", $"<p>Text {id}.</p>", $"stopped-{id}");
        }

        var bytes = Encoding.UTF8.GetBytes(export.ToXml());
        var stops = 0;
        for (WordPressReport? report = null; report is null; )
        {
            using var stop = new CancellationTokenSource();
            try
            {
                report = await old
                    .Site.Services.GetRequiredService<ImportWordPress>()
                    .RunAsync(
                        () => new MemoryStream(bytes),
                        new WordPressOptions(),
                        ImportedSite.Actor,
                        new StopAfter(stops + 1, stop),
                        stop.Token
                    );
            }
            catch (OperationCanceledException)
            {
                stops++;
                await using var between = old.Site.Services.CreateAsyncScope();
                var kept = await between.ServiceProvider.GetRequiredService<ConcordDb>().Set<WordPressItem>().CountAsync();
                kept.ShouldBe(25 * stops);
            }
        }

        stops.ShouldBeGreaterThanOrEqualTo(4);
        await using var scope = old.Site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        (await db.Set<Document>().CountAsync(row => row.Slug.StartsWith("stopped-"))).ShouldBe(120);
        (await db.Set<Revision>().CountAsync(row => row.Title.StartsWith("Post "))).ShouldBe(120);
        (await db.Set<WordPressItem>().CountAsync()).ShouldBe(120);
    }

    /// <summary>Stops when a number of batches of documents is saved.</summary>
    private sealed class StopAfter(int batches, CancellationTokenSource stop) : IProgress<WordPressProgress>
    {
        private int saved;

        public void Report(WordPressProgress value)
        {
            if (value.Step == WordPressStep.Documents && value.Part < 1 && ++saved == batches)
            {
                stop.Cancel();
            }
        }
    }
}
