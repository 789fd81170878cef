using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;

namespace Concord.Foundation.ContentExport;

/// <summary>
/// Writes what readers see into a content pack, as of one moment, and reads the pack back, so that one that cannot be imported
/// is noticed at once.
/// </summary>
public sealed class ExportContent(IEnumerable<IContentExporter> exporters, IEnumerable<IContentImporter> importers, ConcordDb db)
{
    /// <param name="folder">Does not exist, or is empty.</param>
    /// <param name="replaces">The folder may have a content pack already: its parts are replaced, and other files stay.</param>
    /// <exception cref="IOException">It has files already, or cannot be written.</exception>
    public async Task<ExportResult> RunAsync(string folder, bool replaces, CancellationToken cancellation)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!replaces && Path.Exists(target) && (File.Exists(target) || Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new FolderNotEmptyException();
        }

        // Beside it, so that a pack is there as a whole or not at all.
        var partial = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}");
        Directory.CreateDirectory(partial);
        try
        {
            var written = await WriteAsync(new ExportFolder(partial, replaces ? target : null), cancellation);
            var problems = await ReadBackAsync(partial, cancellation);
            Put(partial, target);
            return new ExportResult(written.Files, written.LeftOut, problems);
        }
        finally
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }
        }
    }

    private Task<ExportFolder> WriteAsync(ExportFolder folder, CancellationToken cancellation) =>
        db.ReadSnapshotAsync(
            async () =>
            {
                foreach (var exporter in exporters.OrderBy(exporter => exporter.Order))
                {
                    await exporter.WriteAsync(folder, cancellation);
                    db.Discard();
                }

                return folder;
            },
            cancellation
        );

    private async Task<IReadOnlyList<ImportProblem>> ReadBackAsync(string path, CancellationToken cancellation)
    {
        var content = new ContentFolder(path);
        var plans = new List<IImportPlan>();
        foreach (var importer in importers.OrderBy(importer => importer.Order))
        {
            plans.Add(await importer.ReadAsync(content, cancellation));
        }

        var index = new ContentIndex(plans.SelectMany(plan => plan.DefinedNames));
        foreach (var plan in plans)
        {
            await plan.CheckAsync(content, index, progress: null, cancellation);
        }

        return content.Problems;
    }

    private void Put(string partial, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(partial, target);
            return;
        }

        // What is replaced is moved aside, and deleted with the rest when all is done.
        var former = Directory.CreateDirectory(Path.Combine(partial, ".former")).FullName;
        foreach (var part in exporters.SelectMany(exporter => exporter.Parts))
        {
            Move(Path.Combine(target, part), Path.Combine(former, part));
            Move(Path.Combine(partial, part), Path.Combine(target, part));
        }
    }

    private static void Move(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else if (File.Exists(from))
        {
            File.Move(from, to);
        }
    }
}

/// <param name="Files">Files that were written.</param>
/// <param name="LeftOut">What the site has and the pack does not.</param>
/// <param name="Problems">What would keep the pack from being imported.</param>
public sealed record ExportResult(int Files, IReadOnlyList<LeftOut> LeftOut, IReadOnlyList<ImportProblem> Problems);

/// <summary>The folder for an export has files already.</summary>
public sealed class FolderNotEmptyException() : IOException("The folder is not empty.");
