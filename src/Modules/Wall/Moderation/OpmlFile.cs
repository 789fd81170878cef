using System.Text;
using System.Xml;
using System.Xml.Linq;
using Concord.Wall.Sources;

namespace Concord.Wall.Moderation;

/// <summary>
/// A list of feeds as feed readers write it (OPML 2.0, opml.org). Trust boundary: a DTD is ignored, so nothing is expanded or
/// fetched; the caller bounds the size.
/// </summary>
internal static class OpmlFile
{
    private const int MaxFeeds = 20_000;

    /// <exception cref="FormatException">It is not OPML; the message says where.</exception>
    public static IReadOnlyList<(string Slug, string Name, string Address)> Read(Stream content)
    {
        XDocument document;
        try
        {
            using var reader = XmlReader.Create(
                content,
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null }
            );
            document = XDocument.Load(reader);
        }
        catch (XmlException fault)
        {
            throw new FormatException($"This is not OPML, line {fault.LineNumber}: {fault.Message}", fault);
        }

        if (document.Root?.Name.LocalName != "opml")
        {
            throw new FormatException("This is not OPML: the root element has to be <opml>.");
        }

        var feeds = document
            .Descendants("outline")
            .Select(outline => (Name: NameOf(outline), Address: JsonParts.WebOnly((string?)outline.Attribute("xmlUrl"))))
            .Where(feed => feed.Address is { Length: <= 2000 })
            .DistinctBy(feed => feed.Address, StringComparer.Ordinal)
            .Take(MaxFeeds + 1)
            .ToList();
        if (feeds.Count is 0 or > MaxFeeds)
        {
            throw new FormatException(
                feeds.Count == 0 ? "It has no feed: no outline has an xmlUrl." : $"It has more than {MaxFeeds} feeds."
            );
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        return [.. feeds.Select(feed => (Slug(feed.Name, used), feed.Name, feed.Address!))];
    }

    private static string NameOf(XElement outline)
    {
        var name = ((string?)outline.Attribute("title") ?? (string?)outline.Attribute("text") ?? "").Trim();
        name = name.Length > 0 ? name : (string?)outline.Attribute("xmlUrl") ?? "";
        return name.Length > 200 ? name[..200] : name;
    }

    /// <summary>From the name where it has Latin letters; a number makes equal names unique.</summary>
    private static string Slug(string name, HashSet<string> used)
    {
        var slug = new StringBuilder();
        foreach (var letter in Text.Plain.Fold(name).Trim())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var stem = slug.ToString(0, Math.Min(slug.Length, 80)).Trim('-');
        stem = stem.Length > 0 ? stem : "feed";
        var tried = stem;
        for (var number = 2; !used.Add(tried); number++)
        {
            tried = $"{stem}-{number}";
        }

        return tried;
    }
}
