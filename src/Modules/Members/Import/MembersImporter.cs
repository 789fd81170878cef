using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Members.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Members.Import;

/// <summary>Imports what is new or changed in a content pack's ledger.</summary>
internal sealed class MembersImporter(ConcordDb db, LanguageSet languages) : IContentImporter
{
    public int Order => 10;

    public Task<IImportPlan> ReadAsync(ContentFolder pack, CancellationToken cancellation)
    {
        var file = new MembersFile(pack, languages);
        file.Read();
        return Task.FromResult<IImportPlan>(new MembersImportPlan(db, file, languages));
    }
}

internal sealed class MembersImportPlan(ConcordDb db, MembersFile file, LanguageSet languages) : IImportPlan
{
    public IEnumerable<string> DefinedNames => file.Members.Select(line => $"member:{line.Slug}");

    public Task CheckAsync(ContentFolder pack, ContentIndex index, IProgress<string>? progress, CancellationToken cancellation) =>
        Task.CompletedTask;

    public async Task<ImportCounts> ApplyAsync(ImportContext context, CancellationToken cancellation)
    {
        var counts = await context.ApplyAsync(() => ApplyBatchAsync(context, cancellation), cancellation);
        context.Report(MembersFile.Name);
        return counts;
    }

    private async Task<ImportCounts> ApplyBatchAsync(ImportContext context, CancellationToken cancellation)
    {
        var known = await db.Set<Member>().Include(member => member.Names).ToDictionaryAsync(member => member.Slug, cancellation);
        var count = default(ImportCounts);
        foreach (var line in file.Members)
        {
            count += await ApplyAsync(known.GetValueOrDefault(line.Slug), line, context, cancellation);
        }

        await ApplySourcesAsync(context, cancellation);
        await ApplyTotalsAsync(context.Actor, cancellation);
        await new ImportGroups(db, context).RunAsync(file.Groups, cancellation);
        return count;
    }

    private async Task<ImportCounts> ApplyAsync(
        Member? member,
        MemberLine line,
        ImportContext context,
        CancellationToken cancellation
    )
    {
        var (subject, digest) = ($"member:{line.Slug}", ImportedLine.DigestOf(line));
        if (member is null)
        {
            new WriteMember(db).Run(member, line, digest, context.Actor, reason: null);
            return new ImportCounts(Added: 1, 0, 0);
        }

        var current = MemberLine.Of(member);
        var change = await ImportedLine.CompareAsync(db, context, line, current, member.SourceDigest, subject, cancellation);
        if (change == LineChange.Conflict)
        {
            context.Conflict(MembersFile.Name, subject);
        }

        if (change != LineChange.Write)
        {
            return new ImportCounts(0, 0, Unchanged: 1);
        }

        new WriteMember(db).Run(member, line, digest, context.Actor, reason: null);
        return new ImportCounts(0, Changed: 1, 0);
    }

    private async Task ApplySourcesAsync(ImportContext context, CancellationToken cancellation)
    {
        var known = await db.Set<LedgerSource>().ToListAsync(cancellation);
        var bySource = known.ToLookup(source => source.Key);
        foreach (var (key, line) in file.Sources)
        {
            var subject = $"source:{key}";
            var isConflict =
                !context.Overwrites
                && bySource[key].Any()
                && !ImportedLine.AreEqual(line, LedgerSources.LineOf(bySource[key], languages))
                && await LastChange.IsByPersonAsync(db, subject, cancellation);
            if (isConflict)
            {
                context.Conflict(MembersFile.Name, subject);
            }
            else
            {
                LedgerSources.Write(db, [.. bySource[key]], key, line, context.Actor, reason: null);
            }
        }
    }

    private async Task ApplyTotalsAsync(Actor actor, CancellationToken cancellation)
    {
        var known = await db.Set<StatedTotal>().ToDictionaryAsync(total => total.On, cancellation);
        foreach (var line in file.Totals)
        {
            var total = known.GetValueOrDefault(line.On);
            if (total is not null && (total.Total, total.Known) == (line.Total, line.Known))
            {
                continue;
            }

            if (total is null)
            {
                db.Add(
                    new StatedTotal
                    {
                        On = line.On,
                        Known = line.Known,
                        Total = line.Total,
                    }
                );
            }
            else
            {
                (total.Total, total.Known) = (line.Total, line.Known);
            }

            db.Record(new MemberTotalNoted(line.On, line.Total) { Actor = actor, Subject = $"members:{line.On:yyyy-MM-dd}" });
        }
    }
}
