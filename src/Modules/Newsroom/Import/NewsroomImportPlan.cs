using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Media;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Import;

/// <summary>What a content pack brings to the newsroom, ready to be applied inside the import's transaction.</summary>
internal sealed class NewsroomImportPlan(
    ConcordDb db,
    NewsroomContent content,
    ContentFolder pack,
    TextTokens tokens,
    KindCatalogue kinds,
    MediaStore media,
    TimeProvider time
) : IImportPlan
{
    private const int MaxFileBytes = 8 << 20;

    /// <summary>Documents of the pack that are looked up together.</summary>
    private const int AtOnce = 500;

    public IEnumerable<string> DefinedNames =>
        [
            .. content.Documents.Select(draft => $"document:{draft.Slug}"),
            .. content.Places.Select(place => $"place:{place.Slug}"),
        ];

    public Task CheckAsync(ContentFolder pack, ContentIndex index, IProgress<string>? progress, CancellationToken cancellation)
    {
        var check = new NewsroomCheck(pack, index, tokens, kinds);
        var kindOf = content.Documents.ToDictionary(draft => draft.Slug, draft => draft.Kind, StringComparer.Ordinal);
        foreach (var draft in content.Documents)
        {
            check.Check(draft, kindOf);
        }

        check.Check(content.Lead ?? []);
        return Task.CompletedTask;
    }

    public async Task<ImportCounts> ApplyAsync(Actor actor, IProgress<string>? progress, CancellationToken cancellation)
    {
        await new ImportPlaces(db, actor).RunAsync(content.Places, cancellation);
        await new ImportLead(db, actor).RunAsync(content.Lead, cancellation);
        var count = default(ImportCounts);
        foreach (var drafts in content.Documents.Chunk(AtOnce))
        {
            count += await ApplyAsync(drafts, actor, progress, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        return count;
    }

    /// <summary>Only what the pack speaks of is read: behind it there may be an archive.</summary>
    private async Task<ImportCounts> ApplyAsync(
        ImportedDocument[] drafts,
        Actor actor,
        IProgress<string>? progress,
        CancellationToken cancellation
    )
    {
        var slugs = drafts.Select(draft => draft.Slug).ToList();
        var known = await db.Set<Document>()
            .Where(document => slugs.Contains(document.Slug))
            .Include(document => document.Topics)
            .Include(document => document.Editions)
                .ThenInclude(edition => edition.Statuses)
            .AsSplitQuery()
            .ToDictionaryAsync(document => document.Slug, cancellation);
        var revisions = await db.Set<Document>()
            .Where(document => slugs.Contains(document.Slug))
            .SelectMany(document => document.Editions)
            .SelectMany(edition => edition.Revisions.Where(revision => revision.Number == edition.PublicRevision))
            .Select(revision => new PublicRevision(revision.EditionId, revision.Id, revision.SourceDigest))
            .ToDictionaryAsync(revision => revision.EditionId, cancellation);
        var import = new ImportDocument(db, actor, time.GetUtcNow().UtcDateTime, revisions);
        var count = default(ImportCounts);
        foreach (var draft in drafts)
        {
            count += import.Run(known.GetValueOrDefault(draft.Slug), draft, await KeepFileAsync(draft, actor, cancellation));
            progress?.Report(draft.Slug);
        }

        return count;
    }

    private async Task<string?> KeepFileAsync(ImportedDocument draft, Actor actor, CancellationToken cancellation) =>
        draft.Download is { } file && pack.ReadBytes(file, MaxFileBytes) is { } bytes
            ? await media.KeepAsync(Path.GetFileName(file), bytes, actor, cancellation)
            : null;
}
