using System.IO.Compression;
using System.Text;
using Concord.FeedReading;
using Concord.FeedReading.Json;
using Concord.FeedReading.Text;
using static Concord.Libraries.Tests.FeedReading.Reading;

namespace Concord.Libraries.Tests.FeedReading;

/// <summary>What real feeds do that the formats do not foresee: nothing of it may lose a text, a picture or an item.</summary>
public sealed class OddItemsTests
{
    [Theory]
    [InlineData("<p>Before.</p><iframe src='v'/><p>After.</p>", "Before.\nAfter.")]
    [InlineData("<script src='x.js'/><p>All of it.</p>", "All of it.")]
    [InlineData("<p>Before.</p><iframe src='x' /><p>After.</p>", "Before.\nAfter.")]
    [InlineData("<p>Before.</p><iframe src='x'><p>After.</p>", "Before.\nAfter.")]
    [InlineData("<p>Before.</p><iframe>no frames</iframe><p>After.</p>", "Before.\nAfter.")]
    [InlineData("<p>Before.</p><object data='m.swf'><p>Instead.</p></object><p>After.</p>", "Before.\nInstead.\nAfter.")]
    [InlineData("<p>Before.</p><noscript><img src='a.png'></noscript><p>After.</p>", "Before.\nAfter.")]
    [InlineData("<header>Top</header><p>After.</p>", "Top\nAfter.")]
    [InlineData("<head><title>x</title></head><header>Top</header>", "Top")]
    [InlineData("<p>Before.</p><style>p{}", "Before.")]
    [InlineData("<p>Before.</p><script>let a = '<p>';", "Before.")]
    [InlineData("<p>Before.</p><template/><p>After.</p>", "Before.\nAfter.")]
    [InlineData("On the <object> of the talks", "On the of the talks")]
    public void Elements_that_do_not_end_take_no_text_with_them(string html, string expected) =>
        PlainText.OfHtml(html).ShouldBe(expected);

    [Theory]
    [InlineData(
        "<media:content width='140' url='https://a.example/c.png'/><media:content width='460' url='https://a.example/b.png'><media:credit>P</media:credit></media:content><media:content width='600' url='https://a.example/a.png' medium='image'/>",
        "https://a.example/a.png"
    )]
    [InlineData(
        "<media:group><media:content url='https://a.example/a.png' medium='image' width='600'/><media:content url='https://a.example/b.png' medium='image' width='460' isDefault='true'/><media:thumbnail url='https://a.example/c.png' width='140'/></media:group>",
        "https://a.example/b.png"
    )]
    [InlineData(
        "<media:content url='https://secure.gravatar.com/avatar/1' medium='image'><media:title>author</media:title></media:content><media:content url='https://a.example/a.png?w=1024' medium='image'/><media:thumbnail url='https://a.example/a.png?w=300'/>",
        "https://a.example/a.png?w=1024"
    )]
    [InlineData(
        "<enclosure url='https://a.example/x-300x200.jpg' type='image/jpeg'/><media:content url='https://a.example/x.jpg' medium='image'/>",
        "https://a.example/x.jpg"
    )]
    [InlineData(
        "<media:thumbnail url='https://a.example/s.jpg' width='75'/><media:thumbnail url='https://a.example/l.jpg' width='480'/>",
        "https://a.example/l.jpg"
    )]
    [InlineData(
        "<description>&lt;img src=\"/bridge.png\" alt=\"The bridge\"/&gt;&lt;img src='/pixel.gif' width='1' height='1'&gt;&lt;img class='emoji' src='/smile.png'&gt;</description>",
        "https://ministry.example/bridge.png"
    )]
    [InlineData("<enclosure url='https://a.example/a.jpg' type='application/octet-stream'/>", "https://a.example/a.jpg")]
    [InlineData("<enclosure url='https://a.example/a.jpg'/>", "https://a.example/a.jpg")]
    public void One_picture_in_several_sizes_is_one_picture(string markup, string expected)
    {
        var item = OnlyItem(Rss($"<item><title>T</title>{markup}</item>"));
        item.Media.ShouldHaveSingleItem().Address.ShouldBe(expected);
        item.Media[0].Type!.ShouldStartWith("image/");
    }

    [Theory]
    [InlineData(
        "<media:content url='https://a.example/1.jpg' medium='image' width='600'><media:description>One</media:description></media:content><media:content url='https://a.example/2.jpg' medium='image' width='700'><media:description>Two</media:description></media:content>",
        2
    )]
    [InlineData(
        "<media:content url='https://a.example/1.jpg' medium='image'/><media:content url='https://a.example/2.jpg' medium='image'/>",
        2
    )]
    [InlineData(
        "<enclosure url='https://a.example/i?id=1' type='image/png'/><enclosure url='https://a.example/i?id=2' type='image/png'/>",
        2
    )]
    [InlineData(
        "<media:group><media:content url='https://a.example/f.mp4' type='video/mp4'/><media:thumbnail url='https://a.example/f.jpg'/></media:group>",
        2
    )]
    public void Different_pictures_stay_apart(string markup, int count) =>
        OnlyItem(Rss($"<item><title>T</title>{markup}</item>")).Media.Count.ShouldBe(count);

