using System.Globalization;
using System.Xml.Linq;
using static Concord.Xliff.CodeSide;

namespace Concord.Xliff;

/// <summary>What the standard demands within one <c>unit</c> beyond the grammar.</summary>
internal sealed class UnitCheck
{
    private readonly XElement unit;
    private readonly XNamespace core;
    private readonly IReadOnlySet<string> unitsOfFile;
    private readonly Report report;
    private readonly IReadOnlyList<XElement> parts;
    private readonly CodeSide source;
    private readonly CodeSide target;
    private readonly CodeCheck codes;

    public UnitCheck(XElement unit, IReadOnlySet<string> unitsOfFile, Report report)
    {
        (this.unit, this.unitsOfFile, this.report) = (unit, unitsOfFile, report);
        core = unit.Name.Namespace;
        parts = [.. unit.Elements().Where(child => child.Name == core + "segment" || child.Name == core + "ignorable")];
        source = new CodeSide(parts.Select(part => part.Element(core + "source")!));
        target = new CodeSide(parts.Select(part => part.Element(core + "target")!).Where(text => text is not null));
        codes = new CodeCheck(report);
    }

    public void Run()
    {
        if (!parts.Any(part => IsNamed(part, "segment")))
        {
            report.Add(unit, "<unit> needs at least one <segment>.");
        }

        var data = CheckData(unit.Element(core + "originalData"));
        foreach (var element in source.Elements.Concat(target.Elements))
        {
            codes.Check(element, data);
            CheckCopy(element);
            CheckSubFlows(element);
            CheckAnnotation(element);
        }

        CheckIds();
        CheckOrder();
        foreach (var side in (CodeSide[])[source, target])
        {
            CheckSpans(side);
            CheckMarks(side);
            CheckSequences(side);
        }

        foreach (var part in parts)
        {
            CheckPart(part);
        }

        CheckMatches();
    }

