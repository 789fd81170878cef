using Concord.Foundation.Storage;

namespace Concord.Foundation.ContentImport;

/// <summary>
/// Imports a content pack: reads and checks all of it first, and applies it in batches only when nothing is wrong with it.
/// An import that was interrupted is completed by running it again.
/// </summary>
public sealed class ImportContent(IEnumerable<IContentImporter> importers, DatabaseStatistics statistics, ConcordDb db)
{
    /// <param name="applying">Called when everything was checked, before the first change.</param>
    public async Task<ImportResult> RunAsync(
        string folder,
        ImportOptions options,
        Actor actor,
        IProgress<string>? progress,
        CancellationToken cancellation,
        Func<Task>? applying = null
    )
    {
        var content = new ContentFolder(folder);
        if (!Directory.Exists(content.Root))
        {
            content.Report(".", 0, ImportProblemCode.FileNotFound, "the folder does not exist.");
            return new ImportResult(content.Problems, default, []);
        }

        var plans = new List<IImportPlan>();
        foreach (var importer in importers.OrderBy(importer => importer.Order))
        {
            plans.Add(await importer.ReadAsync(content, cancellation));
        }

        var index = new ContentIndex(plans.SelectMany(plan => plan.DefinedNames));
        foreach (var plan in plans)
        {
            await plan.CheckAsync(content, index, progress, cancellation);
        }

        if (content.Problems.Count > 0)
        {
            return new ImportResult(content.Problems, default, []);
        }

        if (applying is not null)
        {
            await applying();
        }

        var context = new ImportContext(db, actor, options, progress);
        var counts = default(ImportCounts);
        foreach (var plan in plans)
        {
            counts += await plan.ApplyAsync(context, cancellation);
        }

        if (!options.IsDryRun && counts.Added > 0)
        {
            await statistics.GatherAsync(cancellation);
        }

        return new ImportResult([], counts, context.Conflicts);
    }
}

/// <param name="Problems">What has to be corrected first; then nothing was imported.</param>
/// <param name="Conflicts">What was left as editors changed it.</param>
public sealed record ImportResult(
    IReadOnlyList<ImportProblem> Problems,
    ImportCounts Counts,
    IReadOnlyList<ImportConflict> Conflicts
);
