using Concord.FeedReading.Json;
using Concord.FeedReading.Text;
using Concord.FeedReading.Xml;

namespace Concord.FeedReading;

/// <summary>
/// Reads RSS, Atom and JSON Feed as they occur in practice: with wrong types, wrong encodings, truncated, with undeclared
/// entities. It uses no network and no clock, and throws for no input.
/// </summary>
public static class FeedReader
{
    /// <summary>Larger than any feed that was met.</summary>
    public const int DefaultMaxBytes = 64 << 20;

    /// <param name="content">The feed, also as gzip.</param>
    /// <param name="origin">Where it was fetched, if known.</param>
    /// <param name="maxBytes">Of the feed, and of each layer of its compression; what is beyond is left out and
    /// reported.</param>
    public static Feed Read(ReadOnlyMemory<byte> content, FeedOrigin? origin = null, int maxBytes = DefaultMaxBytes)
    {
        var problems = new ProblemList();
        var bytes = Packed.Open(content, maxBytes, problems);
        var (text, encoding) = FeedEncoding.Decode(bytes.Span, origin?.ContentType, problems);
        problems.Text = text;
        var feed = JsonFeed.IsIt(text)
            ? JsonFeed.Read(text, origin?.Address, problems)
            : XmlFeed.Read(text, origin?.Address, problems);
        return feed with { Items = SharedIds.Separate(feed.Items, problems), Encoding = encoding, Problems = problems.All };
    }
}
