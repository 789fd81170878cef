using System.Xml.Linq;

namespace Concord.Xliff;

/// <summary>What the modules demand of one <c>file</c>, <c>group</c> or <c>unit</c> beyond the grammar.</summary>
internal sealed class ModuleCheck(XElement holder, Report report)
{
    private static readonly string[] RuleKinds = ["isPresent", "isNotPresent", "startsWith", "endsWith"];

    public void Run()
    {
        foreach (var entry in holder.Elements(Namespaces.Glossary + "glossary").Elements(Namespaces.Glossary + "glossEntry"))
        {
            if (
                entry.Element(Namespaces.Glossary + "translation") is null
                && entry.Element(Namespaces.Glossary + "definition") is null
            )
            {
                report.Add(entry, "<gls:glossEntry> needs <gls:translation> or <gls:definition>.");
            }
        }

        foreach (var rule in holder.Elements(Namespaces.Validation + "validation").Elements(Namespaces.Validation + "rule"))
        {
            CheckRule(rule);
        }

        foreach (
            var item in holder
                .Elements(Namespaces.ResourceData + "resourceData")
                .Elements(Namespaces.ResourceData + "resourceItem")
        )
        {
            CheckResource(item);
        }
    }

    private void CheckRule(XElement rule)
    {
        var own = rule.Attributes()
            .Count(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.Namespace != XNamespace.None);
        var kinds = RuleKinds.Where(kind => rule.Attribute(kind) is not null).ToList();
        if (kinds.Count + own != 1)
        {
            report.Add(rule, $"<val:rule> needs exactly one of {string.Join(", ", RuleKinds)} or a rule of its own namespace.");
        }

        if (rule.Attribute("occurs") is not null && !kinds.Contains("isPresent"))
        {
            report.Add(rule, "<val:rule> may have occurs only with isPresent.");
        }

        if (rule.Attribute("existsInSource") is not null && !kinds.Exists(kind => kind != "isNotPresent"))
        {
            report.Add(rule, "<val:rule> may have existsInSource only with isPresent, startsWith or endsWith.");
        }
    }

    private void CheckResource(XElement item)
    {
        var texts = item.Elements().Where(child => child.Name.LocalName is "source" or "target").ToList();
        if (!item.Elements().Any())
        {
            report.Add(item, "<res:resourceItem> needs <res:source>, <res:target> or <res:reference>.");
        }

        if (texts.Exists(text => text.Attribute("href") is null) && item.Attribute("mimeType") is null)
        {
            report.Add(item, "<res:resourceItem> with content of its own needs mimeType.");
        }

        foreach (var text in texts.Where(text => text.Attribute("href") is null != text.Nodes().Any()))
        {
            report.Add(text, $"<res:{text.Name.LocalName}> needs either content or href.");
        }
    }
}
