using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Members.Import;
using Concord.Members.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Members.Export;

/// <summary>Writes the ledger of members into <c>members.yaml</c>.</summary>
internal sealed class MembersExporter(ConcordDb db, LanguageSet languages) : IContentExporter
{
    private const string Comment = """
        The ledger of members: who has belonged since when.

        In the order of "by", which is the latest day on which membership is attested, not the day of
        joining; where our sources give only a month or a part of a year, "known" says so and "by" is the last day of it.
        Counts are never written down: every count is computed from this file for the day asked about.

        "source" names who attests a membership, from the list at the top.
        "links" are the member's own pages.
        Names are an editorial choice per language; "until" in "formerly" is the last day of an earlier name.
        """;

    public int Order => 10;

    public IReadOnlyList<string> Parts => [MembersFile.Name];

    public async Task WriteAsync(ExportFolder folder, CancellationToken cancellation)
    {
        var sources = await db.Set<LedgerSource>().AsNoTracking().OrderBy(source => source.Key).ToListAsync(cancellation);
        var members = await db.Set<Member>()
            .AsNoTracking()
            .Include(member => member.Names)
            .OrderBy(member => member.AttestedBy)
            .ThenBy(member => member.Position)
            .ToListAsync(cancellation);
        var totals = await db.Set<StatedTotal>().AsNoTracking().OrderBy(total => total.On).ToListAsync(cancellation);
        var groups = await db.Set<WorkingGroup>()
            .AsNoTracking()
            .Include(group => group.Names)
            .Include(group => group.CoLeads)
            .AsSplitQuery()
            .OrderBy(group => group.Position)
            .ToListAsync(cancellation);
        foreach (var member in members)
        {
            folder.Define($"member:{member.Slug}");
        }

        if (sources.Count + members.Count + totals.Count + groups.Count == 0)
        {
            return;
        }

        var yaml = new MembersYaml(languages);
        var root = new YamlText()
            .Add(
                "sources",
                sources
                    .GroupBy(source => source.Key)
                    .Select(rows => MembersYaml.Of(rows.Key, LedgerSources.LineOf(rows, languages)))
            )
            .Add("members", members.Select(member => yaml.Of(MemberLine.Of(member))))
            .AddLines(
                "stated",
                totals.Select(total =>
                    new YamlText().Add("on", total.On).Add("known", DatePrecisions.NameOf(total.Known)).Add("total", total.Total)
                )
            )
            .Add("groups", groups.Select(group => yaml.Of(GroupLine.Of(group))));
        await folder.WriteYamlAsync(MembersFile.Name, root, Comment, cancellation);
    }
}
