using System.Xml.Linq;

namespace Concord.Xliff;

/// <summary>What the standard demands of a whole file, once its grammar is right.</summary>
internal sealed class DocumentCheck(XElement root, Report report)
{
    private readonly XNamespace core = root.Name.Namespace;

    public void Run()
    {
        CheckUnique(root.Elements(core + "file"), "file", "this <xliff>");
        CheckNotes(root);
        foreach (var file in root.Elements(core + "file"))
        {
            CheckFile(file);
        }

        CheckLanguages();
    }

    private void CheckFile(XElement file)
    {
        if (file.Element(core + "skeleton") is { } skeleton)
        {
            if (skeleton.Attribute("href") is null && !skeleton.Nodes().Any())
            {
                report.Add(skeleton, "<skeleton> needs content or the attribute href.");
            }
            else if (skeleton.Attribute("href") is not null && skeleton.Nodes().Any())
            {
                report.Add(skeleton, "<skeleton> with href has to be empty.");
            }
        }

        // Only structural elements are walked: modules and extensions may have elements of the same names.
        var (groups, units) = (new List<XElement>(), new List<XElement>());
        Gather(file, groups, units);
        CheckUnique(groups, "group", "this <file>");
        CheckUnique(units, "unit", "this <file>");
        CheckNotes(file);
        foreach (var element in groups.Concat(units))
        {
            CheckNotes(element);
            if (element.Attribute("type")?.Value.StartsWith("xlf:", StringComparison.Ordinal) == true)
            {
                report.Add(element, $"type “{element.Attribute("type")!.Value}”: the prefix xlf is kept for the standard.");
            }
        }

        foreach (var holder in groups.Concat(units).Append(file))
        {
            new ModuleCheck(holder, report).Run();
        }

        var ids = units.Select(CodeSide.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            new UnitCheck(unit, ids, report).Run();
        }
    }

    private void Gather(XElement parent, List<XElement> groups, List<XElement> units)
    {
        units.AddRange(parent.Elements(core + "unit"));
        foreach (var group in parent.Elements(core + "group"))
        {
            groups.Add(group);
            Gather(group, groups, units);
        }
    }

    private void CheckNotes(XElement holder)
    {
        if (holder.Element(core + "notes") is { } notes)
        {
            CheckUnique(notes.Elements(core + "note").Where(note => note.Attribute("id") is not null), "note", "these <notes>");
        }
    }

    private void CheckUnique(IEnumerable<XElement> elements, string name, string place)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in elements.Where(element => !seen.Add(CodeSide.Id(element))))
        {
            report.Add(element, $"The id “{CodeSide.Id(element)}” stands twice among the <{name}> elements of {place}.");
        }
    }

    private void CheckLanguages()
    {
        var (from, to) = (CodeSide.Value(root, "srcLang")!, CodeSide.Value(root, "trgLang"));
        var texts = root.Descendants()
            .Where(text =>
                (text.Name == core + "source" || text.Name == core + "target")
                && text.Parent is { } parent
                && (parent.Name == core + "segment" || parent.Name == core + "ignorable")
            );
        var isMissing = false;
        foreach (var text in texts)
        {
            var isTarget = text.Name == core + "target";
            if (isTarget && to is null)
            {
                if (!isMissing)
                {
                    report.Add(text, "There is a <target>, and <xliff> has no attribute trgLang.");
                }

                isMissing = true;
                continue;
            }

            var wanted = isTarget ? to! : from;
            var own = text.AncestorsAndSelf()
                .Select(element => element.Attribute(XNamespace.Xml + "lang"))
                .FirstOrDefault(found => found is not null);
            if (own is not null && !LanguageTag.IsWithin(own.Value.Trim(), wanted))
            {
                report.Add(
                    text,
                    $"xml:lang “{own.Value}” of <{text.Name.LocalName}> differs from {(isTarget ? "trgLang" : "srcLang")} “{wanted}”."
                );
            }
        }
    }
}
