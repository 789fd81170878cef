using Concord.Foundation.ContentExport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Export;

/// <summary>
/// Writes documents into <c>documents/{slug}</c>: the texts that readers see, with what happened to them, and those that are
/// scheduled for the time of their document. Drafts and earlier revisions stay in the database and its backups.
/// </summary>
internal sealed class ExportDocuments(ConcordDb db, MediaStore media, LanguageSet languages)
{
    /// <summary>Documents in memory at once.</summary>
    private const int Batch = 200;

    public async Task WriteAsync(ExportFolder folder, CancellationToken cancellation)
    {
        var scheduled = await ScheduledAsync(cancellation);
        var slugs = await db.Set<Document>()
            .OrderBy(document => document.Slug)
            .Select(document => document.Slug)
            .ToListAsync(cancellation);
        await foreach (var slug in PresentAsync([.. scheduled.Keys]).WithCancellation(cancellation))
        {
            folder.Define($"document:{slug}");
        }

        foreach (var some in slugs.Chunk(Batch))
        {
            var documents = await db.Set<Document>()
                .AsNoTracking()
                .Where(document => some.Contains(document.Slug))
                .Include(document => document.Topics)
                .Include(document => document.Editions)
                    .ThenInclude(edition => edition.Statuses)
                .AsSplitQuery()
                .ToListAsync(cancellation);
            var texts = await TextsAsync(documents, scheduled, cancellation);
            foreach (var document in documents.OrderBy(document => document.Slug, StringComparer.Ordinal))
            {
                await WriteAsync(document, texts, folder, cancellation);
            }
        }
    }

    /// <returns>The revision of each edition that is released at the time of its document, and was not yet.</returns>
    private async Task<Dictionary<Guid, int>> ScheduledAsync(CancellationToken cancellation)
    {
        var items = await db.Set<ReleaseSet>()
            .Where(set => set.ExecutedAt == null && set.CancelledAt == null)
            .SelectMany(
                set => set.Items,
                (set, item) =>
                    new
                    {
                        set.DueAt,
                        item.EditionId,
                        item.Revision,
                    }
            )
            .Join(
                db.Set<Edition>().Where(edition => edition.PublicRevision == null),
                item => new { Id = item.EditionId, At = item.DueAt },
                edition => new { edition.Id, At = edition.PublishedAt },
                (item, edition) => new { edition.Id, item.Revision }
            )
            .ToListAsync(cancellation);
        return items.GroupBy(item => item.Id).ToDictionary(group => group.Key, group => group.Max(item => item.Revision));
    }

    private IAsyncEnumerable<string> PresentAsync(List<Guid> scheduled) =>
        db.Set<Edition>()
            .Where(edition => edition.PublicRevision != null || scheduled.Contains(edition.Id))
            .Select(edition => edition.Document.Slug)
            .Distinct()
            .AsAsyncEnumerable();

    private async Task<ExportedTexts> TextsAsync(
        List<Document> documents,
        Dictionary<Guid, int> scheduled,
        CancellationToken cancellation
    )
    {
        var editions = documents.SelectMany(document => document.Editions).ToList();
        var ids = editions.ConvertAll(edition => edition.Id);
        var heads = await db.Set<Revision>()
            .Where(revision => ids.Contains(revision.EditionId))
            .Select(revision => new ExportedHead(revision.Id, revision.EditionId, revision.Number, revision.SourceRevisionId))
            .ToListAsync(cancellation);
        var numbers = editions.ToDictionary(
            edition => edition.Id,
            edition => edition.PublicRevision ?? (scheduled.TryGetValue(edition.Id, out var number) ? number : null as int?)
        );
        var shown = heads.Where(head => numbers[head.EditionId] == head.Number).Select(head => head.Id).ToList();
        var texts = await db.Set<Revision>()
            .AsNoTracking()
            .Where(revision => shown.Contains(revision.Id))
            .ToDictionaryAsync(revision => revision.EditionId, cancellation);
        return new ExportedTexts(texts, heads, editions.ToDictionary(edition => edition.Id, edition => edition.Language));
    }

