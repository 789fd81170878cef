using System.Net;
using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Concord.Modules.Tests.Web;
using Concord.TestKit;

namespace Concord.Modules.Tests.Newsroom;

public sealed class FeedTests(DemonstrationSite demonstration)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private readonly TestSite site = demonstration.Site;

    [Theory]
    [InlineData("/en/feed.rss", "application/rss+xml")]
    [InlineData("/ar/feed.atom", "application/atom+xml")]
    [InlineData("/fr/statements/feed.rss", "application/rss+xml")]
    [InlineData("/ckb/statements/feed.atom", "application/atom+xml")]
    public async Task A_feed_is_parsed_in_its_declared_format(string path, string type)
    {
        var answer = await site.Client.GetAsync(new Uri(path, UriKind.Relative));
        using var reader = XmlReader.Create(await answer.Content.ReadAsStreamAsync());

        var feed = SyndicationFeed.Load(reader);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        answer.Headers.ETag.ShouldNotBeNull();
        feed.Language.ShouldBe(path.Split('/')[1]);
        feed.Items.Count().ShouldBeGreaterThan(2);
        feed.Items.Select(item => item.Id).ShouldBeUnique();
        foreach (var item in feed.Items)
        {
            item.Id.ShouldStartWith("urn:uuid:");
            item.Title.Text.ShouldNotBeNullOrWhiteSpace();
            item.Summary.Text.ShouldNotBeNullOrWhiteSpace();
            item.PublishDate.Year.ShouldBeGreaterThan(2016);
            var link = item.Links.Single(one => one.RelationshipType is null or "alternate").Uri;
            link.IsAbsoluteUri.ShouldBeTrue();
        }

        var first = feed.Items.First().Links[0].Uri;
        (await site.Client.GetAsync(first)).StatusCode.ShouldBe(HttpStatusCode.OK);
        feed.Items.Select(item => item.PublishDate).ShouldBe(feed.Items.Select(item => item.PublishDate).OrderDescending());
    }

    [Fact]
    public async Task Atom_output_is_valid()
    {
        var feed = XDocument.Parse(await site.Client.GetStringAsync(new Uri("/en/feed.atom", UriKind.Relative))).Root!;

        feed.Element(Atom + "id")!.Value.ShouldBe($"{site.Address}en/feed.atom");
        feed.Elements(Atom + "link")
            .Select(link => link.Attribute("rel")!.Value)
            .ShouldBe(["alternate", "self"], ignoreOrder: true);
        feed.Element(Atom + "author")!.Element(Atom + "name")!.Value.ShouldBe("The Global Coalition against Daesh");
        feed.Element(Atom + "updated").ShouldNotBeNull();
        feed.Elements(Atom + "entry").ShouldAllBe(entry => entry.Element(Atom + "updated") != null);
        // A correction makes a text newer, not its publication.
        var corrected = feed.Elements(Atom + "entry")
            .Single(entry => entry.Element(Atom + "title")!.Value == "Three years since the retaking of Mosul");
        corrected.Element(Atom + "published")!.Value.ShouldStartWith("2020-07-10");
        corrected.Element(Atom + "updated")!.Value.ShouldStartWith("2020-07-11");
    }

    [Fact]
    public async Task Rss_output_is_valid()
    {
        var channel = XDocument
            .Parse(await site.Client.GetStringAsync(new Uri("/en/feed.rss", UriKind.Relative)))
            .Root!.Element("channel")!;

        foreach (var name in (string[])["title", "link", "description", "language", "lastBuildDate"])
        {
            channel.Element(name)!.Value.ShouldNotBeNullOrWhiteSpace();
        }

        var self = channel.Element(Atom + "link")!;
        self.Attribute("rel")!.Value.ShouldBe("self");
        self.Attribute("href")!.Value.ShouldBe($"{site.Address}en/feed.rss");
        foreach (var item in channel.Elements("item"))
        {
            item.Element("guid")!.Attribute("isPermaLink")!.Value.ShouldBe("false");
            DateTimeOffset.TryParse(item.Element("pubDate")!.Value, null, out _).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Json_feed_output_is_valid_1_1()
    {
        var answer = await site.Client.GetAsync(new Uri("/ar/feed.json", UriKind.Relative));
        using var feed = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var root = feed.RootElement;

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/feed+json");
        root.GetProperty("version").GetString().ShouldBe("https://jsonfeed.org/version/1.1");
        root.GetProperty("feed_url").GetString().ShouldBe($"{site.Address}ar/feed.json");
        root.GetProperty("language").GetString().ShouldBe("ar");
        foreach (var item in root.GetProperty("items").EnumerateArray())
        {
            item.GetProperty("id").GetString().ShouldNotBeNullOrWhiteSpace();
            item.GetProperty("content_text").GetString().ShouldNotBeNullOrWhiteSpace();
            item.GetProperty("date_published").GetString()!.ShouldEndWith("Z");
        }
    }

    [Fact]
    public async Task The_statements_feed_has_statements_alone_and_nothing_withdrawn()
    {
        var statements = await site.Client.GetStringAsync(new Uri("/en/statements/feed.atom", UriKind.Relative));

        XDocument
            .Parse(statements)
            .Descendants(Atom + "category")
            .Select(category => category.Attribute("term")!.Value)
            .Distinct()
            .ShouldBe(["Statement"]);
        (await site.Client.GetStringAsync(new Uri("/en/feed.atom", UriKind.Relative))).ShouldNotContain(
            "members-in-october-2020"
        );
    }

    [Fact]
    public async Task A_site_without_documents_has_an_empty_feed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("members.yaml", "members: []");
        await using var empty = new TestSite(folder.Path);

        foreach (var form in (string[])["atom", "rss", "json"])
        {
            (await empty.Client.GetAsync(new Uri($"/en/feed.{form}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }
}
