using System.Text.RegularExpressions;
using Concord.FeedReading.Markup;
using Concord.FeedReading.Text;

namespace Concord.FeedReading.Xml;

/// <summary>
/// Reads the author: in RSS an e-mail address with a name in brackets, in Atom a person, in Dublin Core a name.
/// </summary>
internal static partial class Authors
{
    private static readonly string[] Places =
    [
        "author",
        "dc:creator",
        "itunes:author",
        "dc:contributor",
        "managingeditor",
        "media:credit",
    ];

    public static string? Of(Element element)
    {
        foreach (var place in Places)
        {
            foreach (var author in element.All(place))
            {
                if (Name(author) is { Length: > 0 } name)
                {
                    return name;
                }
            }
        }

        return null;
    }

    private static string? Name(Element author)
    {
        if (author.Children.Count > 0)
        {
            return author.FirstWithText("name", "email", "uri", "url") is { } part ? PlainText.OneLine(part.Value) : null;
        }

        var text = PlainText.OneLine(author.Value);
        return Mail().Match(text) is { Success: true } mail
            ? mail.Groups["name"].Value.Trim() is { Length: > 0 } name
                ? name
                : mail.Groups["mail"].Value
            : text;
    }

    [GeneratedRegex("""^(?:mailto:)?(?<mail>[^\s@()]+@[^\s@()]+)\s*(?:\((?<name>[^()]*)\))?$""", RegexOptions.None, 10_000)]
    private static partial Regex Mail();
}
