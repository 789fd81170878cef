using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.ContentRecords;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Progress.Export;
using Concord.Progress.Import;
using Concord.Progress.Record;
using Microsoft.EntityFrameworkCore;

namespace Concord.Progress.Records;

/// <summary>Events of the timeline, for the workspace.</summary>
internal sealed class EventRecords(ConcordDb db, LanguageSet languages) : IRecordKind
{
    public string Name => "event";

    public int Order => 50;

    public bool CanRemove => true;

    public IReadOnlyList<RecordField> Fields { get; } =
    [
        RecordField.Date("on", isRequired: true),
        RecordField.Known,
        new RecordField("title", RecordFieldType.Texts, IsRequired: true),
        new RecordField("short", RecordFieldType.Texts),
        RecordField.Reference("phase", "phase", isRequired: true),
        RecordField.Source,
        new RecordField("note", RecordFieldType.LongTexts),
        RecordField.Reference("document", "document"),
        RecordField.Flag("meeting"),
        RecordField.Flag("milestone"),
        RecordField.Flag("turning-point"),
        new RecordField("competing", RecordFieldType.List)
        {
            Fields = [RecordField.Date("on", isRequired: true), RecordField.Source],
        },
    ];

    public async Task<IReadOnlyList<RecordEntry>> ListAsync(Language language, CancellationToken cancellation)
    {
        var rows = await db.Set<Event>()
            .OrderByDescending(row => row.On)
            .Select(row => new
            {
                row.Slug,
                row.On,
                Title = row.Texts.Where(text => text.Language == language.Code).Select(text => text.Title).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => new RecordEntry(row.Slug, row.Title ?? row.Slug) { Day = row.On })];
    }

    public async Task<YamlText?> ReadAsync(string slug, CancellationToken cancellation) =>
        await FindAsync(slug, cancellation) is { } row ? ProgressYaml.Of(EventLine.Of(row, languages)) : null;

    public async Task<ApplyRecord> CheckAsync(YamlMap map, CancellationToken cancellation)
    {
        var files = new ProgressFiles(map.Pack, languages);
        var phases = await db.Set<PhaseName>().AsNoTracking().ToListAsync(cancellation);
        files.Phases.AddRange(phases.GroupBy(name => name.Phase).Select(names => PhaseLine.Of(names.Key, names, languages)));
        var line = files.ReadEvent(map);
        return (actor, reason, token) => ApplyAsync(line, actor, reason, token);
    }

    public async Task RemoveAsync(string slug, Actor actor, string? reason, CancellationToken cancellation)
    {
        var row = (await FindAsync(slug, cancellation))!;
        db.RemoveRange(row.Texts);
        db.RemoveRange(row.Competing);
        db.Remove(row);
        db.Record(
            new EventRemoved(slug)
            {
                Actor = actor,
                Subject = $"event:{slug}",
                Reason = reason,
            }
        );
    }

    private async Task ApplyAsync(EventLine line, Actor actor, string? reason, CancellationToken cancellation)
    {
        var row = await FindAsync(line.Slug, cancellation);
        new WriteEvent(db).Run(row, line, row?.SourceDigest ?? "", actor, reason);
    }

    private Task<Event?> FindAsync(string slug, CancellationToken cancellation) =>
        db.Set<Event>()
            .Include(row => row.Texts)
            .Include(row => row.Competing)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
}
