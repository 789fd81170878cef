using System.Globalization;
using System.Text;

namespace Concord.Bench.Feeds;

/// <summary>
/// Generates feeds of any size that look like those of ministries: a title, a link, a date, and some paragraphs of HTML.
/// </summary>
internal static class MadeFeed
{
    private const string Paragraph =
        "<p>The pumps at the <a href=\"https://ministry.example/works?id=7&amp;lang=en\">water works</a> run again, and "
        + "<b>forty thousand people</b> have water at home. تعمل المضخات من جديد، وصار الماء يصل إلى البيوت.</p>";

    public static byte[] Rss(int kilobytes) =>
        Fill(
            kilobytes,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Ministry</title><link>https://ministry.example/</link><description>News</description>",
            number =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<item><title>Works report {number}: water &amp; light</title><link>https://ministry.example/{number}</link><guid isPermaLink=\"false\">m-{number}</guid>"
                        + $"<pubDate>{Day(number):ddd, dd MMM yyyy HH:mm:ss} GMT</pubDate><category>Stabilisation</category><description>Water for {number} households.</description>"
                        + $"<content:encoded><![CDATA[{string.Concat(Enumerable.Repeat(Paragraph, 6))}]]></content:encoded></item>\n"
                ),
            "</channel></rss>"
        );

    public static byte[] Atom(int kilobytes) =>
        Fill(
            kilobytes,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:m</id><title>Ministry</title><updated>2020-10-22T10:00:00Z</updated>",
            number =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<entry><id>urn:m:{number}</id><title>Works report {number}</title><link href=\"https://ministry.example/{number}\"/>"
                        + $"<updated>{Day(number):yyyy-MM-dd'T'HH:mm:ss'Z'}</updated><author><name>Press office</name></author><category term=\"stabilisation\"/>"
                        + $"<content type=\"html\">{System.Security.SecurityElement.Escape(string.Concat(Enumerable.Repeat(Paragraph, 6)))}</content></entry>\n"
                ),
            "</feed>"
        );

    private static DateTime Day(int number) => new DateTime(2014, 9, 10, 8, 0, 0, DateTimeKind.Utc).AddMinutes(number);

    private static byte[] Fill(int kilobytes, string head, Func<int, string> item, string foot)
    {
        var text = new StringBuilder(head);
        for (var number = 0; text.Length < kilobytes * 1000; number++)
        {
            text.Append(item(number));
        }

        return Encoding.UTF8.GetBytes(text.Append(foot).ToString());
    }
}
