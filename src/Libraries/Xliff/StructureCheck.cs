using System.Xml;
using System.Xml.Linq;

namespace Concord.Xliff;

/// <summary>Holds a file against the grammar: which elements stand where, in which order, with which attributes.</summary>
internal sealed class StructureCheck(XNamespace core, Report report)
{
    /// <summary>Modules whose elements the grammar knows; elements of other namespaces are extensions.</summary>
    private static readonly HashSet<XNamespace> KnownModules =
    [
        Namespaces.Matches,
        Namespaces.Glossary,
        Namespaces.Metadata,
        Namespaces.ResourceData,
        Namespaces.Validation,
    ];

    /// <summary>Attributes that name a schema may stand on any element.</summary>
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Elements of modules that the standard allows in one place only.</summary>
    private static readonly Dictionary<XName, string> OnlyIn = new()
    {
        [Namespaces.Matches + "matches"] = "unit",
        [Namespaces.Glossary + "glossary"] = "unit",
        [Namespaces.SizeRestriction + "profiles"] = "file",
    };

    public void Check(XElement element)
    {
        var rule =
            element.Parent is null && core == Namespaces.Core22 ? Grammar.Of(Grammar.Xliff22) : Grammar.Of(NameOf(element));
        if (report.IsFull)
        {
            return;
        }

        if (rule is null)
        {
            report.Add(element, $"<{NameOf(element)}> is not an element of XLIFF 2.");
            return;
        }

        CheckAttributes(element, rule);
        CheckContent(element, rule);
    }

    private void CheckAttributes(XElement element, ElementRule rule)
    {
        foreach (
            var attribute in element
                .Attributes()
                .Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.Namespace != Instance)
        )
        {
            var name = Namespaces.IsCore(attribute.Name.Namespace)
                ? $"{{{attribute.Name.NamespaceName}}}{attribute.Name.LocalName}"
                : Namespaces.NameOf(attribute.Name);
            if (rule.Attributes.TryGetValue(name, out var allowed))
            {
                if (AttributeValue.Fault(allowed.Kind, attribute.Value) is { } expected)
                {
                    report.Add(attribute, $"{name}=“{Shorten(attribute.Value)}” of <{NameOf(element)}> has to be {expected}.");
                }
            }
            else if (attribute.Name.Namespace == XNamespace.None || Namespaces.IsCore(attribute.Name.Namespace) || !rule.IsOpen)
            {
                report.Add(attribute, $"<{NameOf(element)}> has no attribute {name}.");
            }
        }

        if (
            element.Attribute(Namespaces.FormatStyle + "subFs") is not null
            && element.Attribute(Namespaces.FormatStyle + "fs") is null
        )
        {
            report.Add(element, $"<{NameOf(element)}> with fs:subFs needs the attribute fs:fs.");
        }

