using System.Globalization;
using System.Xml;

namespace Concord.Media.Files;

/// <summary>
/// What a drawing (SVG 1.1) may contain. Trust boundary: a drawing is shown inside an <c>img</c>, where scripts do not run,
/// but its address can also be opened by itself. Nothing that runs, fetches or links is accepted.
/// </summary>
internal static class SvgCheck
{
    private const string Namespace = "http://www.w3.org/2000/svg";

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
        "stop",
        "pattern",
        "symbol",
        "style",
    ];

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 2_000_000,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <param name="fault">The problem, with its line, where the result is null.</param>
    /// <returns>Width and height of the view box, or null.</returns>
    public static (int Width, int Height)? Read(byte[] content, out (int Line, string Message) fault)
    {
        fault = default;
        (int, int)? size = null;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), Settings);
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                var line = ((IXmlLineInfo)reader).LineNumber;
                if (FaultOf(reader) is { } message)
                {
                    fault = (line, message);
                    return null;
                }

                if (reader.Depth == 0 && (size = SizeOf(reader.GetAttribute("viewBox"))) is null)
                {
                    fault = (line, "the drawing needs a viewBox such as “0 0 560 350”.");
                    return null;
                }
            }
        }
        catch (XmlException broken)
        {
            fault = (broken.LineNumber, $"this is not a drawing (SVG): {broken.Message}");
            return null;
        }

        return size;
    }

    private static string? FaultOf(XmlReader reader)
    {
        if (reader.NamespaceURI != Namespace || !Elements.Contains(reader.LocalName))
        {
            return $"the element “{reader.Name}” is not allowed in a drawing.";
        }

        while (reader.MoveToNextAttribute())
        {
            var name = reader.LocalName;
            var runs = name.StartsWith("on", StringComparison.OrdinalIgnoreCase);
            var leads = name.Equals("href", StringComparison.OrdinalIgnoreCase) && !reader.Value.StartsWith('#');
            var fetches =
                reader.Value.Contains("url(", StringComparison.OrdinalIgnoreCase)
                && !reader.Value.Contains("url(#", StringComparison.Ordinal);
            if (runs || leads || fetches)
            {
                return $"the attribute “{reader.Name}” is not allowed in a drawing.";
            }
        }

        reader.MoveToElement();
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
