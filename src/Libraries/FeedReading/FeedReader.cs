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
    /// <param name="content">The feed, also as gzip.</param>
    /// <param name="origin">Where it was fetched, if known.</param>
    public static Feed Read(ReadOnlyMemory<byte> content, FeedOrigin? origin = null)
    {
        var problems = new ProblemList();
        var bytes = Packed.Open(content, problems);
        var (text, encoding) = FeedEncoding.Decode(bytes.Span, origin?.ContentType, problems);
        problems.Text = text;
        var feed = JsonFeed.IsIt(text)
            ? JsonFeed.Read(text, origin?.Address, problems)
            : XmlFeed.Read(text, origin?.Address, problems);
        return feed with { Encoding = encoding, Problems = problems.All };
    }
}
