using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Media;
using Concord.Media.Downloads;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Kinds;

namespace Concord.Newsroom.Import;

/// <summary>The newsroom's part of a content pack, ready to be applied.</summary>
internal sealed class NewsroomImportPlan(
    ConcordDb db,
    NewsroomContent content,
    ContentFolder folder,
    TextTokens tokens,
    KindCatalogue kinds,
    FileStore files,
    DocumentWriter writer
) : IImportPlan
{
    private const int MaxFileBytes = 8 << 20;

    /// <summary>Documents that are saved together.</summary>
    private const int Batch = 20;

    public IEnumerable<string> DefinedNames =>
        [
            .. content.Documents.Select(draft => $"document:{draft.Slug}"),
            .. content.Places.Select(place => $"place:{place.Slug}"),
            .. content.Places.Where(place => place.Location is not null).Select(place => $"location:{place.Slug}"),
        ];

    public async Task CheckAsync(
        ContentFolder folder,
        ContentIndex index,
        IProgress<string>? progress,
        CancellationToken cancellation
    )
    {
        var check = new NewsroomCheck(folder, index, tokens, kinds);
        var kindOf = content.Documents.ToDictionary(draft => draft.Slug, draft => draft.Kind, StringComparer.Ordinal);
        foreach (var draft in content.Documents)
        {
            check.Check(draft, kindOf);
        }

        check.Check(content.Lead ?? [], kindOf);
        foreach (var file in content.Documents.Select(draft => draft.Download).OfType<string>())
        {
            if (
                !folder.Problems.Any(problem => problem.File == file)
                && folder.ReadBytes(file, MaxFileBytes) is { } bytes
                && await files.FindFaultAsync(file, bytes, cancellation) is { } fault
            )
            {
                folder.Report(file, 0, ImportProblemCode.InvalidFile, fault);
            }
        }
    }

    public async Task<ImportCounts> ApplyAsync(ImportContext context, CancellationToken cancellation)
    {
        var counts = await context.ApplyAsync(
            async () =>
            {
                await new ImportPlaces(db, context).RunAsync(content.Places, cancellation);
                await new ImportGlossary(db, context).RunAsync(content.Glossary, cancellation);
                await new ImportLead(db, context).RunAsync(content.Lead, cancellation);
                return default;
            },
            cancellation
        );
        foreach (var some in content.Documents.Chunk(Batch))
        {
            counts += await ApplyAsync(some, context, cancellation);
        }

        return counts;
    }

    /// <summary>Reads only the documents that the pack has: the site may hold a large archive.</summary>
    private async Task<ImportCounts> ApplyAsync(ImportedDocument[] some, ImportContext context, CancellationToken cancellation)
    {
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in some.Where(document => document.Download is not null))
        {
            digests[document.Slug] = await AddFileAsync(document, context, cancellation);
        }

        return await context.ApplyAsync(
            async () =>
            {
                var known = await writer.LoadAsync([.. some.Select(document => document.Slug)], cancellation);
                var import = new ImportDocument(writer, context);
                var counts = default(ImportCounts);
                foreach (var document in some)
                {
                    var file = digests.GetValueOrDefault(document.Slug);
                    counts += await import.RunAsync(known.GetValueOrDefault(document.Slug), document, file, cancellation);
                    context.Report(document.Slug);
                }

                return counts;
            },
            cancellation
        );
    }

    private async Task<string> AddFileAsync(ImportedDocument document, ImportContext context, CancellationToken cancellation)
    {
        var bytes =
            folder.ReadBytes(document.Download!, MaxFileBytes)
            ?? throw new IOException($"{document.Download} was changed while the pack was being imported; import it again.");
        return context.IsDryRun
            ? MediaStore.DigestOf(bytes)
            : await files.AddAsync(Path.GetFileName(document.Download!), bytes, context.Actor, cancellation);
    }
}
