using System.Globalization;
using System.ServiceModel.Syndication;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml;
using Concord.Foundation.Text;

namespace Concord.Newsroom.Feeds;

/// <summary>Writes a feed in the requested format.</summary>
internal static class WriteFeed
{
    private const string AtomNamespace = "http://www.w3.org/2005/Atom";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <returns>The text and its media type.</returns>
    public static (byte[] Content, string Type) Write(Feed feed) =>
        feed.Format switch
        {
            "rss" => (Xml(RssOf(feed)), "application/rss+xml; charset=utf-8"),
            "atom" => (Xml(new Atom10FeedFormatter(AtomOf(feed))), "application/atom+xml; charset=utf-8"),
            _ => (JsonOf(feed), "application/feed+json; charset=utf-8"),
        };

    /// <summary>RSS 2.0 with its own address, as validators recommend.</summary>
    private static Rss20FeedFormatter RssOf(Feed feed)
    {
        var written = Common(feed);
        written.Links.Clear();
        written.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(feed.Page)));
        var self = new XmlQualifiedName("atom", "http://www.w3.org/2000/xmlns/");
        written.AttributeExtensions.Add(self, AtomNamespace);
        written.ElementExtensions.Add(
            new SyndicationElementExtension(
                XmlReader.Create(
                    new StringReader(
                        $"<atom:link xmlns:atom=\"{AtomNamespace}\" rel=\"self\" type=\"application/rss+xml\" href=\"{HtmlText.Encode(feed.Self)}\"/>"
                    )
                )
            )
        );
        foreach (var item in written.Items)
        {
            item.Authors.Clear();
            item.LastUpdatedTime = default;
        }

        return new Rss20FeedFormatter(written, serializeExtensionsAsAtom: false);
    }

    private static SyndicationFeed AtomOf(Feed feed)
    {
        var written = Common(feed);
        written.Links.Add(SyndicationLink.CreateSelfLink(new Uri(feed.Self), "application/atom+xml"));
        written.Authors.Add(new SyndicationPerson { Name = feed.Author });
        return written;
    }

    private static SyndicationFeed Common(Feed feed) =>
        new(
            feed.Title,
            feed.Description,
            new Uri(feed.Page),
            feed.Self,
            new DateTimeOffset(feed.UpdatedAt),
            feed.Items.Select(ItemOf).ToList()
        )
        {
            Language = feed.Language,
        };

    private static SyndicationItem ItemOf(FeedItem item)
    {
        var written = new SyndicationItem(
            item.Title,
            (SyndicationContent?)null,
            new Uri(item.Address),
            item.Urn,
            new DateTimeOffset(item.UpdatedAt)
        )
        {
            Summary = new TextSyndicationContent(item.Text),
            PublishDate = new DateTimeOffset(item.PublishedAt),
        };
        written.Categories.Add(new SyndicationCategory(item.Kind));
        if (item.OriginalUrl is { } original)
        {
            written.Links.Add(new SyndicationLink(new Uri(original)) { RelationshipType = "via" });
        }

        return written;
    }

    private static byte[] Xml(SyndicationFeedFormatter formatter)
    {
        using var content = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        using (var writer = XmlWriter.Create(content, settings))
        {
            formatter.WriteTo(writer);
        }

        return content.ToArray();
    }

    /// <summary>JSON Feed 1.1.</summary>
    private static byte[] JsonOf(Feed feed) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["version"] = "https://jsonfeed.org/version/1.1",
                ["title"] = feed.Title,
                ["description"] = feed.Description,
                ["language"] = feed.Language,
                ["home_page_url"] = feed.Page,
                ["feed_url"] = feed.Self,
                ["icon"] = feed.Icon.ToString(),
                ["authors"] = new[] { new { name = feed.Author } },
                ["items"] = feed.Items.Select(item =>
                    WithoutNulls(
                        new(StringComparer.Ordinal)
                        {
                            ["id"] = item.Urn,
                            ["url"] = item.Address,
                            ["title"] = item.Title,
                            ["external_url"] = item.OriginalUrl,
                            ["content_text"] = item.Text,
                            ["date_published"] = Time(item.PublishedAt),
                            ["date_modified"] = Time(item.UpdatedAt),
                            ["tags"] = new[] { item.Kind },
                        }
                    )
                ),
            },
            Json
        );

    private static Dictionary<string, object> WithoutNulls(Dictionary<string, object?> members) =>
        members.Where(member => member.Value is not null).ToDictionary(member => member.Key, member => member.Value!);

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
