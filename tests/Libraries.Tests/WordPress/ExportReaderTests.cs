using System.Globalization;
using System.Text;
using Concord.WordPress;

namespace Concord.Libraries.Tests.WordPress;

/// <summary>Exports of WordPress as files.</summary>
public sealed class ExportReaderTests
{
    private const string Whole = """
        <?xml version="1.0" encoding="UTF-8" ?>
        <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
        <channel>
        <title>Old &amp; known</title>
        <link>https://old.example.org/</link>
        <description>x</description>
        <language>en-US</language>
        <wp:wxr_version>1.2</wp:wxr_version>
        <wp:base_blog_url>https://old.example.org/blog/</wp:base_blog_url>
        <wp:author><wp:author_login><![CDATA[press]]></wp:author_login><wp:author_display_name><![CDATA[Press office]]></wp:author_display_name></wp:author>
        <wp:category><wp:category_nicename>a%20b</wp:category_nicename><wp:cat_name><![CDATA[A b]]></wp:cat_name></wp:category>
        <wp:tag><wp:tag_slug>iraq</wp:tag_slug><wp:tag_name><![CDATA[Iraq]]></wp:tag_name></wp:tag>
        <wp:term><wp:term_taxonomy>language</wp:term_taxonomy><wp:term_slug>ar</wp:term_slug><wp:term_name><![CDATA[العربية]]></wp:term_name></wp:term>
        <image><url>https://old.example.org/icon.png</url><title>y</title></image>
        <item>
        <title><![CDATA[First ]]]]><![CDATA[> post]]></title>
        <link>https://old.example.org/2019/03/first/</link>
        <pubDate>Sat, 23 Mar 2019 10:00:00 +0000</pubDate>
        <dc:creator><![CDATA[press]]></dc:creator>
        <guid isPermaLink="false">https://old.example.org/?p=7</guid>
        <content:encoded><![CDATA[<p>Text & more</p>]]></content:encoded>
        <excerpt:encoded><![CDATA[Short]]></excerpt:encoded>
        <wp:post_id>7</wp:post_id>
        <wp:post_date_gmt>2019-03-23 09:30:00</wp:post_date_gmt>
        <wp:post_name>%d8%a3%d9%88%d9%84</wp:post_name>
        <wp:status>publish</wp:status>
        <wp:post_parent>3</wp:post_parent>
        <wp:menu_order>4</wp:menu_order>
        <wp:post_type>post</wp:post_type>
        <wp:post_password></wp:post_password>
        <category domain="post_tag" nicename="iraq"><![CDATA[Iraq]]></category>
        <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value><![CDATA[12]]></wp:meta_value></wp:postmeta>
        <wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content><![CDATA[</item>]]></wp:comment_content></wp:comment>
        </item>
        <item><title/><wp:post_id>x</wp:post_id><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate></item>
        </channel>
        </rss>
        """;

    [Fact]
    public void A_whole_export_is_read()
    {
        using var reader = Reader(Encoding.UTF8.GetBytes(Whole));

        var items = reader.Items().ToList();

        (reader.Site.Title, reader.Site.Address, reader.Site.Language, reader.Site.Version).ShouldBe(
            ("Old & known", "https://old.example.org/blog", "en-US", "1.2")
        );
        reader.Site.Authors.ShouldBe([new ExportAuthor("press", "Press office")]);
        reader.Site.Terms.ShouldBe([
            new ExportTerm("category", "a b", "A b"),
            new ExportTerm("post_tag", "iraq", "Iraq"),
            new ExportTerm("language", "ar", "العربية"),
        ]);
        items.Count.ShouldBe(2);
        var first = items[0];
        (first.Id, first.Title, first.Slug, first.Author, first.Excerpt).ShouldBe(
            (7L, "First ]]> post", "أول", "press", "Short")
        );
        (first.Parent, first.Order, first.Comments, first.Line).ShouldBe((3L, 4, 1, 15));
        first.Content.ShouldBe("<p>Text & more</p>");
        first.PublishedAt.ShouldBe(new DateTime(2019, 3, 23, 9, 30, 0, DateTimeKind.Utc));
        first.Terms.ShouldBe([new ExportTerm("post_tag", "iraq", "Iraq")]);
        first.Fields["_thumbnail_id"].ShouldBe("12");
        (items[1].Id, items[1].PublishedAt, items[1].Title, items[1].Type).ShouldBe((null, null, "", ""));
    }

    [Theory]
    [InlineData("http://wordpress.org/export/1.0/")]
    [InlineData("http://wordpress.org/export/1.1/")]
    public void Earlier_versions_and_other_prefixes_are_read(string space)
    {
        var text = Whole
            .Replace("http://wordpress.org/export/1.2/", space, StringComparison.Ordinal)
            .Replace("xmlns:wp=", "xmlns:w=", StringComparison.Ordinal)
            .Replace("<wp:", "<w:", StringComparison.Ordinal)
            .Replace("</wp:", "</w:", StringComparison.Ordinal);
        using var reader = Reader(Encoding.UTF8.GetBytes(text));

        reader.Items().First().Id.ShouldBe(7);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("windows-1256")]
    public void The_encoding_that_the_file_names_is_taken(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        var text = Whole.Replace("UTF-8", name, StringComparison.Ordinal);
        using var reader = Reader([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);

        reader.Items().First().Id.ShouldBe(7);
        reader.Site.Terms[^1].Name.ShouldBe("العربية");
    }

    [Fact]
    public void An_export_that_ends_anywhere_is_refused_with_the_place()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        for (var length = 0; length < bytes.Length - 6; length += 7)
        {
            var fault = Should.Throw<ExportFaultException>(
                () => Read(bytes[..length]),
                length.ToString(CultureInfo.InvariantCulture)
            );
            fault.Message.ShouldNotContain(" Line ");
        }
    }

