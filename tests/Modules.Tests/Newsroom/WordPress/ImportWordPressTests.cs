using System.Text;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.WordPress;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom.WordPress;

/// <summary>A WordPress site becomes documents of this one.</summary>
public sealed class ImportWordPressTests : IAsyncLifetime
{
    private readonly ImportedSite old = new();

    public async ValueTask InitializeAsync() => await old.Site.OpenAsync("/en");

    public async ValueTask DisposeAsync() => await old.DisposeAsync();

    [Fact]
    public async Task Posts_and_pages_are_read_at_their_new_address_and_found_at_the_old_one()
    {
        var report = await old.RunAsync(
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
        var (answer, page) = await old.Site.OpenAsync("/en/news/bridge-open");
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Bridge & water");
        page.QuerySelector(".text")!.InnerHtml.ShouldContain("<strong>open</strong>");
        page.QuerySelector(".kick")!.TextContent.ShouldContain("23 March 2019");
        (await old.Site.OpenAsync("/en/our-work"))
            .Page.QuerySelectorAll(".text a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe(["/en/news/bridge-open", "/en/news/bridge-open"]);
        (await old.LeadsToAsync("/2019/03/bridge-open/")).ShouldBe("/en/news/bridge-open");
        (await old.LeadsToAsync("/2019/03/Bridge-Open")).ShouldBe("/en/news/bridge-open");
        (await old.LeadsToAsync("/?p=11")).ShouldBe("/en/news/bridge-open");
        (await old.LeadsToAsync("/about/our-work")).ShouldBe("/en/our-work");
        (await old.LeadsToAsync("/2019/03/nothing/")).ShouldBeNull();
    }

    [Fact]
    public async Task States_are_kept()
    {
        var report = await old.RunAsync(
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
        await using var scope = old.Site.Services.CreateAsyncScope();
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
        (await old.LeadsToAsync("/2019/03/is-draft/")).ShouldBeNull("a draft has no address for readers");
    }

    [Fact]
    public async Task Languages_of_Polylang_and_WPML_are_editions_of_one_document()
    {
        var report = await old.RunAsync(
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
        (await old.Site.OpenAsync("/ar/news/the-bridge")).Page.QuerySelector("h1")!.TextContent.ShouldBe("الجسر");
        (await old.LeadsToAsync("/2019/03/الجسر/")).ShouldBe("/ar/news/the-bridge");
        await using var scope = old.Site.Services.CreateAsyncScope();
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
        var report = await old.RunAsync(
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
        await using var scope = old.Site.Services.CreateAsyncScope();
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
    public async Task Items_without_a_number_of_their_own_are_left_out_and_named()
    {
        var xml = new SampleExport()
            .Post(1, "First", "<p>Text.</p>", "number-one")
            .Post(1, "Second", "<p>Text.</p>", "number-two")
            .Post(3, "Third", "<p>Text.</p>", "number-three")
            .ToXml()
            .Replace("<wp:post_id>3<", "<wp:post_id>x3<", StringComparison.Ordinal);

        var report = await old.RunAsync(Encoding.UTF8.GetBytes(xml));

        report.Problems.ShouldBe(new Dictionary<string, int> { ["invalid-id"] = 2 });
        report.Outcomes.ShouldBe(new Dictionary<string, int> { ["added"] = 1, ["left-out"] = 2 });
        (await old.Site.OpenAsync("/en/news/number-one")).Page.QuerySelector("h1")!.TextContent.ShouldBe("First");
    }

    [Fact]
    public async Task Addresses_of_the_site_and_of_other_documents_stay_theirs()
    {
        var report = await old.RunAsync(
            new SampleExport()
                .Post(1, "News", "<p>Text.</p>", "news", type: "page")
                .Post(2, "Baghouz", "<p>Text.</p>", "one-year-after-baghouz")
                .Post(3, "Ünïcode & more", "<p>Text.</p>", "ünïcode_more")
                .Post(4, "عنوان", "<p>نص.</p>", "عنوان-2019")
        );

        report.Problems.ShouldBe(new Dictionary<string, int> { ["changed-slug"] = 4 });
        (await old.Site.OpenAsync("/en/news-1")).Page.QuerySelector("h1")!.TextContent.ShouldBe("News");
        (await old.Site.OpenAsync("/en/news/one-year-after-baghouz-2")).Page.QuerySelector("h1")!.TextContent.ShouldBe("Baghouz");
        (await old.Site.OpenAsync("/en/news/unicode-more")).Page.QuerySelector("h1")!.TextContent.ShouldBe("Ünïcode & more");
        (await old.Site.OpenAsync("/en/news/story-4")).Page.QuerySelector("h1")!.TextContent.ShouldBe("عنوان");
    }
}
