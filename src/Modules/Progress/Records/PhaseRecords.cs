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

/// <summary>Phases of the timeline, for the workspace.</summary>
internal sealed class PhaseRecords(ConcordDb db, LanguageSet languages) : IRecordKind
{
    public string Name => "phase";

    public int Order => 60;

    public bool CanRemove => false;

    public IReadOnlyList<RecordField> Fields { get; } = [RecordField.Names];

    public async Task<IReadOnlyList<RecordEntry>> ListAsync(Language language, CancellationToken cancellation) =>
        await db.Set<PhaseName>()
            .Where(name => name.Language == language.Code)
            .OrderBy(name => name.Position)
            .Select(name => new RecordEntry(name.Phase, name.Name, null))
            .ToListAsync(cancellation);

    public async Task<YamlText?> ReadAsync(string slug, CancellationToken cancellation)
    {
        var names = await NamesAsync(slug, cancellation);
        return names.Count == 0 ? null : ProgressYaml.Of(PhaseLine.Of(slug, names, languages));
    }

    public Task<ApplyRecord> CheckAsync(YamlMap map, CancellationToken cancellation)
    {
        var line = new ProgressFiles(map.Pack, languages).ReadPhase(map);
        return Task.FromResult<ApplyRecord>((actor, reason, token) => ApplyAsync(line, actor, reason, token));
    }

    private async Task ApplyAsync(PhaseLine line, Actor actor, string? reason, CancellationToken cancellation)
    {
        var names = await NamesAsync(line.Slug, cancellation);
        var position =
            names.Count > 0
                ? names[0].Position
                : (await db.Set<PhaseName>().MaxAsync(name => (int?)name.Position, cancellation) ?? -1) + 1;
        new WritePhase(db).Run(names, line, position, actor, reason);
    }

    private Task<List<PhaseName>> NamesAsync(string slug, CancellationToken cancellation) =>
        db.Set<PhaseName>().Where(name => name.Phase == slug).ToListAsync(cancellation);
}
