using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Concord.FeedReading;
using Concord.TestKit;
using static Concord.Libraries.Tests.FeedReading.Reading;

namespace Concord.Libraries.Tests.FeedReading;

/// <summary>No bytes make it throw, and its result can always be serialized.</summary>
public sealed class FeedFuzzTests
{
    private static readonly string[] Pieces =
    [
        "<rss version='2.0'>",
        "<channel>",
        "<item>",
        "</item>",
        "<entry>",
        "</entry>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "<title>",
        "</title>",
        "<description>",
        "</description>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<!DOCTYPE a [",
        "]>",
        "<?x",
        "?>",
        "<link href=",
        "'",
        "\"",
        ">",
        "<",
        "/",
        "&",
        "&amp;",
        "&#x",
        "&#0;",
        "&bogus;",
        ";",
        " xmlns:a='b' ",
        "<a:b ",
        "xml:base='//['",
        "xml:lang=''",
        "pubDate",
        "<pubDate>2020-",
        "\0",
        "\ud800",
        "\ufeff",
        "كتاب",
        "{",
        "}",
        "[",
        "]",
        "\"items\":",
        ",",
        "{\"version\":\"https://jsonfeed.org/version/1\",",
    ];

    [Fact]
    public void Shuffled_pieces_of_feeds_do_not_throw()
    {
        foreach (var text in Fuzz.Texts(6_000, 40, Pieces))
        {
            Check(Encoding.UTF8.GetBytes(text));
        }
    }

    [Fact]
    public void Damaged_feeds_do_not_throw()
    {
        string[] good =
        [
            Rss(
                "<item><title>A &amp; B</title><link>/a</link><pubDate>Thu, 22 Oct 2020 10:11:12 GMT</pubDate><content:encoded><![CDATA[<p>x</p>]]></content:encoded></item><item><title>C</title></item>"
            ),
            Atom(
                "<entry><id>1</id><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A</div></title><link href='b'/><updated>2020-10-22T10:11:12Z</updated></entry>"
            ),
            """{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_html":"<p>a</p>","tags":["a"]},{"id":2}]}""",
        ];
        foreach (var feed in good)
        {
            foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode])
            {
                foreach (var bytes in Fuzz.Damaged(encoding.GetBytes(feed), 1000))
                {
                    Check(bytes);
                }
            }
        }
    }

    [Fact]
    public void Damaged_compressed_feeds_do_not_throw()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(
                Encoding.UTF8.GetBytes(
                    Rss(string.Concat(Enumerable.Range(0, 50).Select(i => $"<item><title>{i}</title></item>")))
                )
            );
        }

        foreach (var bytes in Fuzz.Damaged(packed.ToArray(), 1000))
        {
            Check(bytes);
        }
    }

    private static void Check(byte[] bytes)
    {
        var feed = Read(bytes, "https://a.example/feed", "text/html; charset=utf-8");
        feed.Items.ShouldAllBe(item =>
            item.Id.Length > 0 && (item.Link == null || item.Link.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        );
        if (feed.Format == FeedFormat.Unknown)
        {
            feed.Problems.ShouldNotBeEmpty();
        }

        JsonSerializer.Serialize(feed).ShouldNotBeEmpty();
    }
}