    private HashSet<string> CheckData(XElement? originalData)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var data in originalData?.Elements(core + "data") ?? [])
        {
            if (!ids.Add(Id(data)))
            {
                report.Add(data, $"The id “{Id(data)}” stands twice among the <data> of this <originalData>.");
            }
        }

        return ids;
    }

    private void CheckIds()
    {
        var ofSource = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var element in parts.Concat(source.Elements).Where(element => element.Attribute("id") is not null))
        {
            if (!ofSource.TryAdd(Id(element), element))
            {
                report.Add(element, $"The id “{Id(element)}” stands twice in this <unit>.");
            }
        }

        var ofTarget = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in target.Elements.Where(element => element.Attribute("id") is not null))
        {
            if (!ofTarget.Add(Id(element)))
            {
                report.Add(element, $"The id “{Id(element)}” stands twice in the targets of this <unit>.");
            }
            else if (ofSource.TryGetValue(Id(element), out var other) && !Corresponds(element, other))
            {
                report.Add(
                    element,
                    $"The id “{Id(element)}” belongs to another element of this <unit>: a code of the target has the id of the "
                        + "same code in the source beside it, or one of its own."
                );
            }
        }
    }

    private static bool Corresponds(XElement inTarget, XElement inSource) =>
        inTarget.Name == inSource.Name && PartOf(inTarget) == PartOf(inSource);

    private static XElement? PartOf(XElement element) =>
        element.Ancestors().FirstOrDefault(ancestor => ancestor.Name.LocalName is "segment" or "ignorable");

    private void CheckOrder()
    {
        var places = new Dictionary<int, XElement>();
        foreach (var text in target.Texts.Where(text => text.Attribute("order") is not null))
        {
            if (!int.TryParse(Value(text, "order"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var order))
            {
                continue;
            }

            if (order > parts.Count)
            {
                report.Add(text, $"order has to be a number from 1 to {parts.Count}, the segments and ignorables of the <unit>.");
            }
            else if (!places.TryAdd(order, text))
            {
                report.Add(text, $"order “{order}” stands twice in this <unit>.");
            }
        }

        foreach (var text in places.Values)
        {
            var own = parts.ToList().IndexOf(text.Parent!) + 1;
            if (!places.ContainsKey(own))
            {
                report.Add(text, $"This <target> leaves place {own} of the <unit>, and no other has order=\"{own}\".");
            }
        }
    }

    private void CheckCopy(XElement element)
    {
        if (Value(element, "copyOf") is not { } id)
        {
            return;
        }

        var copied = source
            .Elements.Concat(target.Elements)
            .Where(other => other != element && Value(other, "id") == id)
            .ToList();
        if (copied.Count == 0)
        {
            report.Add(element, $"copyOf “{id}” names no code of this <unit>.");
        }
        else if (
            copied.Exists(other =>
                other.Attributes().Any(attribute => attribute.Name.LocalName.StartsWith("dataRef", StringComparison.Ordinal))
            )
        )
        {
            report.Add(element, $"copyOf “{id}” names a code that has original data; refer to the data with dataRef instead.");
        }
        else if (copied.Exists(other => Value(other, "canCopy") == "no"))
        {
            report.Add(element, $"copyOf “{id}” names a code with canCopy=\"no\".");
        }
    }

    private void CheckSubFlows(XElement element)
    {
        foreach (var attribute in (string[])["subFlows", "subFlowsStart", "subFlowsEnd"])
        {
            foreach (var id in AttributeValue.Split(element.Attribute(attribute)?.Value ?? ""))
            {
                if (!unitsOfFile.Contains(id))
                {
                    report.Add(element, $"{attribute} names “{id}”, and no <unit> of this <file> has that id.");
                }
            }
        }
    }

    private void CheckAnnotation(XElement element)
    {
        if (!IsNamed(element, "mrk") && !IsNamed(element, "sm"))
        {
            return;
        }

        var (type, reference) = (Value(element, "type"), Value(element, "ref"));
        if (type?.StartsWith("xlf:", StringComparison.Ordinal) == true)
        {
            report.Add(element, $"type “{type}”: the prefix xlf is kept for the standard.");
        }
        else if (type == "mtc:match" && reference is not null)
        {
            report.Add(element, "An annotation of type mtc:match may not have ref.");
        }
        else if (type == "comment")
        {
            if (element.Attribute("value") is null == reference is null)
            {
                report.Add(element, "A comment needs value or ref, and not both.");
            }
            else if (reference is not null && !PointsToNote(reference))
            {
                report.Add(element, $"ref “{reference}” names no <note> of this <unit>; write #n= and the id of the note.");
            }
        }
    }

    private bool PointsToNote(string reference)
    {
        var at = reference.LastIndexOf("n=", StringComparison.Ordinal);
        return reference.StartsWith('#')
            && at > 0
            && reference[at - 1] is '#' or '/'
            && unit.Elements(core + "notes").Elements(core + "note").Count(note => Value(note, "id") == reference[(at + 2)..])
                == 1;
    }

    /// <summary>Beginnings and ends of codes that are written apart.</summary>
    private void CheckSpans(CodeSide side)
    {
        foreach (var start in side.Elements.Where(element => IsNamed(element, "sc")))
        {
            var ends = side.Ends[Id(start)].ToList();
            if (IsIsolated(start))
            {
                if (ends.Count > 0)
                {
                    report.Add(start, $"<sc id=\"{Id(start)}\"> is isolated, and there is an <ec> for it in this <unit>.");
                }
            }
            else if (ends.Count != 1 || !side.IsAfter(ends[0], start))
            {
                report.Add(
                    start,
                    $"<sc id=\"{Id(start)}\"> needs one <ec startRef=\"{Id(start)}\"> after it in this <unit>, or isolated=\"yes\"."
                );
            }
            else
            {
                CheckHints(start, ends[0]);
            }
        }

        foreach (var group in side.Ends)
        {
            foreach (var end in group.Where(end => !side.Starts[group.Key].Any(start => side.IsAfter(end, start))))
            {
                report.Add(end, $"<ec startRef=\"{group.Key}\"> needs an <sc id=\"{group.Key}\"> before it in this <unit>.");
            }
        }
    }

    private void CheckHints(XElement start, XElement end)
    {
        foreach (var hint in (string[])["canCopy", "canDelete", "canOverlap", "canReorder"])
        {
            var wanted = Value(start, hint) ?? "yes";
            wanted = wanted == "firstNo" ? "no" : wanted;
            if ((Value(end, hint) ?? "yes") != wanted)
            {
                report.Add(
                    end,
                    $"<ec startRef=\"{Id(start)}\"> needs {hint}=\"{wanted}\", as its <sc> has {hint}=\"{Value(start, hint) ?? "yes"}\"."
                );
            }
        }
    }

    private void CheckMarks(CodeSide side)
    {
        foreach (var start in side.Elements.Where(element => IsNamed(element, "sm")))
        {
            if (!side.MarkEnds[Id(start)].Any(end => side.IsAfter(end, start)))
            {
                report.Add(start, $"<sm id=\"{Id(start)}\"> needs an <em startRef=\"{Id(start)}\"> after it in this <unit>.");
            }
        }

        foreach (var end in side.Elements.Where(element => IsNamed(element, "em")))
        {
            if (!side.MarkStarts[StartRef(end)].Any(start => side.IsAfter(end, start)))
            {
                report.Add(
                    end,
                    $"<em startRef=\"{StartRef(end)}\"> needs an <sm id=\"{StartRef(end)}\"> before it in this <unit>."
                );
            }
        }
    }

    /// <summary>Codes that keep their order follow one that begins the sequence, without others between.</summary>
    private void CheckSequences(CodeSide side)
    {
        var isBegun = false;
        foreach (var text in side.Texts)
        {
            XElement? previous = null;
            foreach (var code in CodesOf(text))
            {
                var order = Value(code, "canReorder");
                isBegun |= order == "firstNo";
                if (order == "no" && !isBegun)
                {
                    report.Add(
                        code,
                        "A code with canReorder=\"no\" needs one with canReorder=\"firstNo\" before it in this <unit>."
                    );
                }
                else if (order == "no" && previous is not null && Value(previous, "canReorder") is null or "yes")
                {
                    report.Add(code, "A code with canReorder=\"no\" may not follow one that may be reordered.");
                }

                previous = code;
            }
        }
    }

    private void CheckPart(XElement part)
    {
        var (from, to) = (part.Element(core + "source")!, part.Element(core + "target"));
        if (IsNamed(part, "segment"))
        {
            var state = Value(part, "state");
            if (part.Attribute("subState") is not null && state is null)
            {
                report.Add(part, "<segment> with subState needs the attribute state.");
            }

            if (state is "translated" or "reviewed" or "final" && to is null)
            {
                report.Add(part, $"<segment state=\"{state}\"> needs a <target>.");
            }
        }

        if (to is null)
        {
            return;
        }

        var inTarget = CodesOf(to).ToList();
        if (Value(part, "state") == "final")
        {
            foreach (var code in CodesOf(from).Where(code => Value(code, "canDelete") == "no"))
            {
                if (!inTarget.Exists(other => KeyOf(other) == KeyOf(code)))
                {
                    report.Add(
                        to,
                        $"The <target> of a final <segment> lacks the code “{KeyOf(code)}”, which has canDelete=\"no\"."
                    );
                }
            }
        }

        CheckKeptOrder([.. CodesOf(from)], inTarget);
    }

    /// <summary>Where a target has a code that keeps its order, the code before it is the same as in the source.</summary>
    private void CheckKeptOrder(IReadOnlyList<XElement> inSource, List<XElement> inTarget)
    {
        for (var at = 1; at < inSource.Count; at++)
        {
            if (Value(inSource[at], "canReorder") != "no")
            {
                continue;
            }

            var place = inTarget.FindIndex(code => KeyOf(code) == KeyOf(inSource[at]));
            if (place >= 0 && (place == 0 || KeyOf(inTarget[place - 1]) != KeyOf(inSource[at - 1])))
            {
                report.Add(
                    inTarget[place],
                    $"The code “{KeyOf(inTarget[place])}” has to follow “{KeyOf(inSource[at - 1])}”, as in the source."
                );
            }
        }
    }

    private void CheckMatches()
    {
        var spans = parts.Concat(source.Elements).Select(Id).ToHashSet(StringComparer.Ordinal);
        foreach (var match in unit.Elements(Namespaces.Matches + "matches").Elements(Namespaces.Matches + "match"))
        {
            if (match.Attribute("subType") is not null && match.Attribute("type") is null)
            {
                report.Add(match, "<mtc:match> with subType needs the attribute type.");
            }

            var reference = Value(match, "ref") ?? "";
            if (
                !reference.StartsWith('#')
                || (!reference.Contains('=', StringComparison.Ordinal) && !spans.Contains(reference[1..]))
            )
            {
                report.Add(
                    match,
                    $"ref “{reference}” of <mtc:match> names nothing in the sources of this <unit>; write # and the id."
                );
            }

            var data = CheckData(match.Element(core + "originalData"));
            foreach (var element in match.Elements(core + "source").Concat(match.Elements(core + "target")).Descendants())
            {
                codes.Check(element, data);
            }
        }
    }
}