    private async Task WriteAsync(Document document, ExportedTexts texts, ExportFolder folder, CancellationToken cancellation)
    {
        foreach (var edition in document.Editions)
        {
            if (texts.Of(edition) is not { } text)
            {
                folder.LeaveOut($"{document.Subject} ({edition.Language})", LeftOutReason.NotPublic);
            }
            else if (texts.HasNewer(text))
            {
                folder.LeaveOut($"{document.Subject} ({edition.Language})", LeftOutReason.NewerDraft);
            }
        }

        var editions = document.Editions.Where(edition => texts.Of(edition) is not null).ToList();
        if (editions.Count == 0)
        {
            return;
        }

        var path = $"documents/{document.Slug}";
        var description = DocumentYaml.Of(document, editions, folder, languages);
        await folder.WriteYamlAsync($"{path}/document.yaml", description, comment: null, cancellation);
        foreach (var edition in editions)
        {
            var text = EditionMarkdown.Of(document, edition, texts.Of(edition)!, texts.SourceOf(edition, editions));
            await folder.WriteTextAsync($"{path}/{edition.Language}.md", text, cancellation);
        }

        if (document is { FileDigest: { } digest, FileName: { } name })
        {
            var content =
                await media.ReadFileAsync(digest, cancellation)
                ?? throw new IOException($"The file of {document.Subject} is not in the database.");
            await folder.WriteBytesAsync($"{path}/{name}", content, cancellation);
        }
    }
}

/// <summary>The texts of some documents.</summary>
/// <param name="texts">The exported revision, by edition.</param>
/// <param name="heads">All revisions of the documents, without their texts.</param>
/// <param name="languages">By edition.</param>
internal sealed class ExportedTexts(
    Dictionary<Guid, Revision> texts,
    IReadOnlyList<ExportedHead> heads,
    Dictionary<Guid, string> languages
)
{
    private readonly Dictionary<Guid, ExportedHead> byId = heads.ToDictionary(head => head.Id);
    private readonly Dictionary<Guid, int> newest = heads
        .GroupBy(head => head.EditionId)
        .ToDictionary(group => group.Key, group => group.Max(head => head.Number));

    /// <returns>Null where the edition is not exported.</returns>
    public Revision? Of(Edition edition) => texts.GetValueOrDefault(edition.Id);

    public bool HasNewer(Revision text) => newest[text.EditionId] > text.Number;

    /// <returns>The language it was translated from, directly or over one that is not exported; null for an original.</returns>
    public string? SourceOf(Edition edition, IReadOnlyList<Edition> exported)
    {
        var source = texts[edition.Id].SourceRevisionId;
        while (source is { } id && byId.TryGetValue(id, out var head))
        {
            var language = languages[head.EditionId];
            if (
                language != edition.Language
                && exported.Any(other => other.Language == language)
                && !IsFrom(language, edition, exported)
            )
            {
                return language;
            }

            source = head.Source;
        }

        return null;
    }

    /// <summary>True where the text in a language was itself made from this edition: a pack has no circles.</summary>
    private bool IsFrom(string language, Edition edition, IReadOnlyList<Edition> exported)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = language; seen.Add(at); )
        {
            if (
                exported.FirstOrDefault(other => other.Language == at) is not { } other
                || texts[other.Id].SourceRevisionId is not { } id
                || !byId.TryGetValue(id, out var head)
            )
            {
                return false;
            }

            if (head.EditionId == edition.Id)
            {
                return true;
            }

            at = languages[head.EditionId];
        }

        return true;
    }
}

/// <summary>A revision without its text.</summary>
/// <param name="Source">The revision it was translated from.</param>
internal sealed record ExportedHead(Guid Id, Guid EditionId, int Number, Guid? Source);
