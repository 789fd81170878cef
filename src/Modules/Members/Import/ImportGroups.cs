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
                new WriteGroup(db).Run(group, line, ImportedLine.DigestOf(line), context.Actor, reason: null);
            }
        }
    }
}
