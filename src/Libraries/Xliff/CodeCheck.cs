using System.Xml.Linq;
using static Concord.Xliff.CodeSide;

namespace Concord.Xliff;

/// <summary>What the standard demands of a single inline element beyond its grammar.</summary>
internal sealed class CodeCheck(Report report)
{
    private static readonly string[] FormatSubTypes = ["xlf:b", "xlf:i", "xlf:u", "xlf:lb", "xlf:pb"];

    /// <summary>Attributes of <c>pc</c> that stand together or not at all.</summary>
    private static readonly (string, string)[] Pairs =
    [
        ("dataRefStart", "dataRefEnd"),
        ("equivStart", "equivEnd"),
        ("subFlowsStart", "subFlowsEnd"),
    ];

    /// <param name="data">Identifiers of the original data that the element may name.</param>
    public void Check(XElement element, IReadOnlySet<string> data)
    {
        CheckSubType(element);
        CheckData(element, data);
        if (Value(element, "canReorder") is "no" or "firstNo")
        {
            if (Value(element, "canCopy") != "no" || Value(element, "canDelete") != "no")
            {
                report.Add(
                    element,
                    $"<{Name(element)}> with canReorder “{Value(element, "canReorder")}” needs canCopy=\"no\" and canDelete=\"no\"."
                );
            }
        }

        switch (Name(element))
        {
            case "pc":
                CheckPairs(element);
                break;
            case "ec":
                CheckEnd(element);
                break;
        }
    }

    private void CheckSubType(XElement element)
    {
        if (Value(element, "subType") is not { } subType)
        {
            return;
        }

        var type = Value(element, "type");
        if (type is null)
        {
            report.Add(element, $"<{Name(element)}> with subType needs the attribute type.");
        }
        else if (
            subType.StartsWith("xlf:", StringComparison.Ordinal)
            && !(type == "fmt" && FormatSubTypes.Contains(subType))
            && !(type == "ui" && subType == "xlf:var")
        )
        {
            report.Add(element, $"subType “{subType}” does not go with type “{type}”.");
        }
    }

    private void CheckData(XElement element, IReadOnlySet<string> data)
    {
        foreach (var attribute in (string[])["dataRef", "dataRefStart", "dataRefEnd"])
        {
            if (Value(element, attribute) is not { } id)
            {
                continue;
            }

            if (!data.Contains(id))
            {
                report.Add(element, $"{attribute} “{id}” names no <data> of this <unit>.");
            }

            if (element.Attribute("copyOf") is not null)
            {
                report.Add(element, $"<{Name(element)}> may not have both copyOf and {attribute}.");
            }
        }
    }

    private void CheckPairs(XElement element)
    {
        foreach (var (start, end) in Pairs)
        {
            if (element.Attribute(start) is null != element.Attribute(end) is null)
            {
                report.Add(element, $"<pc> needs {start} and {end} together.");
            }
        }
    }

    private void CheckEnd(XElement element)
    {
        var (wanted, unwanted) = IsIsolated(element) ? ("id", "startRef") : ("startRef", "id");
        if (element.Attribute(wanted) is null || element.Attribute(unwanted) is not null)
        {
            report.Add(
                element,
                IsIsolated(element)
                    ? "<ec> with isolated=\"yes\" needs id and may not have startRef."
                    : "<ec> needs startRef and may not have id, unless it is isolated."
            );
        }

        if (!IsIsolated(element) && element.Attribute("dir") is not null)
        {
            report.Add(element, "<ec> may have dir only with isolated=\"yes\".");
        }
    }

    private static string Name(XElement element) => element.Name.LocalName;
}
