using System.Diagnostics;
using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml;
using Concord.Bench.Feeds;
using Concord.FeedReading;

// Both read the same bytes completely: every item with title and content. Ours also extracts plain text.
const int Kilobytes = 500;
const int Readings = 20;
const int Rounds = 9;
Console.WriteLine("| feed | ours, MB/s | Syndication, MB/s | ratio |\n|---|---|---|---|");
foreach (var (name, bytes) in ((string, byte[])[])[("RSS 2.0", MadeFeed.Rss(Kilobytes)), ("Atom 1.0", MadeFeed.Atom(Kilobytes))])
{
    var (ours, theirs) = (new List<double>(), new List<double>());
    for (var round = -2; round < Rounds; round++)
    {
        var (mine, other) = (Measure(bytes, Ours), Measure(bytes, Syndication));
        if (mine.Items != other.Items || mine.Items == 0)
        {
            throw new InvalidOperationException($"{name}: {mine.Items} items against {other.Items}.");
        }

        // The first two rounds warm up.
        if (round >= 0)
        {
            ours.Add(mine.Speed);
            theirs.Add(other.Speed);
        }
    }

    var (us, them) = (Median(ours), Median(theirs));
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {name}, {bytes.Length / 1e3:F0} KB | {us:F0} | {them:F0} | {us / them:F2} |"
        )
    );
}

static int Ours(byte[] bytes) => FeedReader.Read(bytes).Items.Count(item => item.Title is not null && item.Text.Length > 0);

static int Syndication(byte[] bytes)
{
    using var reader = XmlReader.Create(new MemoryStream(bytes));
    return SyndicationFeed.Load(reader).Items.Count(item => item.Title is not null && ContentOf(item).Length > 0);
}

// It leaves content:encoded of RSS among the extensions.
static string ContentOf(SyndicationItem item) =>
    item.Content is TextSyndicationContent text
        ? text.Text
        : item.ElementExtensions.ReadElementExtensions<string>("encoded", "http://purl.org/rss/1.0/modules/content/")[0];

static (int Items, double Speed) Measure(byte[] bytes, Func<byte[], int> read)
{
    GC.Collect();
    var clock = Stopwatch.StartNew();
    var items = 0;
    for (var reading = 0; reading < Readings; reading++)
    {
        items = read(bytes);
    }

    return (items, Readings * bytes.Length / 1e6 / clock.Elapsed.TotalSeconds);
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
