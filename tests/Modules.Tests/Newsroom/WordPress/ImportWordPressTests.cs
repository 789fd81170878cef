using System.Text;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Media;
using Concord.Newsroom.Documents;
using Concord.Newsroom.WordPress;
using Concord.TestKit;
using Concord.WordPress;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom.WordPress;

/// <summary>A WordPress site becomes documents of this one.</summary>
public sealed class ImportWordPressTests : IAsyncLifetime
{
    private static readonly Actor Somebody = Actor.Command("test");
    private readonly TestSite site = new();
    private readonly string folder = Directory.CreateTempSubdirectory("concord-wordpress-").FullName;

    public async ValueTask InitializeAsync() => await site.OpenAsync("/en");

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await site.DisposeAsync();
    }

    [Fact]
    public async Task Posts_and_pages_are_read_at_their_new_address_and_found_at_the_old_one()
    {
        var report = await RunAsync(
            new SampleExport()
                .Author("press", "The press office")
                .Post(
                    11,
                    "Bridge &amp; water",
                    "<!-- wp:paragraph --><p>The bridge is <strong>open</strong>.</p><!-- /wp:paragraph -->",
                    "bridge-open"
                )
                .Post(
                    12,
                    "About the work",
                    "<p>See <a href=\"https://old.example.org/2019/03/bridge-open/\">the bridge</a> and <a href=\"/?p=11\">again</a>.</p>",
                    "our-work",
                    type: "page",
                    link: "https://old.example.org/about/our-work/"
                )
        );

        report.Kinds.ShouldBe(new Dictionary<string, int> { ["page"] = 1, ["post"] = 1 });
        report.States.ShouldBe(new Dictionary<string, int> { ["publish"] = 2 });
        report.Outcomes.ShouldBe(new Dictionary<string, int> { ["added"] = 2 });
        report.Problems.ShouldBeEmpty();
        var (answer, page) = await site.OpenAsync("/en/news/bridge-open");
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Bridge & water");
        page.QuerySelector(".text")!.InnerHtml.ShouldContain("<strong>open</strong>");
        page.QuerySelector(".kick")!.TextContent.ShouldContain("23 March 2019");
        (await site.OpenAsync("/en/our-work"))
            .Page.QuerySelectorAll(".text a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe(["/en/news/bridge-open", "/en/news/bridge-open"]);
        (await LeadsToAsync("/2019/03/bridge-open/")).ShouldBe("/en/news/bridge-open");
        (await LeadsToAsync("/2019/03/Bridge-Open")).ShouldBe("/en/news/bridge-open");
        (await LeadsToAsync("/?p=11")).ShouldBe("/en/news/bridge-open");
        (await LeadsToAsync("/about/our-work")).ShouldBe("/en/our-work");
        (await LeadsToAsync("/2019/03/nothing/")).ShouldBeNull();
    }

    [Fact]
    public async Task States_are_kept()
    {
        var report = await RunAsync(
            new SampleExport()
                .Post(1, "Published", "<p>Text.</p>", "is-published")
                .Post(2, "Draft", "<p>Text.</p>", "is-draft", "draft", date: "0000-00-00 00:00:00")
                .Post(3, "Pending", "<p>Text.</p>", "is-pending", "pending")
                .Post(4, "Private", "<p>Text.</p>", "is-private", "private")
                .Post(5, "Secret", "<p>Text.</p>", "is-secret", password: "word")
                .Post(6, "Planned", "<p>Text.</p>", "is-planned", "future", date: "2099-01-01 09:00:00")
                .Post(7, "Missed", "<p>Text.</p>", "is-missed", "future")
                .Post(8, "Thrown away", "<p>Text.</p>", "is-thrown", "trash")
                .Post(9, "Menu", "", "menu", type: "nav_menu_item")
                .Post(10, "", "<p>Text.</p>", "no-title")
                .Post(11, "No text", " <!-- wp:paragraph --><p></p><!-- /wp:paragraph -->&nbsp;", "no-text")
        );

        report.Problems.ShouldBe(
            new Dictionary<string, int>
            {
                ["missed-date"] = 1,
                ["no-text"] = 1,
                ["no-title"] = 1,
                ["protected"] = 1,
                ["unsupported-state"] = 1,
                ["unsupported-type"] = 1,
            }
        );
        report.Outcomes.ShouldBe(new Dictionary<string, int> { ["added"] = 7, ["left-out"] = 4 });
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var states = await db.Set<Edition>()
            .Where(edition => edition.Document.Slug.StartsWith("is-"))
            .Select(edition => new { edition.Document.Slug, edition.State })
            .ToDictionaryAsync(edition => edition.Slug, edition => edition.State);
        states.ShouldBe(
            new Dictionary<string, EditionState>
            {
                ["is-published"] = EditionState.Live,
                ["is-draft"] = EditionState.Draft,
                ["is-pending"] = EditionState.Draft,
                ["is-private"] = EditionState.Draft,
                ["is-secret"] = EditionState.Draft,
                ["is-planned"] = EditionState.Draft,
                ["is-missed"] = EditionState.Draft,
            },
            ignoreOrder: true
        );
        (await db.Set<ReleaseSet>().Where(set => set.ExecutedAt == null).Select(set => set.DueAt).ToListAsync()).ShouldContain(
            new DateTime(2099, 1, 1, 9, 0, 0, DateTimeKind.Utc)
        );
        (await LeadsToAsync("/2019/03/is-draft/")).ShouldBeNull("a draft has no address for readers");
    }

    [Fact]
    public async Task Languages_of_Polylang_and_WPML_are_editions_of_one_document()
    {
        var report = await RunAsync(
            new SampleExport()
                .Post(
                    21,
                    "الجسر",
                    "<p>فتح الجسر.</p>",
                    "الجسر",
                    categories: [("language", "ar", "العربية"), ("post_translations", "pll_5f", "pll_5f")]
                )
                .Post(
                    22,
                    "The bridge",
                    "<p>The bridge is open.</p>",
                    "the-bridge",
                    categories: [("language", "en", "English"), ("post_translations", "pll_5f", "pll_5f")]
                )
                .Post(
                    31,
                    "La source",
                    "<p>Le texte.</p>",
                    "la-source",
                    fields: [("_wpml_import_language_code", "fr"), ("_wpml_import_translation_group", "77")]
                )
                .Post(
                    32,
                    "The source",
                    "<p>The text.</p>",
                    "the-source",
                    fields:
                    [
                        ("_wpml_import_language_code", "en"),
                        ("_wpml_import_source_language_code", "fr"),
                        ("_wpml_import_translation_group", "77"),
                    ]
                )
                .Post(41, "Deutsch", "<p>Text.</p>", "deutsch", categories: [("language", "de", "Deutsch")])
        );

        report.Problems.ShouldBe(new Dictionary<string, int> { ["unknown-language"] = 1 });
        report.Languages.ShouldBe(
            new Dictionary<string, int>
            {
                ["ar"] = 1,
                ["en"] = 2,
                ["fr"] = 1,
            }
        );
        (await site.OpenAsync("/ar/news/the-bridge")).Page.QuerySelector("h1")!.TextContent.ShouldBe("الجسر");
        (await LeadsToAsync("/2019/03/الجسر/")).ShouldBe("/ar/news/the-bridge");
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var source = await db.Set<Revision>()
            .Where(revision =>
                db.Set<Edition>().Any(edition => edition.Id == revision.EditionId && edition.Document.Slug == "la-source")
            )
            .ToListAsync();
        source.Count.ShouldBe(2);
        var original = source.Single(revision => revision.Title == "La source");
        original.SourceRevisionId.ShouldBeNull();
        source.Single(revision => revision.Title == "The source").SourceRevisionId.ShouldBe(original.Id);
    }

    [Fact]
    public async Task Categories_and_tags_become_topics_where_they_are_ours_and_are_kept()
    {
        var report = await RunAsync(
            new SampleExport()
                .Author("press", "The press office")
                .Post(
                    1,
                    "A story",
                    "<p>Text.</p>",
                    "tagged-story",
                    categories:
                    [
                        ("category", "stabilisation", "Stabilisation"),
                        ("post_tag", "mosul", "Mosul"),
                        ("post_tag", "iraq", "Iraq"),
                        ("category", "uncategorized", "Uncategorized"),
                        ("post_tag", "bridges", "Bridges"),
                    ]
                )
                .Post(
                    2,
                    "A statement",
                    "<p>Text.</p>",
                    "old-communique",
                    categories: [("category", "communiques", "Communiqués")]
                ),
            new WordPressOptions { Statements = new Dictionary<string, string> { ["communiques"] = "all-members" } }
        );

        report.Problems.ShouldBe(new Dictionary<string, int> { ["unmapped-term"] = 2 });
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var story = await db.Set<Document>().Include(row => row.Topics).SingleAsync(row => row.Slug == "tagged-story");
        story.Named(TopicScheme.Effort).ShouldBe(["stabilisation"]);
        story.Named(TopicScheme.Member).ShouldBe(["iraq"]);
        story.Place.ShouldBe("mosul");
        var statement = await db.Set<Document>().SingleAsync(row => row.Slug == "old-communique");
        (statement.Kind, statement.Speaker).ShouldBe(("statement", Speaker.AllMembers));
        var item = await db.Set<WordPressItem>().SingleAsync(row => row.ItemId == 1);
        item.Author.ShouldBe("The press office");
        item.Terms!.Split('\n').ShouldContain("post_tag: Bridges");
    }

    [Fact]
    public async Task Attachments_come_from_the_folder_and_stand_in_the_texts()
    {
        var uploads = $"{folder}/uploads";
        Directory.CreateDirectory($"{uploads}/2019/03");
        await File.WriteAllBytesAsync($"{folder}/outside.jpg", SamplePhotograph.Of(".jpg", 400, 300));
        await File.WriteAllBytesAsync($"{uploads}/2019/03/bridge.jpg", SamplePhotograph.Of(".jpg", 800, 600));
        await File.WriteAllBytesAsync($"{uploads}/2019/03/report.pdf", SamplePdf.Of("Report"));
        await File.WriteAllTextAsync($"{uploads}/2019/03/evil.jpg", "<script>");
        var export = new SampleExport()
            .Attachment(5, "2019/03/bridge.jpg", "bridge", alt: "A bridge over a river")
            .Attachment(6, "2019/03/report.pdf", "Report")
            .Attachment(7, "2019/03/missing.jpg", "missing", alt: "x")
            .Attachment(8, "2019/03/evil.jpg", "evil", alt: "x")
            .Attachment(9, "2019/03/song.mp3", "song")
            .Attachment(10, "..%2foutside.jpg", "outside", alt: "x")
            .Post(
                1,
                "With pictures",
                "[caption id=\"attachment_5\"]<img class=\"wp-image-5\" src=\"https://old.example.org/wp-content/uploads/2019/03/bridge-300x225.jpg\" /> The bridge in March[/caption]\n\nRead <a href=\"https://old.example.org/wp-content/uploads/2019/03/report.pdf\">the report</a>. <img src=\"https://old.example.org/wp-content/uploads/2019/03/missing.jpg\" alt=\"Gone\">\n\n<img src=\"/wp-content/uploads/2019/03/bridge-1024x768.jpg\" alt=\"By its path\">",
                "with-pictures",
                fields: [("_thumbnail_id", "5")]
            );

        var report = await RunAsync(export, new WordPressOptions { Attachments = uploads });

        report.Problems.ShouldBe(
            new Dictionary<string, int>
            {
                ["missing-file"] = 2,
                ["missing-picture"] = 1,
                ["refused-file"] = 1,
                ["unsupported-file"] = 1,
            }
        );
        var (_, page) = await site.OpenAsync("/en/news/with-pictures");
        var picture = page.QuerySelector(".text img")!;
        picture.GetAttribute("alt").ShouldBe("A bridge over a river");
        page.QuerySelectorAll(".text img")[1].GetAttribute("alt").ShouldBe("By its path");
        page.QuerySelector(".text figcaption")!.TextContent.ShouldContain("The bridge in March");
        page.QuerySelector(".pic img").ShouldNotBeNull();
        var file = page.QuerySelectorAll(".text a")
            .Single(link => link.GetAttribute("href")!.EndsWith("report.pdf", StringComparison.Ordinal));
        (await site.OpenAsync(file.GetAttribute("href")!)).Answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        page.QuerySelectorAll(".text a")
            .ShouldContain(link => link.GetAttribute("href") == "https://old.example.org/wp-content/uploads/2019/03/missing.jpg");
        (await LeadsToAsync("/wp-content/uploads/2019/03/report.pdf")).ShouldBe(file.GetAttribute("href"));

        var again = await RunAsync(export, new WordPressOptions { Attachments = uploads });

        again.Outcomes["unchanged"].ShouldBe(3);
        again.Outcomes.Keys.ShouldNotContain("added");
    }

    [Fact]
    public async Task Attachments_are_fetched_from_the_old_site_by_the_guarded_client()
    {
        await using var old = await LocalServer.StartAsync(http =>
            http.Request.Path == "/uploads/bridge.jpg"
                ? http.Response.Body.WriteAsync(SamplePhotograph.Of(".jpg", 800, 600)).AsTask()
                : Task.FromResult(http.Response.StatusCode = 404)
        );
        var export = new SampleExport { Files = new Uri(old.Address, "/uploads").AbsoluteUri }
            .Attachment(5, "bridge.jpg", "bridge", alt: "A bridge")
            .Attachment(6, "gone.jpg", "gone", alt: "x")
            .Post(1, "Fetched", "<p>Text.</p><img class=\"wp-image-5\" src=\"x\">", "fetched-one");

        var refused = await RunAsync(export, new WordPressOptions { Fetches = true });

        refused.Problems["missing-file"].ShouldBe(2);
        refused.Listed[0].Detail.ShouldContain("is not allowed");

        await using var trusting = new TestSite(
            settings: new Dictionary<string, string>
            {
                ["Concord:OutboundHttp:PublicNetworks:0"] = "127.0.0.0/8",
                ["Concord:OutboundHttp:AnyPort"] = "true",
            }
        );
        var report = await trusting
            .Services.GetRequiredService<ImportWordPress>()
            .RunAsync(
                () => new MemoryStream(Encoding.UTF8.GetBytes(export.ToXml())),
                new WordPressOptions { Fetches = true },
                Somebody,
                progress: null,
                default
            );

        report.Problems.ShouldBe(new Dictionary<string, int> { ["missing-file"] = 1 });
        (await trusting.OpenAsync("/en/news/fetched-one"))
            .Page.QuerySelector(".text img")!
            .GetAttribute("alt")
            .ShouldBe("A bridge");
    }

    [Fact]
    public async Task Items_without_a_number_of_their_own_are_left_out_and_named()
    {
        var xml = new SampleExport()
            .Post(1, "First", "<p>Text.</p>", "number-one")
            .Post(1, "Second", "<p>Text.</p>", "number-two")
            .Post(3, "Third", "<p>Text.</p>", "number-three")
            .ToXml()
            .Replace("<wp:post_id>3<", "<wp:post_id>x3<", StringComparison.Ordinal);

        var report = await RunAsync(Encoding.UTF8.GetBytes(xml));

        report.Problems.ShouldBe(new Dictionary<string, int> { ["invalid-id"] = 2 });
        report.Outcomes.ShouldBe(new Dictionary<string, int> { ["added"] = 1, ["left-out"] = 2 });
        (await site.OpenAsync("/en/news/number-one")).Page.QuerySelector("h1")!.TextContent.ShouldBe("First");
    }

    [Fact]
    public async Task A_dry_run_reports_the_same_and_changes_nothing()
    {
        var export = new SampleExport()
            .Post(1, "One", "<p>Text [contact-form-7 id=\"3\"]</p>", "dry-one")
            .Post(2, "Two", "<p>Text.</p>", "dry-two", "draft")
            .Attachment(3, "2019/03/none.jpg", "none", alt: "x");
        var before = await CountAsync();

        var dry = await RunAsync(export, new WordPressOptions { IsDryRun = true });

        (await CountAsync()).ShouldBe(before);
        var real = await RunAsync(export);
        (await CountAsync()).ShouldNotBe(before);
        dry.Problems.ShouldBe(real.Problems);
        dry.Outcomes.ShouldBe(real.Outcomes);
        dry.Kinds.ShouldBe(real.Kinds);
    }

    [Fact]
    public async Task A_second_run_takes_what_changed_and_leaves_what_an_editor_changed()
    {
        await RunAsync(
            new SampleExport().Post(1, "One", "<p>First.</p>", "again-one").Post(2, "Two", "<p>First.</p>", "again-two")
        );
        await using (var scope = site.Services.CreateAsyncScope())
        {
            var saved = await scope
                .ServiceProvider.GetRequiredService<Concord.Newsroom.Commands.SaveDraft>()
                .RunAsync(
                    new Concord.Newsroom.Commands.Draft("again-two", "en", "Two", "Changed here.", "Changed here."),
                    Somebody,
                    default
                );
            saved.IsDone.ShouldBeTrue();
        }

        var report = await RunAsync(
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
        (await site.OpenAsync("/en/news/again-one")).Page.QuerySelector(".text")!.TextContent.ShouldContain("Second.");
        (await site.OpenAsync("/en/news/again-one-3")).Page.QuerySelector("h1")!.TextContent.ShouldBe("Three");
    }

    /// <summary>Drafts often have no date, and a site changes to https.</summary>
    [Fact]
    public async Task The_same_export_again_changes_nothing()
    {
        var export = new SampleExport()
            .Post(1, "One", "<p>Text.</p>", "same-one", "draft", date: "0000-00-00 00:00:00")
            .Post(2, "Two", "<p>Text.</p>", "same-two");
        await RunAsync(export);
        await Task.Delay(20);
        var before = await CountAsync();

        var again = await RunAsync(
            Encoding.UTF8.GetBytes(
                export.ToXml().Replace(SampleExport.Address, "http://www.old.example.org", StringComparison.Ordinal)
            )
        );

        again.Outcomes.ShouldBe(new Dictionary<string, int> { ["unchanged"] = 2 });
        (await CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Addresses_of_the_site_and_of_other_documents_stay_theirs()
    {
        var report = await RunAsync(
            new SampleExport()
                .Post(1, "News", "<p>Text.</p>", "news", type: "page")
                .Post(2, "Baghouz", "<p>Text.</p>", "one-year-after-baghouz")
                .Post(3, "Ünïcode & more", "<p>Text.</p>", "ünïcode_more")
                .Post(4, "عنوان", "<p>نص.</p>", "عنوان-2019")
        );

        report.Problems.ShouldBe(new Dictionary<string, int> { ["changed-slug"] = 4 });
        (await site.OpenAsync("/en/news-1")).Page.QuerySelector("h1")!.TextContent.ShouldBe("News");
        (await site.OpenAsync("/en/news/one-year-after-baghouz-2")).Page.QuerySelector("h1")!.TextContent.ShouldBe("Baghouz");
        (await site.OpenAsync("/en/news/unicode-more")).Page.QuerySelector("h1")!.TextContent.ShouldBe("Ünïcode & more");
        (await site.OpenAsync("/en/news/story-4")).Page.QuerySelector("h1")!.TextContent.ShouldBe("عنوان");
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
                report = await site
                    .Services.GetRequiredService<ImportWordPress>()
                    .RunAsync(
                        () => new MemoryStream(bytes),
                        new WordPressOptions(),
                        Somebody,
                        new StopAfter(stops + 1, stop),
                        stop.Token
                    );
            }
            catch (OperationCanceledException)
            {
                stops++;
                await using var between = site.Services.CreateAsyncScope();
                var kept = await between.ServiceProvider.GetRequiredService<ConcordDb>().Set<WordPressItem>().CountAsync();
                kept.ShouldBe(25 * stops);
            }
        }

        stops.ShouldBeGreaterThanOrEqualTo(4);
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        (await db.Set<Document>().CountAsync(row => row.Slug.StartsWith("stopped-"))).ShouldBe(120);
        (await db.Set<Revision>().CountAsync(row => row.Title.StartsWith("Post "))).ShouldBe(120);
        (await db.Set<WordPressItem>().CountAsync()).ShouldBe(120);
    }

    [Theory]
    [InlineData("", "ends too early")]
    [InlineData("no xml", "")]
    [InlineData("<html><body/></html>", "<html>")]
    [InlineData("<rss/>", "<channel>")]
    [InlineData("<rss><channel><title>x</title><item><title>y</title></item></channel></rss>", "wxr_version")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"b\">]><rss><channel></channel></rss>", "document type")]
    public async Task What_is_no_export_is_refused_with_the_reason(string xml, string reason)
    {
        var before = await CountAsync();

        var fault = await Should.ThrowAsync<ExportFaultException>(() => RunAsync(Encoding.UTF8.GetBytes(xml)));

        fault.Message.ShouldContain(reason);
        (await CountAsync()).ShouldBe(before);
    }

    /// <summary>Also where everything before the damage is well.</summary>
    [Fact]
    public async Task A_damaged_export_imports_nothing_and_names_the_place()
    {
        var xml = new SampleExport()
            .Post(1, "One", "<p>Text.</p>", "damaged-one")
            .Post(2, "Two", "<p>Text.</p>", "damaged-two")
            .ToXml();
        var before = await CountAsync();
        var bytes = Encoding.UTF8.GetBytes(xml);
        byte[][] damaged =
        [
            bytes[..(bytes.Length / 2)],
            bytes[..^12],
            Encoding.UTF8.GetBytes(xml.Replace("</channel>", "</chanel>", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(xml.Replace("damaged-two", "\u0001", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(xml.Replace("<wp:post_id>2", "<wp:post_id>&nbsp;2", StringComparison.Ordinal)),
            [.. bytes[..900], 0xC3, 0x28, .. bytes[900..]],
            [.. "\n\n"u8, .. bytes],
        ];
        foreach (var content in damaged)
        {
            var fault = await Should.ThrowAsync<ExportFaultException>(() => RunAsync(content));
            fault.Line.ShouldBeGreaterThan(0);
        }

        (await CountAsync()).ShouldBe(before);
    }

    private Task<WordPressReport> RunAsync(SampleExport export, WordPressOptions? options = null) =>
        RunAsync(Encoding.UTF8.GetBytes(export.ToXml()), options);

    private async Task<WordPressReport> RunAsync(byte[] export, WordPressOptions? options = null) =>
        await site
            .Services.GetRequiredService<ImportWordPress>()
            .RunAsync(() => new MemoryStream(export), options ?? new WordPressOptions(), Somebody, progress: null, default);

    private async Task<(int Documents, int Items, long Events)> CountAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        return (
            await db.Set<Document>().CountAsync(),
            await db.Set<WordPressItem>().CountAsync(),
            await db.Set<Concord.Foundation.Journal.JournalEntry>().CountAsync()
        );
    }

    private async Task<string?> LeadsToAsync(string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await client.GetAsync(new Uri(site.Address, path));
        return answer.StatusCode == System.Net.HttpStatusCode.PermanentRedirect ? answer.Headers.Location!.OriginalString : null;
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
