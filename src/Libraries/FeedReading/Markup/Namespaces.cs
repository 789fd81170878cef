using System.Collections.Frozen;

namespace Concord.FeedReading.Markup;

/// <summary>
/// Maps the names of elements to canonical ones. A prefix means what the feed declares; an undeclared one means what it
/// usually does, since feeds that forget to declare are common.
/// </summary>
internal sealed class Namespaces
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["http://www.w3.org/2005/atom"] = "",
        ["https://www.w3.org/2005/atom"] = "",
        ["http://purl.org/atom/ns#"] = "",
        ["http://purl.org/rss/1.0/"] = "",
        ["http://my.netscape.com/rdf/simple/0.9/"] = "",
        ["http://channel.netscape.com/rdf/simple/0.9/"] = "",
        ["http://backend.userland.com/rss"] = "",
        ["http://backend.userland.com/rss2"] = "",
        ["http://blogs.law.harvard.edu/tech/rss"] = "",
        ["http://cyber.law.harvard.edu/rss/"] = "",
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"] = "rdf",
        ["http://purl.org/dc/elements/1.1/"] = "dc",
        ["http://purl.org/dc/terms/"] = "dcterms",
        ["http://purl.org/rss/1.0/modules/content/"] = "content",
        ["http://search.yahoo.com/mrss/"] = "media",
        ["http://search.yahoo.com/mrss"] = "media",
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = "itunes",
        ["http://www.w3.org/1999/xhtml"] = "xhtml",
        ["http://rssnamespace.org/feedburner/ext/1.0"] = "feedburner",
        ["http://purl.org/atompub/tombstones/1.0"] = "at",
        ["http://www.w3.org/xml/1998/namespace"] = "xml",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private const int MaxDeclarations = 100;
    private readonly Dictionary<string, string> declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> canonical = new(StringComparer.Ordinal);

    /// <param name="prefix">Empty for the default namespace.</param>
    public void Declare(string prefix, string address)
    {
        // Each scope is a copy, so many declarations in many scopes would take quadratic memory.
        if (declared.Count < MaxDeclarations)
        {
            declared[prefix] = address;
            canonical.Clear();
        }
    }

    /// <summary>A new scope for an element that declares a namespace.</summary>
    public Namespaces Inner()
    {
        var inner = new Namespaces();
        foreach (var (prefix, address) in declared)
        {
            inner.declared[prefix] = address;
        }

        return inner;
    }

    /// <param name="raw">As written, with its prefix.</param>
    /// <returns>Lower case, since feeds differ in <c>pubDate</c> too.</returns>
    public string Canonical(string raw)
    {
        if (!canonical.TryGetValue(raw, out var name))
        {
            name = Find(raw).ToLowerInvariant();
            canonical[raw] = name;
        }

        return name;
    }

    private string Find(string raw)
    {
        var colon = raw.IndexOf(':', StringComparison.Ordinal);
        var (prefix, local) = colon < 0 ? ("", raw) : (raw[..colon], raw[(colon + 1)..]);
        if (!declared.TryGetValue(prefix, out var address))
        {
            return prefix is "atom" or "rss" ? local : raw;
        }

        var own = Known.GetValueOrDefault(address) ?? prefix;
        return own.Length == 0 ? local : $"{own}:{local}";
    }
}