    [Theory]
    [InlineData(
        "<media:content url='https://a.example/a.jpg'><media:rating scheme='urn:simple'>adult</media:rating></media:content>",
        true
    )]
    [InlineData("<media:adult>true</media:adult>", true)]
    [InlineData("<media:rating scheme='urn:simple'>nonadult</media:rating>", false)]
    [InlineData("<media:adult>false</media:adult>", false)]
    public void Files_rated_for_adults_are_marked(string markup, bool isSensitive) =>
        OnlyItem(Rss($"<item><title>T</title>{markup}</item>")).IsSensitive.ShouldBe(isSensitive);

    [Fact]
    public void Items_with_one_id_and_links_of_their_own_are_told_apart()
    {
        var feed = Read(
            Rss(
                "<item><guid>x</guid><link>https://a.example/1</link><title>One</title></item><item><guid>x</guid><link>https://a.example/2</link><title>Two</title></item><item><guid>y</guid><title>Three</title></item>"
            )
        );
        feed.Items.Select(item => (item.Id, item.SharedId))
            .ShouldBe([("x https://a.example/1", "x"), ("x https://a.example/2", "x"), ("y", null)]);
        feed.Problems.ShouldContain(problem => problem.What == "Several items have the id “x”; they were told apart.");
    }

    [Fact]
    public void Items_without_an_id_that_all_link_to_the_home_page_are_told_apart()
    {
        const string Link = "<link>https://a.example/</link>";
        var feed = Read(
            Rss(
                $"<item>{Link}<title>One</title><pubDate>2020-01-01</pubDate></item><item>{Link}<title>Two</title><pubDate>2020-01-02</pubDate></item>"
            )
        );
        feed.Items.Select(item => item.Id).ShouldBeUnique();
        feed.Items.ShouldAllBe(item => item.SharedId == "https://a.example/");
    }

    [Fact]
    public void An_item_given_twice_stays_one()
    {
        const string Item = "<item><guid>x</guid><link>https://a.example/1</link><title>One</title></item>";
        Read(Rss(Item + Item)).Items.ShouldAllBe(item => item.Id == "x" && item.SharedId == null);
    }

    [Theory]
    [InlineData("""{"t":"cut \ud83d"}""", "cut ")]
    [InlineData("""{"t":"\ude00 cut"}""", " cut")]
    [InlineData("""{"t":"a \ud83d\ude00 b \ud83d c"}""", "a 😀 b  c")]
    [InlineData("""{"t":"\ud83d\n\t\"\\\/\u0627"}""", "\n\t\"\\/ا")]
    [InlineData("{\"t\":\"no\uFEFF mark\"}", "no\uFEFF mark")]
    [InlineData("{\"t\":\"comma\",}", "comma")]
    public void Half_a_character_costs_no_text(string json, string expected) =>
        LenientJson.TextOf(LenientJson.Parse(Encoding.UTF8.GetBytes(json))!.Value.GetProperty("t")).ShouldBe(expected);

    [Fact]
    public void Marks_and_bytes_that_are_not_UTF8_cost_no_text()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. "{\"t\":\"a\"}"u8];
        LenientJson.TextOf(LenientJson.Parse(marked)!.Value.GetProperty("t")).ShouldBe("a");
        byte[] broken = [.. "{\"t\":\"caf"u8, 0xE9, .. "\"}"u8];
        LenientJson.TextOf(LenientJson.Parse(broken)!.Value.GetProperty("t")).ShouldBe("caf\uFFFD");
        byte[] wide = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"t\":\"ا\"}")];
        LenientJson.TextOf(LenientJson.Parse(wide)!.Value.GetProperty("t")).ShouldBe("ا");
        LenientJson.Parse("<html>"u8.ToArray()).ShouldBeNull();
        LenientJson.Parse("{\"t\":"u8.ToArray()).ShouldBeNull();
        LenientJson.Parse(Encoding.UTF8.GetBytes(new string('[', 100_000))).ShouldBeNull();
    }

    [Fact]
    public void A_half_character_in_a_JSON_feed_costs_neither_the_text_nor_the_item()
    {
        var feed = Read(
            """{"version":"https://jsonfeed.org/version/1.1","\ud83d":1,"items":[{"id":"\ud83d1","content_text":"Cut \ud83d"},{"id":2,"tags":"Iraq","attachments":{"url":"https://a.example/a.png","mime_type":"image/png"}}]}"""
        );
        feed.Items.Select(item => (item.Id, item.Text)).ShouldBe([("1", "Cut"), ("2", "")]);
        feed.Items[1].Tags.ShouldBe(["Iraq"], "a single value is a list of one");
        feed.Items[1].Media.ShouldHaveSingleItem().Address.ShouldBe("https://a.example/a.png");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_layer_of_compression_has_the_same_limit(int layers)
    {
        var bytes = Encoding.UTF8.GetBytes(
            Rss($"<item><title>First</title></item><item><title>{new string('a', 4 << 20)}</title></item>")
        );
        for (var layer = 0; layer < layers; layer++)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            {
                gzip.Write(bytes);
            }

            bytes = packed.ToArray();
        }

        var feed = FeedReader.Read(bytes, maxBytes: 1 << 20);
        feed.Items[0].Title.ShouldBe("First");
        feed.Problems.ShouldContain(problem => problem.What == "Decompressed it is larger than 1 MB; the rest was left out.");
        FeedReader.Read(bytes).Items[1].Title!.Length.ShouldBe(4 << 20);
    }
}
