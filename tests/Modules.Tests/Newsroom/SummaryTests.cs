using System.Text.Json;
using System.Xml.Linq;
using Concord.Foundation.ContentImport;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.TestKit;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>A summary of a text that somebody else issued says so wherever its headline stands.</summary>
public sealed class SummaryTests : IDisposable
{
    private const string Address = "https://statements.example.org/one?a=b&c=d";
    private const string Note = "Summary. The full text was issued by the ministers on 4 June 2020.";
    private readonly SmallPack pack = new();

    public SummaryTests()
    {
        pack.Write("documents/sum/document.yaml", "kind: statement\nspeaker: all-members\ndate: 2020-06-04");
        pack.Write("documents/sum/en.md", Edition(Address));
    }

    [Fact]
    public async Task Page_list_feeds_API_and_structured_data_say_that_it_is_a_summary()
    {
        await using var site = new TestSite(pack.Path);

        var (_, page) = await site.OpenAsync("/en/news/sum");
        page.QuerySelector("header .kick b")!.TextContent.ShouldBe("Statement · Summary");
        page.QuerySelector("header .src")!.TextContent.ShouldContain(Note);
        var link = page.QuerySelector("header .src a")!;
        link.GetAttribute("href").ShouldBe(Address);
        link.GetAttribute("rel").ShouldBe("noreferrer external");
        link.TextContent.ShouldBe("Full text at statements.example.org");
        page.QuerySelector(".side")!.TextContent.ShouldContain("the ministers");
        page.QuerySelector(".side")!.TextContent.ShouldNotContain("All members");
        page.QuerySelector(".join").ShouldBeNull();
        var source = JsonDocument
            .Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent)
            .RootElement.GetProperty("@graph")[0]
            .GetProperty("isBasedOn");
        source.GetProperty("url").GetString().ShouldBe(Address);
        source.GetProperty("datePublished").GetString().ShouldBe("2020-06-04");
        source.GetProperty("publisher").GetProperty("name").GetString().ShouldBe("the ministers");

        var (_, list) = await site.OpenAsync("/en/statements");
        list.QuerySelectorAll(".list .kick b").Select(kind => kind.TextContent).ShouldBe(["Statement", "Statement · Summary"]);

        var atom = XDocument.Parse(await site.Client.GetStringAsync(new Uri("/en/statements/feed.atom", UriKind.Relative)));
        XNamespace ns = "http://www.w3.org/2005/Atom";
        var entry = atom.Descendants(ns + "entry").Single(entry => entry.Element(ns + "title")!.Value == "Sum");
        entry.Element(ns + "summary")!.Value.ShouldEndWith(Note);
        entry
            .Elements(ns + "link")
            .Single(one => one.Attribute("rel")!.Value == "via")
            .Attribute("href")!
            .Value.ShouldBe(Address);

        var json = await JsonAsync(site, "/en/statements/feed.json");
        var items = json.GetProperty("items").EnumerateArray().ToList();
        items[1].GetProperty("external_url").GetString().ShouldBe(Address);
        items[1].GetProperty("content_text").GetString().ShouldEndWith(Note);
        items[0].TryGetProperty("external_url", out _).ShouldBeFalse();

