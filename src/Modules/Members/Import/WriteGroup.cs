using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Members.Ledger;

namespace Concord.Members.Import;

/// <summary>Writes one working group with its audit event; the caller saves.</summary>
internal sealed class WriteGroup(ConcordDb db)
{
    /// <param name="group">With its names and co-leads; null for a new one.</param>
    /// <param name="digest">Of the line that was imported last; empty where it never was.</param>
    public void Run(WorkingGroup? group, GroupLine line, string digest, Actor actor, string? reason)
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
        db.Record(
            new WorkingGroupNoted(line.Slug, leads)
            {
                Actor = actor,
                Subject = $"group:{line.Slug}",
                Reason = reason,
            }
        );
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