    [Fact]
    public void Entities_that_grow_are_refused()
    {
        const string Growing = "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><channel>&b;</channel></rss>";

        var fault = Should.Throw<ExportFaultException>(() => Read(Encoding.UTF8.GetBytes(Growing)));

        fault.Message.ShouldContain("document type");
    }

    /// <summary>In a CDATA section, in plain text, in a tag and in an attribute.</summary>
    [Theory]
    [InlineData("<content:encoded><![CDATA[<p>")]
    [InlineData("<content:encoded>")]
    [InlineData("<content")]
    [InlineData("<content a=\"> ")]
    public void An_element_without_end_is_refused_before_it_fills_the_memory(string last)
    {
        var start = Encoding.UTF8.GetBytes(Whole[..Whole.IndexOf("<content:encoded>", StringComparison.Ordinal)] + last);
        using var stream = new RepeatingStream(start, 1L << 40);

        var fault = Should.Throw<ExportFaultException>(() =>
        {
            using var reader = new ExportReader(stream);
            _ = reader.Items().Count();
        });
        fault.Line.ShouldBeGreaterThan(0);

        fault.Message.ShouldContain("million characters");
    }

    [Fact]
    public void An_item_of_endless_fields_is_refused_before_it_fills_the_memory()
    {
        var field =
            $"<wp:postmeta><wp:meta_key>a</wp:meta_key><wp:meta_value>{new string('x', 4 << 20)}</wp:meta_value></wp:postmeta>";
        var text = Whole.Replace(
            "<wp:comment>",
            string.Concat(Enumerable.Repeat(field, 9)) + "<wp:comment>",
            StringComparison.Ordinal
        );

        Should.Throw<ExportFaultException>(() => Read(Encoding.UTF8.GetBytes(text))).Message.ShouldContain("an item more than");
    }

    /// <summary>Bytes changed, left out, doubled: each file is read or refused with a place, in bounded time.</summary>
    [Fact]
    public void Damaged_files_are_read_or_refused()
    {
        var whole = Encoding.UTF8.GetBytes(Whole);
        var random = new Random(20201130);
        var refused = 0;
        for (var round = 0; round < 4_000; round++)
        {
            var bytes = whole.ToList();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                Damage(bytes, random);
            }

            try
            {
                Read([.. bytes]);
            }
            catch (ExportFaultException fault)
            {
                refused++;
                fault.Message.ShouldNotBeNullOrWhiteSpace();
            }
        }

        refused.ShouldBeGreaterThan(1_000);
    }

    [Theory]
    [InlineData("[gallery ids=\"1,2\"]", "<figure data-gallery=\"1,2\"></figure>")]
    [InlineData("[gallery]", "<figure data-gallery=\"\"></figure>")]
    [InlineData(
        "[embed]https://x.example/?a=1&amp;b=2[/embed]",
        "<p><a href=\"https://x.example/?a=1&amp;b=2\">https://x.example/?a=1&amp;b=2</a></p>"
    )]
    [InlineData("[video mp4=\"https://x.example/a.mp4\"][/video]", "<video src=\"https://x.example/a.mp4\"></video>")]
    [InlineData(
        "[caption id='a' caption='One \"two\"']<img src='x'>[/caption]",
        "<figure><img src='x'><figcaption>One &quot;two&quot;</figcaption></figure>"
    )]
    [InlineData("<a title=\"[gallery]\">[sic] [1] [a b c]</a>", "<a title=\"[gallery]\">[sic] [1] [a b c]</a>")]
    [InlineData("<!-- [gallery] -->", "<!-- [gallery] -->")]
    [InlineData("[[gallery]] [[x y=\"z\"]]", "[gallery] [x y=\"z\"]")]
    [InlineData("[GALLERY ids=”3,4”]", "<figure data-gallery=\"3,4\"></figure>")]
    public void Shortcodes_become_HTML(string text, string html) => Shortcodes.ToHtml(text, _ => { }).ShouldBe(html);

    [Theory]
    [InlineData("[box color=\"red\"]kept [b]this[/b][/box]", "kept this", "box, b")]
    [InlineData("[my_form id=3]", "[my_form id=3]", "my_form")]
    [InlineData("[x/]", "[x/]", "x")]
    public void Unknown_shortcodes_are_named_and_keep_their_text(string text, string html, string names)
    {
        var reported = new List<string>();

        Shortcodes.ToHtml(text, reported.Add).ShouldBe(html);

        string.Join(", ", reported).ShouldBe(names);
    }

    private static void Damage(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        var length = Math.Min(random.Next(1, 60), bytes.Count - at);
        switch (random.Next(4))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            default:
                bytes.Insert(at, (byte)"<>&]\"'/![-\0"[random.Next(11)]);
                break;
        }
    }

    private static ExportReader Reader(byte[] bytes) => new(new MemoryStream(bytes));

    private static void Read(byte[] bytes)
    {
        using var reader = Reader(bytes);
        _ = reader.Items().Count();
    }

    /// <summary>A start, and then the same letter for as long as is asked.</summary>
    private sealed class RepeatingStream(byte[] start, long length) : Stream
    {
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - position);
            for (var at = 0; at < read; at++)
            {
                buffer[offset + at] = position + at < start.Length ? start[position + at] : (byte)'x';
            }

            position += read;
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
