using Concord.FeedReading.Json;
using Concord.FeedReading.Text;
using Concord.FeedReading.Xml;

namespace Concord.FeedReading;

/// <summary>
/// Reads RSS, Atom and JSON Feed as they are sent in the wild: wrong types, wrong encodings, cut off, with entities nobody
/// declared. Data in, answer out: no network, no clock, no exception for any bytes.
/// </summary>
public static class FeedReader
{
    /// <param name="content">The feed, also as gzip.</param>
    /// <param name="origin">Where it is from, if known.</param>
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
