using System.Security.Cryptography;
using System.Text.Json;
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
        return Task.FromResult<IImportPlan>(new MembersImportPlan(db, file));
    }
}

internal sealed class MembersImportPlan(ConcordDb db, MembersFile file) : IImportPlan
{
    public IEnumerable<string> DefinedNames => file.Members.Select(line => $"member:{line.Slug}");

    public Task CheckAsync(ContentFolder pack, ContentIndex index, IProgress<string>? progress, CancellationToken cancellation) =>
        Task.CompletedTask;

    public async Task<ImportCounts> ApplyAsync(ImportContext context, CancellationToken cancellation)
    {
        var counts = await context.ApplyAsync(() => ApplyAsync(context.Actor, cancellation), cancellation);
        context.Report(MembersFile.Name);
        return counts;
    }

    private async Task<ImportCounts> ApplyAsync(Actor actor, CancellationToken cancellation)
    {
        var known = await db.Set<Member>().Include(member => member.Names).ToDictionaryAsync(member => member.Slug, cancellation);
        var count = file.Members.Aggregate(
            default(ImportCounts),
            (sum, line) => sum + Apply(known.GetValueOrDefault(line.Slug), line, actor)
        );
        await ApplySourcesAsync(actor, cancellation);
        await ApplyTotalsAsync(actor, cancellation);
        await new ImportGroups(db, actor).RunAsync(file.Groups, cancellation);
        return count;
    }

    private ImportCounts Apply(Member? member, MemberLine line, Actor actor)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(line)));
        var subject = $"member:{line.Slug}";
        if (member is null)
        {
            db.Add(Filled(line, digest));
            db.Record(new MemberAdded(line.Slug, line.By, line.Known) { Actor = actor, Subject = subject });
            return new ImportCounts(Added: 1, 0, 0);
        }

        if (member.SourceDigest == digest)
        {
            return new ImportCounts(0, 0, Unchanged: 1);
        }

        (member.Kind, member.Code, member.Position) = (line.Kind, line.Code, line.Position);
        (member.AttestedBy, member.Known, member.LeftOn, member.SourceDigest) = (line.By, line.Known, line.Left, digest);
        (member.Source, member.Links) = (line.Source, LinksOf(line));
        ReplaceNames(member, line);
        db.Record(new MemberAmended(line.Slug, line.By, line.Known) { Actor = actor, Subject = subject });
        return new ImportCounts(0, Changed: 1, 0);
    }

    private static string? LinksOf(MemberLine line) => line.Links is null ? null : JsonSerializer.Serialize(line.Links);

    private static Member Filled(MemberLine line, string digest)
    {
        var member = new Member
        {
            Id = ContentId.Of("member", line.Slug),
            Slug = line.Slug,
            Kind = line.Kind,
            Code = line.Code,
            Position = line.Position,
            AttestedBy = line.By,
            Known = line.Known,
            LeftOn = line.Left,
            Source = line.Source,
            Links = LinksOf(line),
            SourceDigest = digest,
        };
        member.Names.AddRange(line.Names.Select(Name));
        return member;
    }

    private void ReplaceNames(Member member, MemberLine line)
    {
        var known = member.Names.ToDictionary(name => (name.Language, name.Until));
        foreach (var name in line.Names)
        {
            if (known.Remove((name.Language, name.Until), out var present))
            {
                present.Name = name.Name;
            }
            else
            {
                member.Names.Add(Name(name));
            }
        }

        db.RemoveRange(known.Values);
    }

    private static MemberName Name(NameLine line) =>
        new()
        {
            Language = line.Language,
            Until = line.Until,
            Name = line.Name,
        };

    private async Task ApplySourcesAsync(Actor actor, CancellationToken cancellation)
    {
        var known = await db.Set<LedgerSource>().ToDictionaryAsync(source => (source.Key, source.Language), cancellation);
        foreach (var (key, line) in file.Sources)
        {
            var isChanged = false;
            foreach (var (language, name) in line.Name)
            {
                var source = known.GetValueOrDefault((key, language));
                if (source is null)
                {
                    source = new LedgerSource
                    {
                        Key = key,
                        Language = language,
                        Name = name,
                    };
                    db.Add(source);
                    isChanged = true;
                }

                isChanged |= (source.Name, source.Url, source.Retrieved) != (name, line.Url, line.Retrieved);
                (source.Name, source.Url, source.Retrieved) = (name, line.Url, line.Retrieved);
            }

            if (isChanged)
            {
                db.Record(new LedgerSourceNamed(key) { Actor = actor, Subject = $"source:{key}" });
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
