using Concord.FeedReading;
using static Concord.Libraries.Tests.FeedReading.Reading;

namespace Concord.Libraries.Tests.FeedReading;

public sealed class RssTests
{
    [Fact]
    public void An_item_is_read_with_all_its_fields()
    {
        var feed = Read(
            Rss(
                """
                <item>
                  <title>Water for Raqqa &amp; its villages</title>
                  <link>https://ministry.example/water</link>
                  <guid isPermaLink="false">ministry-17</guid>
                  <pubDate>Tue, 20 Oct 2020 09:30:00 +0300</pubDate>
                  <author>press@ministry.example (Press Office)</author>
                  <category>Stabilisation</category><category>stabilisation</category><dc:subject>#Raqqa</dc:subject>
                  <description>In short.</description>
                  <content:encoded><![CDATA[<p>The pumps run <b>again</b>.</p><p>More to come&hellip;</p>]]></content:encoded>
                  <enclosure url="/pump.jpg" type="image/jpeg" length="2048"/>
                </item>
                """,
                "<language>en-GB</language>"
            ),
            "https://ministry.example/feed"
        );

        (feed.Format, feed.Version, feed.Title, feed.Link).ShouldBe(
            (FeedFormat.Rss, "2.0", "Ministry", "https://ministry.example/")
        );
        feed.Problems.ShouldBeEmpty();
        var item = feed.Items.ShouldHaveSingleItem();
        (item.Id, item.HasOwnId).ShouldBe(("ministry-17", true));
        item.Title.ShouldBe("Water for Raqqa & its villages");
        item.Link.ShouldBe("https://ministry.example/water");
        item.Date.ShouldBe(new DateTimeOffset(2020, 10, 20, 9, 30, 0, TimeSpan.FromHours(3)));
        item.Author.ShouldBe("Press Office");
        item.Language.ShouldBe("en-GB");
        item.Text.ShouldBe("The pumps run again.\nMore to come…");
        item.Html.ShouldBe("<p>The pumps run <b>again</b>.</p><p>More to come&hellip;</p>");
        item.Tags.ShouldBe(["Stabilisation", "Raqqa"]);
        item.Media.ShouldBe([new FeedMedia("https://ministry.example/pump.jpg", "image/jpeg", 2048, null)]);
    }

    [Fact]
    public void RSS_1_0_has_its_items_beside_the_channel()
    {
        var feed = Read(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel rdf:about="https://agency.example/"><title>Agency</title><link>https://agency.example/</link><dc:language>fr</dc:language>
                <items><rdf:Seq><rdf:li rdf:resource="https://agency.example/1"/></rdf:Seq></items></channel>
              <item rdf:about="https://agency.example/1"><title>Premier</title><link>https://agency.example/1</link><dc:date>2020-10-22</dc:date><dc:creator>Rédaction</dc:creator></item>
              <item rdf:about="https://agency.example/2"><title>Second</title></item>
            </rdf:RDF>
            """
        );

        (feed.Format, feed.Version, feed.Title, feed.Language).ShouldBe((FeedFormat.Rss, "1.0", "Agency", "fr"));
        feed.Items.Select(item => item.Title).ShouldBe(["Premier", "Second"]);
        feed.Items[0].Author.ShouldBe("Rédaction");
        feed.Items[1].Link.ShouldBe("https://agency.example/2");
    }

    [Fact]
    public void RSS_0_90_and_0_91_are_read()
    {
        Read(
            """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Old</title></channel><item><title>One</title><link>https://old.example/1</link></item></rdf:RDF>"""
        )
            .Version.ShouldBe("0.90");
        var feed = Read(
            """
            <?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
            <rss version="0.91"><channel><title>Old</title><item><title>One &eacute;</title><link>https://old.example/1</link></item></channel></rss>
            """
        );
        feed.Version.ShouldBe("0.91");
        feed.Items[0].Title.ShouldBe("One é");
        feed.Items[0].Id.ShouldBe("https://old.example/1");
        feed.Items[0].HasOwnId.ShouldBeFalse();
    }

