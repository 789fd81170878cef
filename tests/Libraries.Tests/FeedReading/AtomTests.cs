using Concord.FeedReading;
using static Concord.Libraries.Tests.FeedReading.Reading;

namespace Concord.Libraries.Tests.FeedReading;

public sealed class AtomTests
{
    [Fact]
    public void An_entry_is_read_with_all_its_fields()
    {
        var feed = Read(
            Atom(
                """
                <entry xml:lang="ar"><id>urn:e:1</id><title type="html">&lt;b&gt;لقاء&lt;/b&gt; في لندن</title>
                  <link rel="self" href="https://embassy.example/api/1"/><link rel="alternate" type="text/html" href="news/1"/>
                  <link rel="enclosure" type="image/png" href="/p.png" length="9"/>
                  <published>2020-10-22T10:00:00Z</published><updated>2020-10-23T08:00:00.5+03:00</updated>
                  <author><name>السفارة</name><email>a@embassy.example</email></author>
                  <category term="iraq" label="العراق"/><category term="economy"/>
                  <summary>قصير</summary>
                  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>الأول</p><p>الثاني<br/>تتمة</p></div></content>
                </entry>
                """,
                "<author><name>Feed author</name></author><link rel='next' href='?page=2'/>"
            ),
            "https://embassy.example/feed/"
        );

        (feed.Format, feed.Version, feed.Title, feed.Link).ShouldBe(
            (FeedFormat.Atom, "1.0", "Embassy", "https://embassy.example/")
        );
        feed.Next.ShouldBe("https://embassy.example/feed/?page=2");
        feed.Problems.ShouldBeEmpty();
        var item = feed.Items.ShouldHaveSingleItem();
        (item.Id, item.Title, item.Language, item.Author).ShouldBe(("urn:e:1", "لقاء في لندن", "ar", "السفارة"));
        item.Link.ShouldBe("https://embassy.example/feed/news/1");
        item.Date.ShouldBe(new DateTimeOffset(2020, 10, 22, 10, 0, 0, TimeSpan.Zero));
        item.Updated.ShouldBe(new DateTimeOffset(2020, 10, 23, 8, 0, 0, 500, TimeSpan.FromHours(3)));
        item.Text.ShouldBe("الأول\nالثاني\nتتمة");
        item.Tags.ShouldBe(["العراق", "economy"]);
        item.Media.ShouldBe([new FeedMedia("https://embassy.example/p.png", "image/png", 9, null)]);
    }

    [Theory]
    [InlineData("<title>AT&amp;amp;T &amp;lt;b&amp;gt;</title>", "AT&amp;T &lt;b&gt;")]
    [InlineData("<title type='text'>1 &lt; 2 &amp; 3</title>", "1 < 2 & 3")]
    [InlineData("<title type='html'>AT&amp;amp;T</title>", "AT&T")]
    [InlineData("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>B</b> &amp; C</div></title>", "A B & C")]
    [InlineData("<title type='xhtml'><x:div xmlns:x='http://www.w3.org/1999/xhtml'>A <x:b>B</x:b></x:div></title>", "A B")]
    public void The_type_of_an_Atom_text_is_respected(string markup, string expected) =>
        OnlyItem(Atom($"<entry><id>1</id>{markup}</entry>")).Title.ShouldBe(expected);

    [Fact]
    public void Content_by_reference_or_of_another_type_is_not_text()
    {
        var item = OnlyItem(
            Atom("<entry><id>1</id><content type='image/png'>iVBORw0KGgo=</content><summary>A chart</summary></entry>")
        );
        item.Text.ShouldBe("A chart");
        OnlyItem(Atom("<entry><id>1</id><content src='https://e.example/1'/><summary>There</summary></entry>"))
            .Text.ShouldBe("There");
    }

    [Fact]
    public void Atom_0_3_is_read()
    {
        var feed = Read(
            """
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title><entry><id>tag:old,1</id><title>One</title>
            <issued>2004-05-01T10:00:00Z</issued><modified>2004-05-02T10:00:00Z</modified><content type="text/html" mode="escaped">&lt;p&gt;Hi&lt;/p&gt;</content></entry></feed>
            """
        );
        (feed.Format, feed.Version).ShouldBe((FeedFormat.Atom, "0.3"));
        feed.Items[0].Text.ShouldBe("Hi");
        feed.Items[0].Date!.Value.Day.ShouldBe(1);
        feed.Items[0].Updated!.Value.Day.ShouldBe(2);
    }

    [Fact]
    public void A_YouTube_video_yields_its_description_and_thumbnail()
    {
        var item = OnlyItem(
            """
            <feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
             <entry><id>yt:video:abc</id><yt:videoId>abc</yt:videoId><title>Rebuilding</title><link rel="alternate" href="https://video.example/watch?v=abc"/>
              <author><name>Coalition</name></author><published>2020-10-01T00:00:00+00:00</published>
              <media:group><media:title>Rebuilding</media:title><media:content url="https://video.example/v/abc" type="application/x-shockwave-flash"/>
              <media:thumbnail url="https://i.video.example/abc.jpg" width="480" height="360"/><media:description>A school opens.
            In Mosul.</media:description></media:group></entry></feed>
            """
        );
        item.Text.ShouldBe("A school opens.\nIn Mosul.");
        item.Media.Select(file => file.Address).ShouldContain("https://i.video.example/abc.jpg");
    }

    [Fact]
    public void Deleted_entries_are_reported()
    {
        var feed = Read(
            Atom(
                """<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="urn:e:9" when="2020-10-22T00:00:00Z"/><entry><id>urn:e:8</id><title>x</title></entry>"""
            )
        );
        feed.Deleted.ShouldBe(["urn:e:9"]);
        feed.Items.ShouldHaveSingleItem();
    }

    [Fact]
    public void Xml_base_applies_to_nested_elements()
    {
        OnlyItem(Atom("<entry xml:base='https://other.example/a/'><id>1</id><link href='b'/></entry>"))
            .Link.ShouldBe("https://other.example/a/b");
    }
}
