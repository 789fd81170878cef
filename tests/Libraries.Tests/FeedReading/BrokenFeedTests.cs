using Concord.FeedReading;
using static Concord.Libraries.Tests.FeedReading.Reading;

namespace Concord.Libraries.Tests.FeedReading;

/// <summary>
/// Feeds as they occur in practice. A broken item affects no other, and faults are reported with their line.
/// </summary>
public sealed class BrokenFeedTests
{
    [Theory]
    [InlineData("an item that does not end", "<item><title>A</title><item><title>B</title></item>")]
    [InlineData("a title that does not end", "<item><title>A</item><item><title>B</title></item>")]
    [InlineData("a stranger's end", "<item><title>A</title></b></item><item><title>B</title></item>")]
    [InlineData(
        "ends the wrong way round",
        "<item><title>A</title><description><i><b>x</i></b></description></item><item><title>B</title></item>"
    )]
    [InlineData(
        "a CDATA section that does not end",
        "<item><title><![CDATA[A</title></item><item><title><![CDATA[B]]></title></item>"
    )]
    [InlineData("a bare sign", "<item><title>A</title><description>1 < 2 & 3</description></item><item><title>B</title></item>")]
    [InlineData(
        "an attribute without quotes",
        "<item><title>A</title><enclosure url=https://a.example/x.jpg type=image/jpeg></item><item><title>B</title></item>"
    )]
    [InlineData("a tag that does not end", "<item><title>A</title><enclosure url='x' </item><item><title>B</title></item>")]
    [InlineData("a comment that does not end", "<item><title>A</title><!-- x </item><item><title>B</title></item>")]
    [InlineData(
        "HTML that nobody escaped",
        "<item><title>A</title><description><p>x<br>y<img src=z></p></description></item><item><title>B</title></item>"
    )]
    [InlineData(
        "a prefix nobody declared",
        "<item><title>A</title><foo:bar>x</foo:bar><dc:creator>y</dc:creator></item><item><title>B</title></item>"
    )]
    [InlineData("control characters", "<item><title>\u0000A\u0008</title></item><item><title>B\u001f</title></item>")]
    public void Items_of_both_namespaces_are_read(string what, string items)
    {
        var feed = Read(Rss(items));
        feed.Items.Select(item => item.Title).ShouldBe(["A", "B"], what);
        feed.IsRead.ShouldBeTrue();
    }

    [Fact]
    public void A_truncated_feed_yields_its_complete_entries()
    {
        var whole = Rss("<item><title>A</title></item><item><title>B</title><description>Some wor");
        var feed = Read(whole[..whole.IndexOf("Some wor", StringComparison.Ordinal)] + "Some wor");
        feed.Items.Count.ShouldBe(2);
        feed.Items[1].Text.ShouldBe("Some wor");
        feed.Problems.ShouldContain(problem => problem.What.Contains("cut off", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "<rss><channel><link>https://a.example/news/</link><item><link>x</link></item></channel></rss>",
        "https://a.example/news/x"
    )]
    [InlineData(
        "<feed xmlns='http://www.w3.org/2005/Atom'><link href='https://a.example/'/><link rel='self' href='https://a.example/f/atom'/><entry><link href='x'/></entry></feed>",
        "https://a.example/f/x"
    )]
    [InlineData("<rss><channel><item><link>/x</link></item></channel></rss>", "/x")]
    public void Relative_links_resolve_against_the_address_of_the_feed(string text, string expected) =>
        OnlyItem(text).Link.ShouldBe(expected);

    [Fact]
    public void A_problem_names_its_line_and_its_item()
    {
        var feed = Read(
            "<rss>\n<channel>\n<item><title>A</title></item>\n<item><title>B</title>\n<pubDate>soon</pubDate></item></channel></rss>"
        );
        var problem = feed.Problems.ShouldHaveSingleItem();
        (problem.Line, problem.Item).ShouldBe((5, 1));
        problem.What.ShouldContain("soon");
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><head><title>Not found</title></head><body></body></html>", "web page")]
    [InlineData("<opml version='2.0'><body/></opml>", "opml")]
    [InlineData("", "nothing")]
    [InlineData("    \n", "nothing")]
    [InlineData("Service unavailable", "nothing")]
    [InlineData("\u0000\u0001\u0002", "nothing")]
    public void Input_that_is_not_a_feed_is_reported_without_throwing(string text, string said)
    {
        var feed = Read(text);
        (feed.Format, feed.Items.Count).ShouldBe((FeedFormat.Unknown, 0));
        feed.Problems.ShouldHaveSingleItem().What.ShouldContain(said);
    }

    [Theory]
    [InlineData("Warning: mysql_connect() in <b>/index.php</b> on line <b>3</b>\n")]
    [InlineData("\n\n   ")]
    [InlineData("<!-- made by a program -->\n")]
    [InlineData("<?xml-stylesheet href='a.xsl'?>")]
    public void Bytes_before_a_feed_are_skipped(string before) =>
        Read(before + "<rss version='2.0'><channel><item><title>A</title></item></channel></rss>")
            .Items.ShouldHaveSingleItem()
            .Title.ShouldBe("A");

    [Fact]
    public void A_document_type_declaration_fetches_and_expands_nothing()
    {
        // Each has ten times the size of the one before: ten to the tenth in the end.
        var entities = Enumerable
            .Range(1, 9)
            .Select(i => $"<!ENTITY a{i} '{string.Concat(Enumerable.Repeat($"&a{i - 1};", 10))}'>");
        var bomb = $"<!DOCTYPE rss [<!ENTITY a0 'aaaaaaaaaa'>{string.Concat(entities)}<!ENTITY x SYSTEM 'file:///etc/passwd'>]>";
        var item = OnlyItem($"{bomb}<rss><channel><item><title>&a9;&x;</title></item></channel></rss>");
        item.Title.ShouldBe("&a9;&x;");
    }

    [Fact]
    public void At_most_a_hundred_problems_are_reported() =>
        Read(Rss(string.Concat(Enumerable.Repeat("<item><pubDate>x</pubDate></item>", 500)))).Problems.Count.ShouldBe(100);

    [Theory]
    [InlineData("<a ")]
    [InlineData("<a b=\"")]
    [InlineData("</")]
    [InlineData("<![CDATA[")]
    [InlineData("<!--")]
    [InlineData("<!")]
    [InlineData("<![")]
    [InlineData("<?")]
    [InlineData("<a>")]
    [InlineData("<a/>")]
    [InlineData("<link/>")]
    [InlineData("<link>x</link>")]
    [InlineData("<a xmlns:b='c' ")]
    [InlineData("<item>")]
    [InlineData("&amp;")]
    [InlineData("&#9")]
    [InlineData("<item><title>x<description><![CDATA[</description>")]
    [InlineData("<item><description>&lt;a b=\"&lt;script")]
    public async Task Parsing_time_is_linear(string piece)
    {
        var text = Rss(string.Concat(Enumerable.Repeat(piece, 600_000 / piece.Length)));
        var reading = Task.Run(() => Read(text), TestContext.Current.CancellationToken);
        // A second is ample; quadratic time would take many minutes.
        (await reading.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    [Fact]
    public void A_feed_of_50_MB_is_read()
    {
        var item = $"<item><guid>x</guid><title>Title</title><description>{new string('a', 5000)}</description></item>";
        Read(Rss(string.Concat(Enumerable.Repeat(item, 10_000)))).Items.Count.ShouldBe(10_000);
    }
}
