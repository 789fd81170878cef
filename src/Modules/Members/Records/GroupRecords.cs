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

/// <summary>Working groups, for the workspace.</summary>
internal sealed class GroupRecords(ConcordDb db, LanguageSet languages) : IRecordKind
{
    public string Name => "group";

    public int Order => 20;

    public bool CanRemove => true;

    public IReadOnlyList<RecordField> Fields { get; } =
    [
        RecordField.Names,
        RecordField.Reference("effort", "document"),
        new RecordField("led-by", RecordFieldType.List)
        {
            Fields =
            [
                RecordField.Reference("member", "member", isRequired: true),
                RecordField.Date("from"),
                RecordField.Date("until"),
            ],
        },
    ];

    public async Task<IReadOnlyList<RecordEntry>> ListAsync(Language language, CancellationToken cancellation) =>
        await db.Set<WorkingGroup>()
            .OrderBy(group => group.Position)
            .Select(group => new RecordEntry(
                group.Slug,
                group.Names.Where(name => name.Language == language.Code).Select(name => name.Name).FirstOrDefault()
                    ?? group.Slug,
                null
            ))
            .ToListAsync(cancellation);

    public async Task<YamlText?> ReadAsync(string slug, CancellationToken cancellation) =>
        await FindAsync(slug, cancellation) is { } group ? new MembersYaml(languages).Of(GroupLine.Of(group)) : null;

    public async Task<ApplyRecord> CheckAsync(YamlMap map, CancellationToken cancellation)
    {
        var file = new MembersFile(map.Pack, languages);
        file.Know(await db.Set<Member>().Select(member => member.Slug).ToListAsync(cancellation), []);
        file.AddGroup(map);
        return (actor, reason, token) => ApplyAsync(file.Groups[0], actor, reason, token);
    }

    public async Task RemoveAsync(string slug, Actor actor, string? reason, CancellationToken cancellation)
    {
        var group = (await FindAsync(slug, cancellation))!;
        db.RemoveRange(group.Names);
        db.RemoveRange(group.CoLeads);
        db.Remove(group);
        db.Record(
            new WorkingGroupRemoved(slug)
            {
                Actor = actor,
                Subject = $"group:{slug}",
                Reason = reason,
            }
        );
    }

    private Task<WorkingGroup?> FindAsync(string slug, CancellationToken cancellation) =>
        db.Set<WorkingGroup>()
            .Include(group => group.Names)
            .Include(group => group.CoLeads)
            .AsSplitQuery()
            .SingleOrDefaultAsync(group => group.Slug == slug, cancellation);

    private async Task ApplyAsync(GroupLine line, Actor actor, string? reason, CancellationToken cancellation)
    {
        var group = await FindAsync(line.Slug, cancellation);
        var position =
            group?.Position ?? (await db.Set<WorkingGroup>().MaxAsync(other => (int?)other.Position, cancellation) ?? 0) + 1;
        new WriteGroup(db).Run(group, line with { Position = position }, group?.SourceDigest ?? "", actor, reason);
    }
}
