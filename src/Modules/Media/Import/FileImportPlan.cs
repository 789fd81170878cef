using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Media.Downloads;
using Concord.PdfReader;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Import;

/// <summary>The files for download of a pack; every PDF is read before the first is stored.</summary>
internal sealed class FileImportPlan(ConcordDb db, FileStore files, ContentFolder pack, List<FileDraft> drafts) : IImportPlan
{
    public IEnumerable<string> DefinedNames => drafts.Select(draft => $"file:{draft.Name}");

    public async Task CheckAsync(
        ContentFolder folder,
        ContentIndex index,
        IProgress<string>? progress,
        CancellationToken cancellation
    )
    {
        foreach (var draft in drafts)
        {
            progress?.Report(draft.File);
            if (
                folder.ReadBytes(draft.File, PdfLimits.MaxBytes) is { } content
                && await files.FindFaultAsync(draft.File, content, cancellation) is { } fault
            )
            {
                folder.Report(draft.File, 0, ImportProblemCode.InvalidFile, fault);
            }
        }
    }

    public async Task<ImportCounts> ApplyAsync(ImportContext context, CancellationToken cancellation)
    {
        var counts = default(ImportCounts);
        foreach (var draft in drafts)
        {
            context.Report(draft.Name);
            if (!context.IsDryRun)
            {
                await AddContentAsync(draft, context, cancellation);
            }

            counts += await context.ApplyAsync(() => ApplyAsync(draft, context, cancellation), cancellation);
        }

        return counts;
    }

    private async Task AddContentAsync(FileDraft draft, ImportContext context, CancellationToken cancellation)
    {
        var content = pack.ReadBytes(draft.File, PdfLimits.MaxBytes);
        if (content is null || MediaStore.DigestOf(content) != draft.Digest)
        {
            throw new IOException($"{draft.File} was changed while the pack was being imported; import it again.");
        }

        await files.AddAsync(draft.File, content, context.Actor, cancellation);
    }

    private async Task<ImportCounts> ApplyAsync(FileDraft draft, ImportContext context, CancellationToken cancellation)
    {
        var stored = await db.Set<DownloadFile>().SingleOrDefaultAsync(file => file.Name == draft.Name, cancellation);
        if (stored is null)
        {
            Add(draft, context);
            return new ImportCounts(Added: 1, 0, 0);
        }

        var present = FileDescription.Of(stored);
        if (stored.Digest == draft.Digest && present == draft.Description)
        {
            return new ImportCounts(0, 0, Unchanged: 1);
        }

        var isChangedByPerson = stored.ImportedDigest != present.Digest;
        if (isChangedByPerson && !context.Overwrites)
        {
            context.Conflict($"files/{draft.Name}/file.yaml", $"file:{draft.Name}");
            return new ImportCounts(0, 0, Unchanged: 1);
        }

        if (!context.IsDryRun)
        {
            (stored.Digest, stored.FileName, stored.Rights) = (
                draft.Digest,
                draft.Description.FileName,
                draft.Description.Rights
            );
            stored.ImportedDigest = draft.Description.Digest;
            db.Record(new DownloadAdded(draft.Name) { Actor = context.Actor, Subject = $"file:{draft.Name}" });
        }

        return new ImportCounts(0, Changed: 1, 0);
    }

    private void Add(FileDraft draft, ImportContext context)
    {
        db.Add(
            new DownloadFile
            {
                Name = draft.Name,
                Digest = draft.Digest,
                FileName = draft.Description.FileName,
                Rights = draft.Description.Rights,
                ImportedDigest = draft.Description.Digest,
            }
        );
        db.Record(new DownloadAdded(draft.Name) { Actor = context.Actor, Subject = $"file:{draft.Name}" });
    }
}