        var editions = (await JsonAsync(site, "/api/v1/documents/sum")).GetProperty("document").GetProperty("editions");
        editions.GetProperty("en").GetProperty("form").GetString().ShouldBe("summary");
        editions.GetProperty("en").GetProperty("summaryOf").GetProperty("issuedBy").GetString().ShouldBe("the ministers");
        editions.GetProperty("en").GetProperty("summaryOf").GetProperty("url").GetString().ShouldBe(Address);
    }

    [Fact]
    public async Task A_full_text_says_who_issued_it_and_is_no_summary()
    {
        await using var site = new TestSite(pack.Path);

        var (_, page) = await site.OpenAsync("/en/news/two");

        page.QuerySelector("header .kick b")!.TextContent.ShouldBe("Statement");
        page.QuerySelector("header .src").ShouldBeNull();
        page.QuerySelector(".side")!.TextContent.ShouldContain("All members");
        page.QuerySelector(".join")!.TextContent.ShouldContain("On 2 October 2020 the coalition had 2 members");
        page.QuerySelector("script[type='application/ld+json']")!.TextContent.ShouldNotContain("isBasedOn");
        var edition = (await JsonAsync(site, "/api/v1/documents/two"))
            .GetProperty("document")
            .GetProperty("editions")
            .GetProperty("en");
        edition.GetProperty("form").GetString().ShouldBe("full-text");
        edition.GetProperty("summaryOf").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_label_can_be_drafted_is_released_with_the_text_and_removed_by_the_next_revision(Provider provider)
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(provider);
        var original = new OriginalText("the ministers", new DateOnly(2020, 6, 4), Address);
        var draft = new Draft("sum", "en", "Sum", "A summary.", "Body.") { Kind = "story", Original = original };

        (await SaveAsync(newsroom, draft)).Code.ShouldBe(NewsroomCode.Done);
        (await SaveAsync(newsroom, draft)).Code.ShouldBe(NewsroomCode.Unchanged);
        (await newsroom.ReleaseAsync("sum")).Code.ShouldBe(NewsroomCode.Done);
        (await PublicAsync(newsroom)).ShouldBe(original);

        (await SaveAsync(newsroom, draft with { Original = null })).Code.ShouldBe(NewsroomCode.Done);
        (await PublicAsync(newsroom)).ShouldBe(original);
        (await newsroom.ReleaseAsync("sum")).Code.ShouldBe(NewsroomCode.Done);
        (await PublicAsync(newsroom)).ShouldBeNull();
    }

    [Theory]
    [InlineData("", "https://example.org/")]
    [InlineData("the ministers", "javascript:alert(1)")]
    [InlineData("the ministers", "https://user:secret@example.org/")]
    [InlineData("the ministers", "/relative")]
    public async Task An_original_without_issuer_or_with_an_address_that_is_not_of_the_web_is_refused(string issuer, string url)
    {
        await using var newsroom = await NewsroomFixture.CreateAsync(Provider.Sqlite);
        var draft = new Draft("sum", "en", "Sum", "A summary.", "Body.")
        {
            Kind = "statement",
            Original = new OriginalText(issuer, new DateOnly(2020, 6, 4), url),
        };

        (await SaveAsync(newsroom, draft)).Code.ShouldBe(NewsroomCode.InvalidOriginal);
    }

    [Fact]
    public async Task Mistakes_in_a_pack_are_reported_with_their_position()
    {
        pack.Write("documents/sum/document.yaml", "kind: statement\nspeaker: all-members\ndate: 2020-06-04\nauthentic: [en]");
        pack.Write("documents/sum/en.md", Edition("javascript:alert(1)"));
        pack.Write("documents/sum/ar.md", "---\ntitle: واحد\nsummary: خلاصة\n---\nنص.\n");
        await using var newsroom = await NewsroomFixture.CreateAsync(Provider.Sqlite);
        foreach (var file in Directory.EnumerateFiles(pack.Path, "*", SearchOption.AllDirectories))
        {
            newsroom.Pack.Write(Path.GetRelativePath(pack.Path, file), await File.ReadAllBytesAsync(file));
        }

        (await newsroom.ImportAsync())
            .Problems.Select(problem => problem.Place())
            .ShouldBe(
                [
                    "documents/sum/en.md:7 url InvalidValue",
                    "documents/sum/ar.md:1 summary-of InconsistentValues",
                    "documents/sum/document.yaml:4 authentic InconsistentValues",
                ],
                ignoreOrder: true
            );
    }

    public void Dispose() => pack.Dispose();

    private static string Edition(string url) =>
        $"---\ntitle: Sum\nsummary: A summary.\nsummary-of:\n  issued-by: the ministers\n  on: 2020-06-04\n  url: {url}\n---\nBody.\n";

    private static Task<NewsroomResult> SaveAsync(NewsroomFixture newsroom, Draft draft) =>
        newsroom.WithAsync<SaveDraft, NewsroomResult>(save => save.RunAsync(draft, NewsroomFixture.Editor, default));

    private static Task<OriginalText?> PublicAsync(NewsroomFixture newsroom) =>
        newsroom.WithAsync<EditionTexts, OriginalText?>(async texts =>
            (await texts.ReadAsync("sum", "en", Concord.Foundation.Pages.Audience.Public, default))!.Original
        );

    private static async Task<JsonElement> JsonAsync(TestSite site, string path) =>
        JsonDocument.Parse(await site.Client.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;
}
