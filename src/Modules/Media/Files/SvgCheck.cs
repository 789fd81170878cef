using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Concord.Media.Files;

/// <summary>
/// What a drawing (SVG 1.1) may contain. Trust boundary: a drawing is shown inside an <c>img</c>, where scripts do not run,
/// but its address can also be opened by itself. Elements, attributes and styles that are not listed are refused: nothing
/// that runs, fetches, links or multiplies is accepted.
/// </summary>
internal static class SvgCheck
{
    private const int MaxElements = 20_000;
    private const int MaxDepth = 32;

    /// <summary>Elements that all <c>use</c> elements together draw.</summary>
    private const int MaxUsed = 20_000;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";

    private static readonly HashSet<string> Elements =
    [
        "svg",
        "g",
        "path",
        "circle",
        "ellipse",
        "rect",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "title",
        "desc",
        "defs",
        "use",
        "clipPath",
        "mask",
        "linearGradient",
        "radialGradient",
        "stop",
        "pattern",
        "symbol",
        "style",
    ];

    /// <summary>Drawn wherever they are referred to, so they may not refer to others.</summary>
    private static readonly HashSet<string> Templates = ["clipPath", "mask", "pattern"];

    /// <summary>Attributes whose values are numbers, words and references, besides those that are CSS properties.</summary>
    private static readonly HashSet<string> Geometry =
    [
        "clipPathUnits",
        "cx",
        "cy",
        "d",
        "dx",
        "dy",
        "fx",
        "fy",
        "gradientTransform",
        "gradientUnits",
        "height",
        "maskContentUnits",
        "maskUnits",
        "offset",
        "patternContentUnits",
        "patternTransform",
        "patternUnits",
        "points",
        "preserveAspectRatio",
        "r",
        "rx",
        "ry",
        "spreadMethod",
        "version",
        "viewBox",
        "width",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
        "y2",
    ];

