namespace Concord.FeedReading.Markup;

/// <summary>An element of a feed with its children; it lives as long as its item.</summary>
/// <param name="Name">Canonical and lower case, such as <c>title</c>, <c>dc:creator</c> or <c>media:content</c>, whatever
/// prefix the feed uses.</param>
/// <param name="Offset">Of its start tag in the text.</param>
internal sealed record Element(string Name, int Offset)
{
    private readonly List<Element> children = [];
    private List<(string Name, string Value)>? attributes;
    private string? source;
    private int from;
    private int to;

    public IReadOnlyList<Element> Children => children;

    /// <summary>Its own text, with entities resolved.</summary>
    public string Value { get; set; } = "";

    /// <summary>Its markup between start and end tag; null where it contains no tags.</summary>
    public string? Inner => source?[from..to];

    /// <summary>The nearest <c>xml:lang</c> and <c>xml:base</c>, its own or inherited.</summary>
    public string? Language { get; set; }

    public Uri? Base { get; set; }

    /// <summary>Case-insensitive; the first where there are several.</summary>
    public string? this[string attribute]
    {
        get
        {
            foreach (var (name, value) in attributes ?? [])
            {
                if (name.Equals(attribute, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            return null;
        }
    }

    public void Set(string attribute, string value) => (attributes ??= []).Add((attribute, value));

    public void Add(Element child) => children.Add(child);

    /// <summary>Offsets of its content.</summary>
    public void Span(string text, int start, int end) => (source, from, to) = (text, start, Math.Max(start, end));

    public Element? Child(string name) => children.Find(child => IsNamed(child, name));

    public IEnumerable<Element> All(string name) => children.Where(child => IsNamed(child, name));

    /// <returns>The text of the first of these elements that has any.</returns>
    public Element? FirstWithText(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (children.Find(child => IsNamed(child, name) && !string.IsNullOrWhiteSpace(child.Value)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static bool IsNamed(Element child, string name) => child.Name == name;
}
