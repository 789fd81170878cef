using System.Security.Cryptography;
using System.Text;
using Concord.Foundation.ContentImport;
using Concord.Foundation.ContentRecords;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Records;

/// <summary>Reads records for the workspace.</summary>
internal sealed class RecordReader(ConcordDb db, IEnumerable<IRecordKind> kinds, LanguageSet languages)
{
    public IReadOnlyList<IRecordKind> Kinds { get; } = [.. kinds.OrderBy(kind => kind.Order)];

    public IRecordKind? KindOf(string name) => Kinds.FirstOrDefault(kind => kind.Name == name);

    public RecordForm FormOf(IRecordKind kind) => new(kind, languages);

    public Task<SiteRecord?> FindAsync(string kind, string slug, CancellationToken cancellation) =>
        db.Set<SiteRecord>().SingleOrDefaultAsync(record => record.Kind == kind && record.Slug == slug, cancellation);

    public Task<RecordRevision?> RevisionAsync(SiteRecord record, int number, CancellationToken cancellation) =>
        db.Set<RecordRevision>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.RecordId == record.Id && row.Number == number, cancellation);

    /// <summary>The newest first.</summary>
    public Task<List<RecordRevision>> RevisionsAsync(SiteRecord record, CancellationToken cancellation) =>
        db.Set<RecordRevision>()
            .AsNoTracking()
            .Where(row => row.RecordId == record.Id)
            .OrderByDescending(row => row.Number)
            .ToListAsync(cancellation);

    /// <returns>The record with what readers see and what was saved since; null where there is neither.</returns>
    public async Task<RecordOnDesk?> ReadAsync(IRecordKind kind, string slug, CancellationToken cancellation)
    {
        var shown = (await kind.ReadAsync(slug, cancellation))?.Write();
        var record = await FindAsync(kind.Name, slug, cancellation);
        var newest = record is null ? null : await RevisionAsync(record, record.Newest, cancellation);
        return shown is null && newest is null ? null : new RecordOnDesk(kind, slug, shown, record, newest);
    }

    /// <summary>Slugs of the records of a kind with a change that readers do not see.</summary>
    public async Task<IReadOnlyDictionary<string, SiteRecord>> OpenAsync(string kind, CancellationToken cancellation) =>
        await db.Set<SiteRecord>()
            .AsNoTracking()
            .Where(record => record.Kind == kind && record.Newest != (record.PublicRevision ?? 0))
            .ToDictionaryAsync(record => record.Slug, StringComparer.Ordinal, cancellation);

    /// <returns>The values of a record, by path.</returns>
    public Dictionary<string, string> ValuesOf(IRecordKind kind, string? content)
    {
        if (content is null)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        var map = YamlFile.ReadMap(ContentFolder.WithoutFiles(), kind.Name, content);
        return map is null ? new Dictionary<string, string>(StringComparer.Ordinal) : FormOf(kind).Read(map);
    }

    /// <summary>Whether two texts are the same record, in whatever order they have its parts.</summary>
    public bool AreSame(IRecordKind kind, string? one, string? other)
    {
        return ValuesOf(one).SetEquals(ValuesOf(other));

        HashSet<KeyValuePair<string, string>> ValuesOf(string? content) =>
            [.. this.ValuesOf(kind, content).Where(value => value.Value.Length > 0)];
    }

    /// <summary>What a reference of a field may name.</summary>
    public async Task<IReadOnlyList<RecordEntry>> ChoicesAsync(string target, Language language, CancellationToken cancellation)
    {
        if (KindOf(target) is { } kind)
        {
            return await kind.ListAsync(language, cancellation);
        }

        // The latest, to choose from; any other may be typed.
        return await db.Set<Document>()
            .OrderByDescending(document => document.PublishedAt)
            .Take(200)
            .Select(document => new RecordEntry(
                document.Slug,
                db.Set<Revision>()
                    .Where(revision =>
                        revision.EditionId == document.Editions.OrderBy(edition => edition.Language != language.Code).First().Id
                    )
                    .OrderByDescending(revision => revision.Number)
                    .Select(revision => revision.Title)
                    .FirstOrDefault()
                    ?? document.Slug,
                null
            ))
            .ToListAsync(cancellation);
    }

    public async Task<bool> IsThereAsync(string target, string slug, CancellationToken cancellation) =>
        KindOf(target) is { } kind
            ? await kind.ReadAsync(slug, cancellation) is not null
            : await db.Set<Document>().AnyAsync(document => document.Slug == slug, cancellation);
}

/// <summary>A record as the workspace has it.</summary>
/// <param name="Shown">What readers see, as YAML; null where they see none.</param>
/// <param name="Record">Null where nobody changed it in the workspace.</param>
/// <param name="Newest">Its newest revision.</param>
internal sealed record RecordOnDesk(IRecordKind Kind, string Slug, string? Shown, SiteRecord? Record, RecordRevision? Newest)
{
    /// <summary>True where a change was saved that readers do not see.</summary>
    public bool IsOpen => Record is not null && Record.Newest != Record.PublicRevision;

    /// <summary>What the form begins with: the open change, else what readers see.</summary>
    public string? Content => IsOpen ? Newest!.Content : Shown;

    /// <summary>What a change has to be based on, so that nobody overwrites what they have not seen.</summary>
    public string Base { get; } =
        $"{Record?.Newest ?? 0}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Shown ?? "")))[..12]}";
}
