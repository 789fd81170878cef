using System.Globalization;
using System.Text;
using System.Xml;

namespace Concord.WordPress;

/// <summary>
/// Reads an export of WordPress (WXR 1.0 to 1.2) item by item, so that memory does not grow with the file. Trust boundary: no
/// entities are defined or fetched, and no element is read beyond <see cref="MaxElement"/>.
/// </summary>
/// <remarks>Source: the exporter of WordPress, <c>wp-admin/includes/export.php</c>.</remarks>
public sealed class ExportReader : IDisposable
{
    /// <summary>Characters of one element.</summary>
    public const int MaxElement = 16 << 20;

    private const string WordPress = "http://wordpress.org/export/";
    private const string Content = "http://purl.org/rss/1.0/modules/content/";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string NoDate = "0000-00-00 00:00:00";
    private const int MaxListed = 200_000;

    /// <summary>Characters of all elements of an item, and of what stands before the items.</summary>
    private const long MaxItem = 2L * MaxElement;
    private readonly XmlReader xml;
    private readonly char[] buffer = new char[8192];
    private long itemLength;

    static ExportReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="stream">Read from where it stands, and not disposed.</param>
    public ExportReader(Stream stream) =>
        xml = XmlReader.Create(
            // An element in UTF-8 may have up to four bytes for a character.
            new MarkupLimit(stream, 4L * MaxElement),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                CloseInput = false,
            }
        );

    /// <summary>Filled while items are read; complete from the first item on.</summary>
    public ExportSite Site { get; } = new();

    /// <summary>Its items, in the order of the file. Can be read once.</summary>
    /// <exception cref="ExportFaultException">The file is no export, or is damaged at this place.</exception>
    public IEnumerable<ExportItem> Items()
    {
        Guarded(Open);
        while (Guarded(NextItem) is { } item)
        {
            yield return item;
        }
    }

    public void Dispose() => xml.Dispose();

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException fault)
        {
            throw new ExportFaultException(fault.LineNumber, fault.LinePosition, Describe(fault));
        }
        catch (ExportFaultException fault) when (fault.Line == 0)
        {
            throw Fault(fault.Message);
        }
        catch (DecoderFallbackException)
        {
            throw Fault("The bytes here are not text of the encoding that the file names. Save it as UTF-8.");
        }
    }

    private static string Describe(XmlException fault)
    {
        // Without the place, which is given apart.
        var reason = fault.Message;
        var place = reason.LastIndexOf(" Line ", StringComparison.Ordinal);
        reason = place > 0 ? reason[..place] : reason;
        var advice =
            reason.Contains("DTD", StringComparison.Ordinal) ? "Remove the document type declaration; no export has one."
            : reason.Contains("Unexpected end of file", StringComparison.Ordinal)
            || reason.Contains("Root element is missing", StringComparison.Ordinal)
                ? "The file ends too early: download or export it again."
            : reason.Contains("XML declaration", StringComparison.Ordinal)
                ? "Remove what stands before “<?xml”, such as empty lines."
            : "Repair this place, or export again; plugins that filter content often break exports.";
        return $"{reason} {advice}";
    }

    private bool Open()
    {
        if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "rss")
        {
            throw Fault(
                $"This is no export of WordPress: its first element is <{xml.Name}>, not <rss>. Choose the file that “Tools → Export” gave."
            );
        }

        if (!xml.ReadToDescendant("channel"))
        {
            throw Fault("This is no export of WordPress: it has no <channel>.");
        }

        xml.Read();
        return true;
    }

    /// <summary>Reads on to the next item; what the channel says before it goes into <see cref="Site"/>.</summary>
    private ExportItem? NextItem()
    {
        while (xml.NodeType != XmlNodeType.EndElement || xml.LocalName != "channel")
        {
            if (xml.EOF)
            {
                return null;
            }

            if (xml.NodeType != XmlNodeType.Element)
            {
                xml.Read();
                continue;
            }

            if (xml is { LocalName: "item", NamespaceURI: "" })
            {
                RequireVersion();
                return ReadItem();
            }

            ReadAboutSite();
        }

        RequireVersion();
        // To the end, so that what is damaged behind the last item is found too.
        while (xml.Read()) { }

        return null;
    }

    private void RequireVersion()
    {
        if (Site.Version.Length == 0)
        {
            throw Fault(
                "This is a feed, and no export of WordPress: it has no <wp:wxr_version>. Choose the file that “Tools → Export” gave."
            );
        }
    }

    private void ReadAboutSite()
    {
        switch (Name)
        {
            case "title":
                Site.Title = Text();
                break;
            case "language":
                Site.Language = Text().Trim();
                break;
            case "wp:wxr_version":
                Site.Version = Text().Trim();
                break;
            case "wp:base_blog_url":
                Site.Address = Text().Trim().TrimEnd('/');
                break;
            case "link" when Site.Address.Length == 0:
                Site.Address = Text().Trim().TrimEnd('/');
                break;
            case "wp:author":
                var author = Children();
                Add(
                    Site.AuthorList,
                    new ExportAuthor(
                        author.GetValueOrDefault("wp:author_login", ""),
                        author.GetValueOrDefault("wp:author_display_name", "").Trim()
                    )
                );
                break;
            case "wp:category":
                var category = Children();
                Add(
                    Site.TermList,
                    new ExportTerm(
                        "category",
                        Slug(category, "wp:category_nicename"),
                        category.GetValueOrDefault("wp:cat_name", "")
                    )
                );
                break;
            case "wp:tag":
                var tag = Children();
                Add(
                    Site.TermList,
                    new ExportTerm("post_tag", Slug(tag, "wp:tag_slug"), tag.GetValueOrDefault("wp:tag_name", ""))
                );
                break;
            case "wp:term":
                var term = Children();
                Add(
                    Site.TermList,
                    new ExportTerm(
                        term.GetValueOrDefault("wp:term_taxonomy", ""),
                        Slug(term, "wp:term_slug"),
                        term.GetValueOrDefault("wp:term_name", "")
                    )
                );
                break;
            default:
                xml.Skip();
                break;
        }
    }

    private void Add<T>(List<T> list, T value)
    {
        if (list.Count >= MaxListed)
        {
            throw Fault($"The file lists more than {MaxListed} authors or terms.");
        }

        list.Add(value);
    }

    private ExportItem ReadItem()
    {
        itemLength = 0;
        var line = ((IXmlLineInfo)xml).LineNumber;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var terms = new List<ExportTerm>();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var comments = 0;
        ForEachChild(() =>
        {
            switch (Name)
            {
                case "category":
                    var (taxonomy, slug) = (xml.GetAttribute("domain") ?? "category", xml.GetAttribute("nicename") ?? "");
                    Add(terms, new ExportTerm(taxonomy, Decode(slug), Text().Trim()));
                    break;
                case "wp:postmeta":
                    var field = Children();
                    if (fields.Count < MaxListed)
                    {
                        fields[field.GetValueOrDefault("wp:meta_key", "")] = field.GetValueOrDefault("wp:meta_value", "");
                    }

                    break;
                case "wp:comment":
                    comments++;
                    xml.Skip();
                    break;
                case var name:
                    texts[name] = Text();
                    break;
            }
        });
        return new ExportItem
        {
            Line = line,
            Id = long.TryParse(texts.GetValueOrDefault("wp:post_id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? id
                : null,
            Type = texts.GetValueOrDefault("wp:post_type", "").Trim(),
            Status = texts.GetValueOrDefault("wp:status", "").Trim(),
            Title = texts.GetValueOrDefault("title", "").Trim(),
            Slug = Decode(texts.GetValueOrDefault("wp:post_name", "").Trim()),
            Link = texts.GetValueOrDefault("link", "").Trim(),
            Identifier = texts.GetValueOrDefault("guid", "").Trim(),
            Parent = long.TryParse(texts.GetValueOrDefault("wp:post_parent"), out var parent) ? parent : 0,
            Order = int.TryParse(texts.GetValueOrDefault("wp:menu_order"), out var order) ? order : 0,
            PublishedAt = Moment(texts, "wp:post_date_gmt") ?? OfFeed(texts) ?? Moment(texts, "wp:post_date"),
            ModifiedAt = Moment(texts, "wp:post_modified_gmt") ?? Moment(texts, "wp:post_modified"),
            Author = texts.GetValueOrDefault("dc:creator", "").Trim(),
            Content = texts.GetValueOrDefault("content:encoded", ""),
            Excerpt = texts.GetValueOrDefault("excerpt:encoded", "").Trim(),
            HasPassword = texts.GetValueOrDefault("wp:post_password", "").Length > 0,
            AttachmentUrl = texts.GetValueOrDefault("wp:attachment_url", "").Trim(),
            Terms = terms,
            Fields = fields,
            Comments = comments,
        };
    }

    private static DateTime? Moment(Dictionary<string, string> texts, string name) =>
        texts.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text
        && text != NoDate
        && DateTime.TryParseExact(
            text,
            "yyyy-MM-dd HH:mm:ss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment
        )
            ? moment
            : null;

    /// <summary>The exporter writes the year -0001 for what has no date.</summary>
    private static DateTime? OfFeed(Dictionary<string, string> texts) =>
        texts.GetValueOrDefault("pubDate") is { } text
        && !text.Contains("-0001", StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.UtcDateTime
            : null;

    /// <summary>The element's name with the prefix that exports use, whatever prefix this file uses.</summary>
    private string Name =>
        xml.NamespaceURI switch
        {
            "" => xml.LocalName,
            Content => $"content:{xml.LocalName}",
            DublinCore => $"dc:{xml.LocalName}",
            var space when !space.StartsWith(WordPress, StringComparison.Ordinal) => $"?:{xml.LocalName}",
            var space when space.EndsWith("/excerpt/", StringComparison.Ordinal) => $"excerpt:{xml.LocalName}",
            _ => $"wp:{xml.LocalName}",
        };

    /// <summary>Texts of the children of the current element, by name; moves behind it.</summary>
    private Dictionary<string, string> Children()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        ForEachChild(() => texts[Name] = Text());
        return texts;
    }

    /// <param name="read">Called at each child element; moves behind it.</param>
    private void ForEachChild(Action read)
    {
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return;
        }

        var depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                read();
            }
            else
            {
                xml.Read();
            }
        }

        // The end of the element; where the file ends before, the parser has said so.
        xml.Read();
    }

    /// <summary>The text of the current element, its children included; moves behind it.</summary>
    private string Text()
    {
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return "";
        }

        var (depth, text) = (xml.Depth, new StringBuilder());
        xml.Read();
        while (xml.Depth > depth)
        {
            if (
                xml.NodeType
                is XmlNodeType.Text
                    or XmlNodeType.CDATA
                    or XmlNodeType.Whitespace
                    or XmlNodeType.SignificantWhitespace
            )
            {
                int count;
                while ((count = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0)
                {
                    text.Append(buffer, 0, count);
                    itemLength += count;
                    if (text.Length > MaxElement || itemLength > MaxItem)
                    {
                        throw Fault(
                            $"An element has more than {MaxElement >> 20} million characters, or an item more than {MaxItem >> 20} million; no post is that long."
                        );
                    }
                }
            }

            xml.Read();
        }

        xml.Read();
        return text.ToString();
    }

    private static string Slug(Dictionary<string, string> texts, string name) => Decode(texts.GetValueOrDefault(name, "").Trim());

    private static string Decode(string slug) =>
        slug.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(slug) : slug;

    private ExportFaultException Fault(string message)
    {
        var place = (IXmlLineInfo)xml;
        return new ExportFaultException(place.LineNumber, place.LinePosition, message);
    }
}
