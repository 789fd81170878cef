using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.ContentRecords;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Members.Export;
using Concord.Members.Import;
using Concord.Members.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Members.Records;

/// <summary>Members, for the workspace: their dated names, when they belonged, and who attests it.</summary>
internal sealed class MemberRecords(ConcordDb db, LanguageSet languages) : IRecordKind
{
    public string Name => "member";

    public int Order => 10;

    public bool CanRemove => false;

    public IReadOnlyList<RecordField> Fields { get; } =
    [
        new RecordField("kind", RecordFieldType.Choice, IsRequired: true) { Choices = MembersFile.Kinds },
        new RecordField("code", RecordFieldType.Text),
        RecordField.Names,
        RecordField.Date("by", isRequired: true),
        RecordField.Known,
        RecordField.Date("left"),
        RecordField.Reference("source", "source"),
        new RecordField("links", RecordFieldType.Addresses),
        new RecordField("formerly", RecordFieldType.List)
        {
            Fields = [RecordField.Date("until", isRequired: true), RecordField.Names],
        },
    ];

    public async Task<IReadOnlyList<RecordEntry>> ListAsync(Language language, CancellationToken cancellation)
    {
        var members = await db.Set<Member>().AsNoTracking().Include(member => member.Names).ToListAsync(cancellation);
        return
        [
            .. members
                .Select(member => new RecordEntry(
                    member.Slug,
                    LedgerRules.NamesOn(member.Names, DateOnly.MaxValue).GetValueOrDefault(language.Code, member.Slug)
                ))
                .OrderBy(entry => entry.Title, StringComparer.Create(language.Culture, ignoreCase: true)),
        ];
    }

    public async Task<YamlText?> ReadAsync(string slug, CancellationToken cancellation) =>
        await FindAsync(slug, cancellation) is { } member ? new MembersYaml(languages).Of(MemberLine.Of(member)) : null;

    public async Task<ApplyRecord> CheckAsync(YamlMap map, CancellationToken cancellation)
    {
        var file = new MembersFile(map.Pack, languages);
        file.Know([], await db.Set<LedgerSource>().Select(source => source.Key).Distinct().ToListAsync(cancellation));
        file.AddMember(map);
        var line = file.Members[0];
        var others = await db.Set<Member>()
            .AsNoTracking()
            .Include(member => member.Names)
            .Where(member => member.Slug != line.Slug)
            .ToListAsync(cancellation);
        var totals = await db.Set<StatedTotal>().AsNoTracking().ToListAsync(cancellation);
        file.Totals.AddRange(totals.Select(total => new TotalLine(total.On, total.Known, total.Total)));
        if (line.By != default)
        {
            file.CheckTotals(map, "by", [.. others.Select(MemberLine.Of)]);
        }

        return (actor, reason, token) => ApplyAsync(line, actor, reason, token);
    }

    private Task<Member?> FindAsync(string slug, CancellationToken cancellation) =>
        db.Set<Member>().Include(member => member.Names).SingleOrDefaultAsync(member => member.Slug == slug, cancellation);

    private async Task ApplyAsync(MemberLine line, Actor actor, string? reason, CancellationToken cancellation)
    {
        var all = await db.Set<Member>().Include(member => member.Names).ToListAsync(cancellation);
        var member = all.Find(row => row.Slug == line.Slug);
        // The ledger is in the order of these days; a new member comes after those of the same day.
        var others = all.Where(row => row != member).OrderBy(row => row.AttestedBy).ThenBy(row => row.Position).ToList();
        var isMoved = member is null || member.AttestedBy != line.By;
        var place = isMoved
            ? others.Count(row => row.AttestedBy <= line.By)
            : others.Count(row => row.Position < member!.Position);
        var position = place + 1;
        new WriteMember(db).Run(member, line with { Position = position }, member?.SourceDigest ?? "", actor, reason);
        for (var at = 0; at < others.Count; at++)
        {
            others[at].Position = at < place ? at + 1 : at + 2;
        }
    }
}
