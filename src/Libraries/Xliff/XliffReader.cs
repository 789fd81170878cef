using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Concord.Xliff;

/// <summary>
/// Reads XLIFF 2.0, 2.1 and 2.2 and refuses what the standard does not allow: the grammar of the core and of its modules,
/// and the constraints between elements (OASIS XLIFF 2.1 and 2.2, Core).
/// </summary>
public static class XliffReader
{
    /// <summary>Files of translation tools have a few megabytes; more is refused before it is read.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Elements within each other. Groups and codes of real files stay far below.</summary>
    private const int MaxDepth = 200;

    /// <param name="bytes">UTF-8, UTF-16 or any encoding that the XML declaration names.</param>
    public static XliffResult Read(byte[] bytes)
    {
        var report = new Report();
        if (bytes.Length > MaxBytes)
        {
            report.Add(0, 0, $"The file has more than {MaxBytes / 1024 / 1024} megabytes. Divide it.");
            return new XliffResult(null, report.Problems);
        }

        if (Load(bytes, report) is not { } root || !CheckRoot(root, report))
        {
            return new XliffResult(null, report.Problems);
        }

        new StructureCheck(root.Name.Namespace, report).Check(root);
        if (report.Problems.Count == 0)
        {
            new DocumentCheck(root, report).Run();
        }

        return report.Problems.Count > 0 ? new XliffResult(null, report.Problems) : new XliffResult(DocumentOf(root), []);
    }

    private static XElement? Load(byte[] bytes, Report report)
    {
        // A document type could name files and multiply entities; the standard has none.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using (var depth = XmlReader.Create(new MemoryStream(bytes), settings))
            {
                while (depth.Read())
                {
                    if (depth.Depth > MaxDepth)
                    {
                        var place = (IXmlLineInfo)depth;
                        report.Add(
                            place.LineNumber,
                            place.LinePosition,
                            $"More than {MaxDepth} elements stand within each other here."
                        );
                        return null;
                    }
                }
            }

            using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root;
        }
        catch (XmlException fault)
        {
            report.Add(fault.LineNumber, fault.LinePosition, $"The file is not well-formed XML: {fault.Message}");
            return null;
        }
        catch (Exception fault) when (fault is ArgumentException or DecoderFallbackException or NotSupportedException)
        {
            report.Add(1, 1, $"The encoding of the file cannot be read: {fault.Message}");
            return null;
        }
    }

    private static bool CheckRoot(XElement root, Report report)
    {
        if (root.Name.LocalName != "xliff")
        {
            report.Add(root, $"The file begins with <{root.Name.LocalName}>; XLIFF begins with <xliff>.");
            return false;
        }

        if (!Namespaces.IsCore(root.Name.Namespace))
        {
            report.Add(
                root,
                $"<xliff> has the namespace “{root.Name.NamespaceName}”; XLIFF 2.0 and 2.1 have “{Namespaces.Core20}”, 2.2 has "
                    + $"“{Namespaces.Core22}”."
            );
            return false;
        }

        var version = root.Attribute("version")?.Value;
        string[] allowed = root.Name.Namespace == Namespaces.Core20 ? ["2.0", "2.1"] : ["2.0", "2.1", "2.2"];
        if (version is not null && !allowed.Contains(version, StringComparer.Ordinal))
        {
            report.Add(root, $"version “{version}” does not go with this namespace, which has {string.Join(", ", allowed)}.");
            return false;
        }

        return true;
    }

    private static XliffDocument DocumentOf(XElement root)
    {
        var core = root.Name.Namespace;
        return new XliffDocument(
            root.Attribute("version")!.Value,
            CodeSide.Value(root, "srcLang")!,
            CodeSide.Value(root, "trgLang"),
            [
                .. root.Elements(core + "file")
                    .Select(file => new XliffFile(
                        CodeSide.Id(file),
                        file.Attribute("original")?.Value,
                        [.. UnitsOf(file).Select(UnitOf)]
                    )),
            ]
        );
    }

    private static IEnumerable<XElement> UnitsOf(XElement parent) =>
        parent
            .Elements()
            .Where(child => child.Name.Namespace == parent.Name.Namespace)
            .SelectMany(child =>
                child.Name.LocalName switch
                {
                    "unit" => [child],
                    "group" => UnitsOf(child),
                    _ => Enumerable.Empty<XElement>(),
                }
            );

    private static XliffUnit UnitOf(XElement unit)
    {
        var core = unit.Name.Namespace;
        var data = unit.Elements(core + "originalData")
            .Elements(core + "data")
            .ToDictionary(CodeSide.Id, TextOf, StringComparer.Ordinal);
        var parts = unit.Elements()
            .Where(child => child.Name == core + "segment" || child.Name == core + "ignorable")
            .Select(
                (part, at) => (Source: part.Element(core + "source")!, Target: part.Element(core + "target"), At: at + 1, part)
            )
            .ToList();

        // Space between segments has no translation of its own unless one is written.
        var isTranslated = parts.TrueForAll(part => part.Target is not null || part.part.Name.LocalName == "ignorable");
        var targets = parts.Select(part => (Text: part.Target ?? part.Source, Order: OrderOf(part.Target) ?? part.At));
        return new XliffUnit(
            CodeSide.Id(unit),
            RunsOf(parts.Select(part => part.Source), data),
            isTranslated ? RunsOf(targets.OrderBy(part => part.Order).Select(part => part.Text), data) : null
        )
        {
            Notes = [.. unit.Elements(core + "notes").Elements(core + "note").Select(note => note.Value)],
            Line = ((IXmlLineInfo)unit).LineNumber,
        };
    }

    private static int? OrderOf(XElement? target) =>
        target is not null && CodeSide.Value(target, "order") is { } order
            ? int.Parse(order, CultureInfo.InvariantCulture)
            : null;

    private static List<XliffRun> RunsOf(IEnumerable<XElement> texts, Dictionary<string, string> data)
    {
        var runs = new List<XliffRun>();
        foreach (var text in texts)
        {
            Append(runs, text, data);
        }

        return runs;
    }

    private static void Append(List<XliffRun> runs, XElement element, Dictionary<string, string> data)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText text:
                    Add(runs, text.Value, isCode: false);
                    break;
                case XElement code when CodeSide.IsNamed(code, "cp"):
                    Add(runs, CharacterOf(code), isCode: false);
                    break;
                case XElement code:
                    Add(runs, DataOf(code, data, "dataRef") + DataOf(code, data, "dataRefStart"), isCode: true);
                    Append(runs, code, data);
                    Add(runs, DataOf(code, data, "dataRefEnd"), isCode: true);
                    break;
            }
        }
    }

    private static string DataOf(XElement code, Dictionary<string, string> data, string attribute) =>
        CodeSide.Value(code, attribute) is { } id ? data[id] : "";

    private static void Add(List<XliffRun> runs, string text, bool isCode)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (!isCode && runs.Count > 0 && !runs[^1].IsCode)
        {
            runs[^1] = runs[^1] with { Text = runs[^1].Text + text };
        }
        else
        {
            runs.Add(new XliffRun(text, isCode));
        }
    }

    private static string TextOf(XElement data) =>
        string.Concat(
            data.Nodes()
                .Select(node =>
                    node is XText text ? text.Value
                    : node is XElement code ? CharacterOf(code)
                    : ""
                )
        );

    private static string CharacterOf(XElement code) =>
        (
            (char)ushort.Parse(CodeSide.Value(code, "hex")!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        ).ToString();
}
