using Concord.FeedReading.Markup;
using Concord.FeedReading.Text;

namespace Concord.FeedReading.Xml;

/// <summary>
/// Meaning of the elements of an item. RSS and Atom borrow from each other and from the same modules, so one reader serves
/// both; they differ in whether a text is HTML.
/// </summary>
/// <param name="IsAtom">True where the type of a text is stated.</param>
internal sealed record Dialect(bool IsAtom)
{
    private static readonly string[] Published =
    [
        "pubdate",
        "published",
        "issued",
        "dcterms:issued",
        "dc:date",
        "dcterms:created",
        "created",
    ];
    private static readonly string[] Changed = ["updated", "modified", "dcterms:modified", "dc:modified"];
    private static readonly string[] Titles = ["title", "dc:title", "media:title", "itunes:title"];
    private static readonly string[] Contents = ["content:encoded", "content", "xhtml:body", "body", "fulltext"];
    private static readonly string[] Summaries =
    [
        "description",
        "summary",
        "dc:description",
        "dcterms:abstract",
        "itunes:summary",
        "itunes:subtitle",
    ];

    public static Dialect Of(Element root) => new(root.Name is "feed" or "entry");

    public static string? LanguageOf(Element element)
    {
        var named = element.Language ?? element.FirstWithText("language", "dc:language")?.Value;
        return string.IsNullOrWhiteSpace(named) ? null : PlainText.OneLine(named);
    }

    /// <summary>Of the text, where that states its own.</summary>
    private static string? OwnLanguageOf(Element item) =>
        Contents
            .Concat(Summaries)
            .SelectMany(item.All)
            .Where(element => element.Value.Length > 0 || element.Inner is not null)
            .Select(element => element["xml:lang"])
            .FirstOrDefault(language => !string.IsNullOrWhiteSpace(language))
            is { } named
            ? PlainText.OneLine(named)
            : null;

    public static (FeedFormat Format, string? Version) FormatOf(Element root) =>
        root.Name switch
        {
            "feed" => (FeedFormat.Atom, root["version"] ?? "1.0"),
            "entry" => (FeedFormat.Atom, "1.0"),
            "rss" => (FeedFormat.Rss, root["version"]),
            "channel" => (FeedFormat.Rss, null),
            _ => (FeedFormat.Rss, root["xmlns"]?.Contains("simple/0.9", StringComparison.Ordinal) == true ? "0.90" : "1.0"),
        };

    /// <returns>Null where it has none.</returns>
    public string? TitleOf(Element element) =>
        PlainText.OneLine(FirstOf(element, Titles).Text) is { Length: > 0 } title ? title : null;

    public FeedItem ItemOf(Element item, Element feed, ProblemList problems)
    {
        var content = FirstOf(item, Contents);
        content = content.Text.Length > 0 ? content : Richer(content, FirstOf(item, Summaries));
        content = content.Text.Length > 0 ? content : Richer(content, DescriptionOfMedia(item));
        var title = TitleOf(item);
        var link = Links.OfItem(item);
        var (published, updated) = (DateOf(item, Published, problems), DateOf(item, Changed, problems));
        var id = IdOf(item);
        if (id is null && link is null && title is null && content.Text.Length == 0)
        {
            problems.Add(item.Offset, "The item says nothing: no id, link, title or text.");
        }

        return new FeedItem(id ?? MadeId.Of(link, title, published, content.Text))
        {
            HasOwnId = id is not null,
            Title = title,
            Link = link,
            Date = published ?? updated,
            Updated = updated,
            Language = OwnLanguageOf(item) ?? LanguageOf(item) ?? LanguageOf(feed),
            Author = Authors.Of(item) ?? Authors.Of(feed),
            Text = content.Text,
            Html = content.Html,
            Tags = Tags.Of(item),
            IsSensitive = MediaFiles.IsRatedAdult(item) || MediaFiles.IsRatedAdult(feed),
            Media = MediaFiles.Of(item, content.Html),
        };
    }

    private static Content Richer(Content one, Content other) => other.Text.Length > 0 || one.Html is null ? other : one;

    private static string? IdOf(Element item)
    {
        var own = item.FirstWithText("guid", "id", "dc:identifier")?.Value ?? item["rdf:about"];
        return own is not null && PlainText.OneLine(own) is { Length: > 0 } id ? id : null;
    }

    /// <returns>The first that has text, else the first that has HTML, which may be a picture alone.</returns>
    private Content FirstOf(Element item, string[] names)
    {
        var markup = Content.Nothing;
        foreach (var name in names)
        {
            foreach (var element in item.All(name))
            {
                var found = Content.Of(element, IsAtom);
                if (found.Text.Length > 0)
                {
                    return found;
                }

                markup = markup.Html is null ? found : markup;
            }
        }

        return markup;
    }

    /// <summary>Video often has its text with the file (Media RSS), and some posts have nothing else.</summary>
    private static Content DescriptionOfMedia(Element item) =>
        MediaFiles
            .Around(item)
            .Select(place => place.FirstWithText("media:description"))
            .OfType<Element>()
            .Select(element => Content.Of(element, isAtom: false))
            .FirstOrDefault(Content.Nothing);

    private static DateTimeOffset? DateOf(Element item, string[] names, ProblemList problems)
    {
        foreach (var name in names)
        {
            if (item.FirstWithText(name) is { } element)
            {
                if (FeedDate.Read(element.Value) is { } date)
                {
                    return date;
                }

                problems.Add(
                    element.Offset,
                    $"“{name}” is no date that can be understood: {PlainText.OneLine(ProblemList.Short(element.Value))}"
                );
            }
        }

        return null;
    }
}
