using Concord.FeedReading.Markup;

namespace Concord.FeedReading.Xml;

/// <summary>Links of RSS, which are text, and of Atom, which have a relation.</summary>
internal static class Links
{
    /// <returns>The base of relative links; null where the feed states no address.</returns>
    public static Uri? Home(Element head) =>
        Uri.TryCreate(Find(head, "self") ?? OfFeed(head), UriKind.Absolute, out var home) && home.Scheme is "http" or "https"
            ? home
            : null;

    public static string? OfFeed(Element head) => Plain(head) ?? Find(head, "alternate");

    /// <summary>The address of an item; the original address precedes that of a feed proxy.</summary>
    public static string? OfItem(Element item) =>
        Addresses.Of(item.FirstWithText("feedburner:origlink")?.Value, from: null)
        ?? Plain(item)
        ?? Find(item, "alternate")
        ?? PermanentLink(item)
        ?? (item.FirstWithText("id") is { } id ? Addresses.WebOnly(id.Value) : null)
        ?? Addresses.Of(item["rdf:about"], item.Base);

    /// <returns>The first link of a relation (RFC 4287, 4.2.7); one without a relation is an alternate.</returns>
    public static string? Find(Element element, string relation)
    {
        string? found = null;
        foreach (var link in element.All("link"))
        {
            if (RelationOf(link) != relation)
            {
                continue;
            }

            // Of several, the HTML one.
            if (link["type"] is null or "text/html" or "application/xhtml+xml")
            {
                if (Addresses.Of(link["href"], link.Base) is { } address)
                {
                    return address;
                }
            }
            else
            {
                found ??= Addresses.Of(link["href"], link.Base);
            }
        }

        return found;
    }

    /// <summary>A registered relation may also be written as an address (RFC 4287, 4.2.7.2).</summary>
    public static string RelationOf(Element link)
    {
        const string registry = "http://www.iana.org/assignments/relation/";
        var relation = link["rel"]?.Trim() ?? "";
        return relation.Length == 0 ? "alternate"
            : relation.StartsWith(registry, StringComparison.Ordinal) ? relation[registry.Length..]
            : relation;
    }

    private static string? Plain(Element element) =>
        element.FirstWithText("link") is { } link ? Addresses.Of(link.Value, link.Base) : null;

    private static string? PermanentLink(Element item) =>
        item.FirstWithText("guid") is { } guid && guid["isPermaLink"]?.Trim().ToLowerInvariant() != "false"
            ? Addresses.WebOnly(guid.Value)
            : null;
}
