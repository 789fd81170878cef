using System.Text;
using Concord.FeedReading;

namespace Concord.Libraries.Tests.FeedReading;

/// <summary>Helpers of the tests: reading a feed, and the markup around an item.</summary>
internal static class Reading
{
    public static Feed Read(string text, string? address = null, string? contentType = null) =>
        Read(Encoding.UTF8.GetBytes(text), address, contentType);

    public static Feed Read(byte[] bytes, string? address = null, string? contentType = null) =>
        FeedReader.Read(bytes, new FeedOrigin(address is null ? null : new Uri(address), contentType));

    /// <summary>An RSS 2.0 feed of these items.</summary>
    public static string Rss(string items, string head = "") =>
        $"""
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
              xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Ministry</title><link>https://ministry.example/</link>{head}
            {items}
            </channel></rss>
            """;

    /// <summary>An Atom feed of these entries.</summary>
    public static string Atom(string entries, string head = "") =>
        $"""
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Embassy</title><id>urn:embassy</id>
            <link href="https://embassy.example/"/>{head}
            {entries}
            </feed>
            """;

    public static FeedItem OnlyItem(string text, string? address = null) => Read(text, address).Items.ShouldHaveSingleItem();
}
