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

/// <summary>Figures, for the workspace.</summary>
internal sealed class FigureRecords(ConcordDb db, LanguageSet languages) : IRecordKind
{
    public string Name => "figure";

    public int Order => 40;

    public bool CanRemove => true;

    public IReadOnlyList<RecordField> Fields { get; } =
    [
        new RecordField("value", RecordFieldType.Number, IsRequired: true),
        new RecordField("precision", RecordFieldType.Choice) { Choices = FigurePrecisions.Names },
        new RecordField("unit", RecordFieldType.Texts),
        new RecordField("what", RecordFieldType.Texts, IsRequired: true),
        RecordField.Date("as-of", isRequired: true),
        RecordField.Known,
        RecordField.Flag("undated"),
        RecordField.Source,
        new RecordField("meaning", RecordFieldType.LongTexts, IsRequired: true),
        new RecordField("series", RecordFieldType.Slug),
        RecordField.Flag("key"),
    ];

    public async Task<IReadOnlyList<RecordEntry>> ListAsync(Language language, CancellationToken cancellation)
    {
        var rows = await db.Set<Figure>()
            .OrderBy(row => row.Position)
            .Select(row => new
            {
                row.Slug,
                row.Value,
                row.AsOf,
                Text = row
                    .Texts.Where(text => text.Language == language.Code)
                    .Select(text => new { text.What, text.Unit })
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new RecordEntry(
                row.Slug,
                row.Text?.What ?? row.Slug,
                Value(row.Value, row.Text?.Unit, language)
            )
            {
                Day = row.AsOf,
            }),
        ];
    }

    public async Task<YamlText?> ReadAsync(string slug, CancellationToken cancellation) =>
        await FindAsync(slug, cancellation) is { } row ? ProgressYaml.Of(FigureLine.Of(row, languages)) : null;

    public Task<ApplyRecord> CheckAsync(YamlMap map, CancellationToken cancellation)
    {
        var line = new ProgressFiles(map.Pack, languages).ReadFigure(map);
        return Task.FromResult<ApplyRecord>((actor, reason, token) => ApplyAsync(line, actor, reason, token));
    }

    public async Task RemoveAsync(string slug, Actor actor, string? reason, CancellationToken cancellation)
    {
        var row = (await FindAsync(slug, cancellation))!;
        db.RemoveRange(row.Texts);
        db.Remove(row);
        db.Record(
            new FigureRemoved(slug)
            {
                Actor = actor,
                Subject = $"figure:{slug}",
                Reason = reason,
            }
        );
    }

    private async Task ApplyAsync(FigureLine line, Actor actor, string? reason, CancellationToken cancellation)
    {
        var row = await FindAsync(line.Slug, cancellation);
        var position = row?.Position ?? (await db.Set<Figure>().MaxAsync(other => (int?)other.Position, cancellation) ?? 0) + 1;
        new WriteFigure(db).Run(row, line with { Position = position }, row?.SourceDigest ?? "", actor, reason);
    }

    private Task<Figure?> FindAsync(string slug, CancellationToken cancellation) =>
        db.Set<Figure>().Include(row => row.Texts).SingleOrDefaultAsync(row => row.Slug == slug, cancellation);

    private static string Value(decimal value, string? unit, Language language) =>
        $"{new ReaderFormat(language).Number(value)} {unit}".TrimEnd();
}
