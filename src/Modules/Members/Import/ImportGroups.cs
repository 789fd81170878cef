using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Members.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Members.Import;

/// <summary>Imports working groups and their co-leads; the caller saves.</summary>
internal sealed class ImportGroups(ConcordDb db, ImportContext context)
{
    public async Task RunAsync(IReadOnlyList<GroupLine> lines, CancellationToken cancellation)
    {
        var known = await db.Set<WorkingGroup>()
            .Include(group => group.Names)
            .Include(group => group.CoLeads)
            .AsSplitQuery()
            .ToDictionaryAsync(group => group.Slug, cancellation);
        foreach (var line in lines)
        {
            var group = known.GetValueOrDefault(line.Slug);
            var change = group is null
                ? LineChange.Write
                : await ImportedLine.CompareAsync(
                    db,
                    context,
                    line,
                    GroupLine.Of(group),
                    group.SourceDigest,
                    $"group:{line.Slug}",
                    cancellation
                );
            if (change == LineChange.Conflict)
            {
                context.Conflict(MembersFile.Name, $"group:{line.Slug}");
            }
            else if (change == LineChange.Write)
            {
                Write(group, line, ImportedLine.DigestOf(line));
            }
        }
    }

    private void Write(WorkingGroup? group, GroupLine line, string digest)
    {
        if (group is null)
        {
            group = new WorkingGroup
            {
                Slug = line.Slug,
                Position = line.Position,
                SourceDigest = digest,
            };
            db.Add(group);
        }

        (group.Effort, group.Position, group.SourceDigest) = (line.Effort, line.Position, digest);
        WriteNames(group, line);
        WriteCoLeads(group, line);
        var leads = line.CoLeads.Select(lead => lead.Member).ToList();
        db.Record(new WorkingGroupNoted(line.Slug, leads) { Actor = context.Actor, Subject = $"group:{line.Slug}" });
    }

    private void WriteNames(WorkingGroup group, GroupLine line)
    {
        var known = group.Names.ToDictionary(name => name.Language);
        foreach (var name in line.Names)
        {
            if (known.Remove(name.Language, out var present))
            {
                present.Name = name.Name;
            }
            else
            {
                group.Names.Add(
                    new WorkingGroupName
                    {
                        Group = group.Slug,
                        Language = name.Language,
                        Name = name.Name,
                    }
                );
            }
        }

        db.RemoveRange(known.Values);
    }

    private void WriteCoLeads(WorkingGroup group, GroupLine line)
    {
        var known = group.CoLeads.ToDictionary(lead => lead.Member);
        foreach (var (lead, position) in line.CoLeads.Select((lead, position) => (lead, position)))
        {
            if (known.Remove(lead.Member, out var present))
            {
                (present.Position, present.From, present.Until) = (position, lead.From, lead.Until);
            }
            else
            {
                group.CoLeads.Add(
                    new CoLead
                    {
                        Group = group.Slug,
                        Member = lead.Member,
                        Position = position,
                        From = lead.From,
                        Until = lead.Until,
                    }
                );
            }
        }

        db.RemoveRange(known.Values);
    }
}
