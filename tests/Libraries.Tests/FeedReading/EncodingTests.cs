using System.IO.Compression;
using System.Text;
using Concord.FeedReading;
using static Concord.Libraries.Tests.FeedReading.Reading;

namespace Concord.Libraries.Tests.FeedReading;

public sealed class EncodingTests
{
    private const string Arabic = "إعادة إعمار الموصل";

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    [InlineData("windows-1256", false)]
    [InlineData("iso-8859-6", false)]
    public void Every_encoding_that_is_declared_is_read(string name, bool hasMark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var text =
            $"<?xml version=\"1.0\" encoding=\"{name}\"?><rss version=\"2.0\"><channel><item><title>{Arabic}</title></item></channel></rss>";
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
        var feed = Read(bytes);
        feed.Items[0].Title.ShouldBe(Arabic);
        feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void The_HTTP_charset_precedes_the_XML_declaration()
    {
        var bytes = Encode(
            "windows-1256",
            $"<?xml version='1.0' encoding='windows-1252'?><rss><channel><item><title>{Arabic}</title></item></channel></rss>"
        );
        Read(bytes, contentType: "text/xml; charset=\"windows-1256\"").Items[0].Title.ShouldBe(Arabic);
    }

    [Fact]
    public void Text_declared_otherwise_but_valid_UTF_8_is_read_as_UTF_8()
    {
        var feed = Read(
            $"<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>{Arabic}</title></item></channel></rss>"
        );
        feed.Items[0].Title.ShouldBe(Arabic);
        feed.Problems.ShouldHaveSingleItem().What.ShouldContain("UTF-8");
    }

    [Fact]
    public void Invalid_bytes_are_replaced_and_the_rest_is_read()
    {
        var bytes = Encoding.UTF8.GetBytes(Rss($"<item><title>{Arabic} @</title></item>"));
        bytes[Array.LastIndexOf(bytes, (byte)'@')] = 0x93;
        var feed = Read(bytes);
        feed.Items[0].Title.ShouldBe($"{Arabic} “");
        feed.Problems.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("ar", "windows-1256", Arabic)]
    [InlineData("ru", "windows-1251", "Мосул")]
    [InlineData("fr", "windows-1252", "Libérée")]
    [InlineData("tr", "windows-1254", "Şengal'de barış")]
    public void An_undeclared_encoding_is_guessed_from_the_language(string language, string encoding, string title)
    {
        var bytes = Encode(encoding, Rss($"<item><title>{title}</title></item>", $"<language>{language}</language>"));
        Read(bytes).Items[0].Title.ShouldBe(title);
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("klingon")]
    [InlineData("")]
    [InlineData("utf-16")]
    public void An_unknown_or_unsafe_encoding_declaration_is_ignored(string name) =>
        Read(
            $"<?xml version='1.0' encoding='{name}'?><rss><channel><item><title>{Arabic} +ADw-b+AD4-</title></item></channel></rss>"
        )
            .Items[0]
            .Title.ShouldBe($"{Arabic} +ADw-b+AD4-");

    [Fact]
    public void A_compressed_feed_is_decompressed_also_where_truncated()
    {
        var packed = Gzip(Encoding.UTF8.GetBytes(Rss("<item><title>Packed</title></item>")));

        Read(packed).Items[0].Title.ShouldBe("Packed");
        Read(packed[..^9]).ShouldNotBeNull();
        Read([0x1F, 0x8B, 8, 0, 1, 2, 3]).Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_small_file_that_holds_much_takes_no_more_memory_than_the_limit()
    {
        var bomb = Gzip(
            Gzip(Encoding.UTF8.GetBytes($"<rss><channel><title>{new string('a', 64 << 20)}</title></channel></rss>"))
        );
        bomb.Length.ShouldBeLessThan(16_384);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var feed = FeedReader.Read(bomb, maxBytes: 1 << 20);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(24 << 20);
        feed.Problems.Select(problem => problem.What)
            .ShouldContain("Decompressed it is larger than 1 MB; the rest was left out.");
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Encode(string name, string text) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name)!.GetBytes(text);
}