    [Theory]
    [InlineData("<title>1 &lt; 2</title>", "1 < 2")]
    [InlineData("<title>Fish &amp;amp; chips</title>", "Fish & chips")]
    [InlineData("<title>&lt;b&gt;Bold&lt;/b&gt; words</title>", "Bold words")]
    [InlineData("<title><![CDATA[A &amp; B <em>C</em>]]></title>", "A & B C")]
    [InlineData("<title> over\n  two lines </title>", "over two lines")]
    [InlineData("<title/><dc:title>Second choice</dc:title>", "Second choice")]
    [InlineData("<media:title>Of the film</media:title>", "Of the film")]
    [InlineData("<TITLE>Loud</TITLE>", "Loud")]
    [InlineData("<title>&#146;Quoted&#x94;</title>", "’Quoted”")]
    [InlineData("<title></title>", null)]
    public void A_title_is_plain_text(string markup, string? expected) =>
        OnlyItem(Rss($"<item><guid>1</guid>{markup}</item>")).Title.ShouldBe(expected);

    [Theory]
    [InlineData("<link>https://a.example/1</link>", "https://a.example/1")]
    [InlineData("<link> /water </link>", "https://ministry.example/water")]
    [InlineData("<guid>https://a.example/2</guid>", "https://a.example/2")]
    [InlineData("<guid isPermaLink='false'>https://a.example/2</guid>", null)]
    [InlineData("<guid>seventeen</guid>", null)]
    [InlineData("<link>javascript:alert(1)</link>", null)]
    [InlineData("<link>data:text/html,x</link>", null)]
    [InlineData("<atom:link xmlns:atom='http://www.w3.org/2005/Atom' href='/3'/>", "https://ministry.example/3")]
    [InlineData(
        "<feedburner:origLink xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'>https://a.example/own</feedburner:origLink><link>https://proxy.example/x</link>",
        "https://a.example/own"
    )]
    public void Only_links_that_can_be_followed_are_kept(string markup, string? expected) =>
        OnlyItem(Rss($"<item><title>x</title>{markup}</item>"), "https://ministry.example/feed.xml").Link.ShouldBe(expected);

    [Fact]
    public void A_missing_id_is_derived_and_stable()
    {
        var text = Rss("<item><title>No id</title><description>and no link</description></item>");
        var (one, two) = (OnlyItem(text), OnlyItem(text));
        one.HasOwnId.ShouldBeFalse();
        one.Id.ShouldStartWith("sha256:");
        one.Id.ShouldBe(two.Id);
        OnlyItem(text.Replace("no link", "a link", StringComparison.Ordinal)).Id.ShouldNotBe(one.Id);
    }

    [Fact]
    public void Media_RSS_yields_alternative_texts_and_video_descriptions()
    {
        var item = OnlyItem(
            Rss(
                """
                <item><guid>1</guid><media:group>
                  <media:content url="https://m.example/a.mp4" medium="video"><media:title>The bridge</media:title></media:content>
                  <media:thumbnail url="https://m.example/a.jpg"/><media:description>The bridge at Mosul.</media:description>
                </media:group></item>
                """
            )
        );
        item.Text.ShouldBe("The bridge at Mosul.");
        item.Media.ShouldBe([
            new FeedMedia("https://m.example/a.mp4", "video/*", null, "The bridge"),
            new FeedMedia("https://m.example/a.jpg", "image/*", null, null),
        ]);
    }

    [Fact]
    public void Arabic_and_Kurdish_letters_are_preserved()
    {
        var item = OnlyItem(
            Rss("<item xml:lang='ckb'><title>ڕەقە</title><description>ئاوی پاک &#x2067;١٢&#x2069;</description></item>")
        );
        (item.Title, item.Text, item.Language).ShouldBe(("ڕەقە", "ئاوی پاک \u2067١٢\u2069", "ckb"));
    }
}
