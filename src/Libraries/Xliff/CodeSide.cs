using System.Xml.Linq;

namespace Concord.Xliff;

/// <summary>The inline elements of all sources, or of all targets, of a unit, in the order of the file.</summary>
internal sealed class CodeSide
{
    private readonly Dictionary<XElement, int> positions = [];

    /// <param name="texts">The <c>source</c> or the <c>target</c> elements.</param>
    public CodeSide(IEnumerable<XElement> texts)
    {
        Texts = [.. texts];
        Elements = [.. Texts.SelectMany(text => text.Descendants())];
        for (var at = 0; at < Elements.Count; at++)
        {
            positions[Elements[at]] = at;
        }

        Ends = Elements.Where(element => IsNamed(element, "ec") && !IsIsolated(element)).ToLookup(StartRef);
        Starts = Elements.Where(element => IsNamed(element, "sc") && !IsIsolated(element)).ToLookup(Id);
        MarkEnds = Elements.Where(element => IsNamed(element, "em")).ToLookup(StartRef);
        MarkStarts = Elements.Where(element => IsNamed(element, "sm")).ToLookup(Id);
    }

    public IReadOnlyList<XElement> Texts { get; }

    public IReadOnlyList<XElement> Elements { get; }

    /// <summary><c>ec</c> elements that are not isolated, by the start they name.</summary>
    public ILookup<string, XElement> Ends { get; }

    /// <summary><c>sc</c> elements that are not isolated, by identifier.</summary>
    public ILookup<string, XElement> Starts { get; }

    public ILookup<string, XElement> MarkEnds { get; }

    public ILookup<string, XElement> MarkStarts { get; }

    public bool IsAfter(XElement element, XElement other) => positions[element] > positions[other];

    /// <summary>The codes of one text in order: placeholders, and the beginnings and ends of pairs.</summary>
    public static IEnumerable<XElement> CodesOf(XElement text) => text.Descendants().Where(IsCode);

    public static bool IsCode(XElement element) => element.Name.LocalName is "ph" or "pc" or "sc" or "ec";

    public static bool IsNamed(XElement element, string name) => element.Name.LocalName == name;

    public static bool IsIsolated(XElement element) => Value(element, "isolated") == "yes";

    public static string Id(XElement element) => Value(element, "id") ?? "";

    public static string StartRef(XElement element) => Value(element, "startRef") ?? "";

    public static string? Value(XElement element, string attribute) => element.Attribute(attribute)?.Value.Trim();

    /// <summary>Tells codes of a source and of its target apart: the end of a pair has no identifier of its own.</summary>
    public static string KeyOf(XElement code) =>
        Value(code, "id") is { } id ? code.Name.LocalName + " " + id : "end of " + StartRef(code);
}
