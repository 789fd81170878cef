using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.ContentRecords;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Members.Import;
using Concord.Members.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Members.Records;

/// <summary>Who attests memberships, for the workspace.</summary>
internal sealed class SourceRecords(ConcordDb db, LanguageSet languages) : IRecordKind
{
    public string Name => "source";

    public int Order => 30;

    public bool CanRemove => false;

    public IReadOnlyList<RecordField> Fields { get; } =
    [RecordField.Names, new RecordField("url", RecordFieldType.Address), RecordField.Date("retrieved")];

    public async Task<IReadOnlyList<RecordEntry>> ListAsync(Language language, CancellationToken cancellation) =>
        await db.Set<LedgerSource>()
            .Where(source => source.Language == language.Code)
            .OrderBy(source => source.Name)
            .Select(source => new RecordEntry(source.Key, source.Name, source.Url))
            .ToListAsync(cancellation);

    public async Task<YamlText?> ReadAsync(string slug, CancellationToken cancellation)
    {
        var rows = await RowsAsync(slug, cancellation);
        return rows.Count == 0
            ? null
            : LedgerSources.LineOf(rows, languages).WriteParts(new YamlText().Add("slug", slug), "names");
    }

    public Task<ApplyRecord> CheckAsync(YamlMap map, CancellationToken cancellation)
    {
        var (key, line) = (map.Slug("slug"), SourceLine.ReadParts(map, "names", languages));
        map.Close();
        return Task.FromResult<ApplyRecord>((actor, reason, token) => ApplyAsync(key, line, actor, reason, token));
    }

    private Task<List<LedgerSource>> RowsAsync(string key, CancellationToken cancellation) =>
        db.Set<LedgerSource>().Where(source => source.Key == key).ToListAsync(cancellation);

    private async Task ApplyAsync(string key, SourceLine line, Actor actor, string? reason, CancellationToken cancellation) =>
        LedgerSources.Write(db, await RowsAsync(key, cancellation), key, line, actor, reason);
}