    /// <summary>Attributes that are names or text, which no browser interprets.</summary>
    private static readonly HashSet<string> Names =
    [
        "aria-hidden",
        "aria-label",
        "aria-labelledby",
        "class",
        "focusable",
        "id",
        "lang",
        "role",
    ];

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 2_000_000,
        IgnoreComments = true,
    };

    /// <param name="fault">The problem, with its line, where the result is null.</param>
    /// <returns>Width and height of the view box, or null.</returns>
    public static (int Width, int Height)? Read(byte[] content, out (int Line, string Message) fault)
    {
        fault = default;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), Settings);
            if (!IsShallow(content, out fault))
            {
                return null;
            }

            var drawing = XDocument.Load(reader, LoadOptions.SetLineInfo);
            if (FaultOf(drawing) is var (node, message))
            {
                fault = (((IXmlLineInfo)node).LineNumber, message);
                return null;
            }

            if (SizeOf(drawing.Root!.Attribute("viewBox")?.Value) is { } size)
            {
                return size;
            }

            fault = (((IXmlLineInfo)drawing.Root).LineNumber, "the drawing needs a viewBox such as “0 0 560 350”.");
            return null;
        }
        catch (XmlException broken)
        {
            fault = (broken.LineNumber, $"this is not a drawing (SVG): {broken.Message}");
            return null;
        }
    }

    /// <summary>Before it is loaded as a tree.</summary>
    private static bool IsShallow(byte[] content, out (int Line, string Message) fault)
    {
        using var reader = XmlReader.Create(new MemoryStream(content), Settings);
        var count = 0;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && (++count > MaxElements || reader.Depth > MaxDepth))
            {
                fault = (
                    ((IXmlLineInfo)reader).LineNumber,
                    $"the drawing has more than {MaxElements} elements, or more than {MaxDepth} within each other."
                );
                return false;
            }
        }

        fault = default;
        return true;
    }

    private static (XObject Node, string Message)? FaultOf(XDocument drawing)
    {
        foreach (var node in drawing.DescendantNodes())
        {
            if (node is XProcessingInstruction instruction)
            {
                return (node, $"the instruction “{instruction.Target}” is not allowed in a drawing.");
            }

            if (node is XElement element && FaultOf(element) is { } fault)
            {
                return fault;
            }
        }

        return FaultOfUses(drawing);
    }

    private static (XObject Node, string Message)? FaultOf(XElement element)
    {
        var name = element.Name.LocalName;
        if (element.Name.Namespace != Svg || !Elements.Contains(name) || (name == "svg") != (element.Parent is null))
        {
            return (element, $"the element “{name}” is not allowed in a drawing.");
        }

        if (name == "style" && (element.HasElements || element.HasAttributes || !SvgStyle.IsSheet(element.Value)))
        {
            return (
                element,
                "the style sheet is not allowed in a drawing: only plain rules, and @media (prefers-color-scheme: dark)."
            );
        }

        var isTemplate = element.Ancestors().Any(ancestor => Templates.Contains(ancestor.Name.LocalName));
        if (isTemplate && name == "use")
        {
            return (element, "the element “use” is not allowed within a pattern, mask or clip path.");
        }

        return element
            .Attributes()
            .Where(attribute =>
                !IsAllowed(attribute) || (isTemplate && attribute.Value.Contains("url(", StringComparison.OrdinalIgnoreCase))
            )
            .Select(attribute =>
                ((XObject, string)?)(attribute, $"the attribute “{attribute.Name.LocalName}” is not allowed in a drawing.")
            )
            .FirstOrDefault();
    }

    private static bool IsAllowed(XAttribute attribute)
    {
        var (name, value) = (attribute.Name.LocalName, attribute.Value);
        if (attribute.IsNamespaceDeclaration)
        {
            return value == Svg.NamespaceName || value == XLink.NamespaceName;
        }

        if (attribute.Name.Namespace == XNamespace.Xml)
        {
            return name is "space" or "lang";
        }

        if (name == "href" && (attribute.Name.Namespace == XLink || attribute.Name.Namespace == XNamespace.None))
        {
            return value.StartsWith('#') && SvgStyle.IsValue(value);
        }

        return attribute.Name.Namespace == XNamespace.None
            && (
                Names.Contains(name)
                || (name == "style" && SvgStyle.IsDeclarations(value))
                || ((Geometry.Contains(name) || SvgStyle.PresentationAttributes.Contains(name)) && SvgStyle.IsValue(value))
            );
    }

    /// <summary>A few elements that use each other draw millions.</summary>
    private static (XObject Node, string Message)? FaultOfUses(XDocument drawing)
    {
        var sizes = drawing
            .Descendants()
            .Where(element => element.Attribute("id") is not null)
            .GroupBy(element => element.Attribute("id")!.Value, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group =>
                    group.First().DescendantsAndSelf().Any(element => element.Name == Svg + "use")
                        ? MaxUsed + 1
                        : group.First().DescendantsAndSelf().Count(),
                StringComparer.Ordinal
            );
        var drawn = 0L;
        foreach (var use in drawing.Descendants(Svg + "use"))
        {
            var target = (use.Attribute("href") ?? use.Attribute(XLink + "href"))?.Value.TrimStart('#') ?? "";
            drawn += sizes.GetValueOrDefault(target, 1);
            if (drawn > MaxUsed)
            {
                return (use, $"what is used may not use anything itself, nor draw more than {MaxUsed} elements in all.");
            }
        }

        return null;
    }

    private static (int Width, int Height)? SizeOf(string? viewBox)
    {
        var parts = (viewBox ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return
            parts.Length == 4
            && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var width)
            && double.TryParse(parts[3], NumberStyles.Float, CultureInfo.InvariantCulture, out var height)
            && width is >= 1 and <= 20_000
            && height is >= 1 and <= 20_000
            ? ((int)Math.Round(width), (int)Math.Round(height))
            : null;
    }
}