        foreach (var (name, _) in rule.Attributes.Where(pair => pair.Value.IsRequired))
        {
            if (element.Attribute(name) is null)
            {
                report.Add(element, $"<{NameOf(element)}> needs the attribute {name}.");
            }
        }
    }

    private void CheckContent(XElement element, ElementRule rule)
    {
        if (rule.Content is ContentKind.Empty or ContentKind.Elements)
        {
            var words = element.Nodes().OfType<XText>().FirstOrDefault(text => !string.IsNullOrWhiteSpace(text.Value));
            if (words is not null)
            {
                // The place of a text is where its first line break stands; the words may begin lines later.
                var lead = words.Value[..^words.Value.TrimStart().Length].Count(character => character == '\n');
                var place = (IXmlLineInfo)words;
                report.Add(
                    place.LineNumber + lead,
                    lead == 0 ? place.LinePosition : 0,
                    $"<{NameOf(element)}> holds text where only elements may stand: “{Shorten(words.Value.Trim())}”."
                );
            }
        }

        switch (rule.Content)
        {
            case ContentKind.Empty or ContentKind.Text:
                foreach (var child in element.Elements())
                {
                    report.Add(child, $"<{NameOf(child)}> may not stand in <{NameOf(element)}>.");
                }

                break;
            case ContentKind.Foreign:
                foreach (var child in element.Elements().Where(child => !IsForeign(child)))
                {
                    report.Add(child, $"<{NameOf(child)}> may not stand in <{NameOf(element)}>.");
                }

                break;
            case ContentKind.Mixed:
                CheckMixed(element, rule);
                break;
            default:
                CheckOrder(element, rule);
                break;
        }
    }

    private void CheckMixed(XElement element, ElementRule rule)
    {
        foreach (var child in element.Elements())
        {
            if (rule.Parts[0].Names.Contains(NameOf(child)))
            {
                Check(child);
            }
            else
            {
                report.Add(child, $"<{NameOf(child)}> may not stand in <{NameOf(element)}>.");
            }
        }
    }

    /// <summary>Reads the children part by part; each part takes what fits it, and the first misfit is named.</summary>
    private void CheckOrder(XElement element, ElementRule rule)
    {
        var children = element.Elements().ToList();
        var next = 0;
        foreach (var part in rule.Parts)
        {
            var count = 0;
            while (next < children.Count && count != part.Max && Fits(children[next], part))
            {
                CheckChild(children[next]);
                (next, count) = (next + 1, count + 1);
            }

            if (count < part.Min)
            {
                var missing = string.Join("> or <", part.Names);
                report.Add(
                    next < children.Count ? children[next] : element,
                    next < children.Count
                        ? $"<{NameOf(element)}> needs <{missing}> before <{NameOf(children[next])}>."
                        : $"<{NameOf(element)}> needs <{missing}>."
                );
                return;
            }
        }

        if (next < children.Count)
        {
            var name = NameOf(children[next]);
            var isKnown = rule.Parts.Any(part => Fits(children[next], part));
            report.Add(
                children[next],
                isKnown
                    ? $"<{name}> may not stand here in <{NameOf(element)}>: it comes earlier, or there is one too many."
                    : $"<{name}> may not stand in <{NameOf(element)}>."
            );
        }
    }

    private void CheckChild(XElement child)
    {
        var parent = NameOf(child.Parent!);
        if (OnlyIn.TryGetValue(child.Name, out var place) && parent != place)
        {
            report.Add(child, $"<{NameOf(child)}> may stand in <{place}> only, not in <{parent}>.");
        }
        else if (child.Name.Namespace == core || KnownModules.Contains(child.Name.Namespace))
        {
            Check(child);
        }

        if (IsModuleRoot(child) && child.ElementsBeforeSelf(child.Name).Any())
        {
            report.Add(child, $"<{parent}> may hold one <{NameOf(child)}> only.");
        }
    }

    private bool Fits(XElement child, Part part) => part.Names.Count == 0 ? IsForeign(child) : part.Names.Contains(NameOf(child));

    private static bool IsModuleRoot(XElement child) =>
        child.Name.Namespace.NamespaceName.StartsWith("urn:oasis:names:tc:xliff:", StringComparison.Ordinal)
        && child.Name.LocalName is "matches" or "glossary" or "metadata" or "resourceData" or "validation" or "profiles";

    private bool IsForeign(XElement child) => child.Name.Namespace != XNamespace.None && child.Name.Namespace != core;

    /// <summary>Core elements have their bare name only in the namespace of the root; others are spelled out.</summary>
    private string NameOf(XElement element)
    {
        var name = element.Name;
        return name.Namespace == core || !(Namespaces.IsCore(name.Namespace) || name.Namespace == XNamespace.None)
            ? Namespaces.NameOf(name)
            : $"{{{name.NamespaceName}}}{name.LocalName}";
    }

    private static string Shorten(string value) => value.Length <= 60 ? value : value[..60] + "…";
}
