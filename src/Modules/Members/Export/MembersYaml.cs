using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Members.Import;
using Concord.Members.Ledger;

namespace Concord.Members.Export;

/// <summary>Writes the lines of <c>members.yaml</c>.</summary>
internal sealed class MembersYaml(LanguageSet languages)
{
    /// <summary>A source of the ledger.</summary>
    public static YamlText Of(string key, SourceLine line) => line.WriteParts(new YamlText().Add("key", key), "names");

    public YamlText Of(MemberLine line) =>
        new YamlText()
            .Add("slug", line.Slug)
            .Add("kind", line.Kind == MemberKind.Institution ? "institution" : "state")
            .Add("code", line.Code)
            .Add("by", line.By)
            .Add("known", DatePrecisions.NameOf(line.Known))
            .Add("left", line.Left)
            .Add("source", line.Source)
            .Add("links", line.Links ?? [])
            .Add("names", Names(line.Names.Where(name => name.Until == DateOnly.MaxValue)))
            .Add(
                "formerly",
                line.Names.Where(name => name.Until != DateOnly.MaxValue)
                    .GroupBy(name => name.Until)
                    .Select(names => new YamlText().Add("until", names.Key).Add("names", Names(names)))
            );

    public YamlText Of(GroupLine line) =>
        new YamlText()
            .Add("slug", line.Slug)
            .Add("effort", line.Effort)
            .Add("names", Names(line.Names))
            .AddLines(
                "led-by",
                line.CoLeads.Select(lead =>
                    new YamlText().Add("member", lead.Member).Add("from", lead.From).Add("until", lead.Until)
                )
            );

    private Dictionary<string, string> Names(IEnumerable<NameLine> names) =>
        TextsByLanguage.Of(languages, names, name => name.Language, name => name.Name);
}
