using System.Text.RegularExpressions;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;

namespace Concord.Members.Import;

/// <summary>The file <c>members.yaml</c> of a content pack, read and checked.</summary>
internal sealed partial class MembersFile(ContentFolder pack, LanguageSet languages)
{
    public const string Name = "members.yaml";

    private const int MaxLinks = 10;
    public static readonly string[] Kinds = ["state", "institution"];
    private readonly HashSet<string> slugs = new(StringComparer.Ordinal);
    private readonly HashSet<string> sources = new(StringComparer.Ordinal);

    public List<MemberLine> Members { get; } = [];

    /// <summary>Who attests memberships, by key.</summary>
    public List<(string Key, SourceLine Source)> Sources { get; } = [];

    public List<TotalLine> Totals { get; } = [];

    public List<GroupLine> Groups { get; } = [];

    public void Read()
    {
        if (!pack.Has(Name) || pack.ReadText(Name) is not { } text || YamlFile.ReadMap(pack, Name, text) is not { } root)
        {
            return;
        }

        foreach (var map in root.Maps("sources"))
        {
            AddSource(map);
        }

        foreach (var map in root.Maps("members"))
        {
            AddMember(map);
        }

        foreach (var map in root.Maps("stated"))
        {
            Totals.Add(new TotalLine(map.RequiredDate("on"), DatePrecisions.Read(map), (int)(map.Number("total") ?? 0)));
            map.Close();
        }

        foreach (var map in root.Maps("groups"))
        {
            AddGroup(map);
        }

        root.Close();
        CheckTotals(root, "stated", []);
    }

    /// <summary>What the site has, for a line that is read by itself.</summary>
    public void Know(IEnumerable<string> knownMembers, IEnumerable<string> knownSources)
    {
        slugs.UnionWith(knownMembers);
        sources.UnionWith(knownSources);
    }

    public void AddMember(YamlMap map)
    {
        var line = new MemberLine
        {
            Position = Members.Count + 1,
            Slug = map.Slug("slug"),
            Kind = map.OneOf("kind", Kinds) == "institution" ? MemberKind.Institution : MemberKind.State,
            Code = map.Text("code"),
            By = map.RequiredDate("by"),
            Known = DatePrecisions.Read(map),
            Left = map.Date("left"),
            Source = map.Text("source"),
            Links = map.WebAddresses("links", max: 250) is { Count: > 0 } links ? links : null,
            Names = [.. Names(map, DateOnly.MaxValue), .. map.Maps("formerly").SelectMany(Former)],
        };
        map.Close();
        Check(map, line);
        Members.Add(line);
    }

    private void AddSource(YamlMap map)
    {
        var key = map.Slug("key");
        if (!sources.Add(key))
        {
            map.Report("key", ImportProblemCode.Duplicate, $"the source “{key}” stands twice.");
        }

        Sources.Add((key, SourceLine.ReadParts(map, "names", languages)));
        map.Close();
    }

    public void AddGroup(YamlMap map)
    {
        var leads = map.Maps("led-by").Select(ReadLead).ToList();
        var group = new GroupLine(Groups.Count + 1, map.Slug("slug"), map.Text("effort"), Names(map, DateOnly.MaxValue), leads);
        map.Close();
        foreach (var lead in leads.Where(lead => !slugs.Contains(lead.Member)))
        {
            map.Report("led-by", ImportProblemCode.UnknownReference, $"“{lead.Member}” is not a member in this ledger.");
        }

        Groups.Add(group);
    }

    private static LeadLine ReadLead(YamlMap map)
    {
        var lead = new LeadLine(map.Slug("member"), map.Date("from"), map.Date("until"));
        map.Close();
        return lead;
    }

    private IEnumerable<NameLine> Former(YamlMap map)
    {
        var names = Names(map, map.RequiredDate("until"));
        map.Close();
        return names;
    }

    private List<NameLine> Names(YamlMap map, DateOnly until)
    {
        var names = map.ByLanguage("names");
        var missing = languages
            .All.Where(language => !names.ContainsKey(language.Code))
            .Select(language => language.Code)
            .ToList();
        if (missing.Count > 0)
        {
            map.Report("names", ImportProblemCode.MissingTranslation, $"the name is missing in: {string.Join(", ", missing)}.");
        }

        return
        [
            .. names.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new NameLine(pair.Key, until, pair.Value)),
        ];
    }

    private void Check(YamlMap map, MemberLine line)
    {
        if (!slugs.Add(line.Slug))
        {
            map.Report("slug", ImportProblemCode.Duplicate, $"“{line.Slug}” stands twice in the ledger.");
        }

        if (line.Kind == MemberKind.Institution && line.Code is not null)
        {
            map.Report("code", ImportProblemCode.InconsistentValues, "an institution has no country code; leave it out.");
        }

        if (line.Kind == MemberKind.State && (line.Code is null || !CodeForm().IsMatch(line.Code)))
        {
            map.Report(
                "code",
                ImportProblemCode.InvalidValue,
                "a state needs its code of two capital letters (ISO 3166-1 alpha-2, or XK)."
            );
        }

        if (Members.Count > 0 && line.By < Members[^1].By)
        {
            map.Report(
                "by",
                ImportProblemCode.InconsistentValues,
                $"members stand in the order of “by”, but {line.By:yyyy-MM-dd} is before {Members[^1].By:yyyy-MM-dd}, the line above."
            );
        }

        if (line.Source is { } source && !sources.Contains(source))
        {
            map.Report(
                "source",
                ImportProblemCode.UnknownReference,
                $"“{source}” is not among the sources at the top of this file."
            );
        }

        if (line.Links?.Count > MaxLinks)
        {
            map.Report("links", ImportProblemCode.InvalidValue, $"a member has at most {MaxLinks} pages of its own here.");
        }

        if (line.Left < line.By)
        {
            map.Report("left", ImportProblemCode.InconsistentValues, "a member cannot leave before it belongs.");
        }
    }

    /// <summary>A day never has more members than were stated for it.</summary>
    /// <param name="key">Of the map, where a contradiction is reported.</param>
    /// <param name="others">Members beside those of the file.</param>
    public void CheckTotals(YamlMap map, string key, IReadOnlyCollection<MemberLine> others)
    {
        foreach (var total in Totals)
        {
            var known = Members
                .Concat(others)
                .Count(member => member.By <= total.On && (member.Left is null || member.Left >= total.On));
            if (known > total.Total)
            {
                map.Report(
                    key,
                    ImportProblemCode.InconsistentValues,
                    $"{total.Total} members were stated on {total.On:yyyy-MM-dd}, but the ledger has {known} on that day."
                );
            }
        }
    }

    [GeneratedRegex("^[A-Z]{2}$", RegexOptions.None, 10_000)]
    private static partial Regex CodeForm();
}
