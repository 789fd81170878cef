using Concord.Foundation.Storage;

namespace Concord.Foundation.ContentImport;

/// <summary>What one module takes from a content pack.</summary>
public interface IContentImporter
{
    /// <summary>Modules that others refer to come first: members 10, documents 20, figures 30.</summary>
    int Order { get; }

    /// <summary>Reads and checks everything without touching the database; problems go to <paramref name="pack"/>.</summary>
    Task<IImportPlan> ReadAsync(ContentFolder pack, CancellationToken cancellation);
}

/// <summary>A part that was read and can be applied inside the import's one transaction.</summary>
public interface IImportPlan
{
    /// <summary>
    /// Checks what needs more than this module's own files, once every part has been read, and does the long work that
    /// needs no change of the database.
    /// </summary>
    Task CheckAsync(ContentFolder pack, ContentIndex index, IProgress<string>? progress, CancellationToken cancellation);

    /// <summary>Names of things others may refer to: <c>member:iraq</c>, <c>document:about</c>.</summary>
    IEnumerable<string> DefinedNames { get; }

    /// <returns>How many things were added, changed and found unchanged.</returns>
    Task<ImportCounts> ApplyAsync(Actor actor, IProgress<string>? progress, CancellationToken cancellation);
}

/// <summary>What the whole pack provides.</summary>
public sealed class ContentIndex(IEnumerable<string> names)
{
    private readonly HashSet<string> known = new(names, StringComparer.Ordinal);

    public bool Has(string name) => known.Contains(name);
}

public readonly record struct ImportCounts(int Added, int Changed, int Unchanged)
{
    public static ImportCounts operator +(ImportCounts a, ImportCounts b) =>
        new(a.Added + b.Added, a.Changed + b.Changed, a.Unchanged + b.Unchanged);
}

/// <summary>Loads a content pack: reads and checks all of it, then applies all of it in one transaction, or none.</summary>
public sealed class ImportContent(IEnumerable<IContentImporter> parts, DatabaseStatistics statistics, ConcordDb db)
{
    /// <param name="dryRun">True applies everything and rolls back, so that the counts are true.</param>
    public async Task<ImportResult> RunAsync(
        string folder,
        bool dryRun,
        Actor actor,
        IProgress<string>? progress,
        CancellationToken cancellation
    )
    {
        var pack = new ContentFolder(folder);
        if (!Directory.Exists(pack.Root))
        {
            pack.Report(".", 0, "the folder does not exist.");
            return new ImportResult(pack.Problems, default);
        }

        var changes = new List<IImportPlan>();
        foreach (var part in parts.OrderBy(part => part.Order))
        {
            changes.Add(await part.ReadAsync(pack, cancellation));
        }

        var index = new ContentIndex(changes.SelectMany(change => change.DefinedNames));
        foreach (var change in changes)
        {
            await change.CheckAsync(pack, index, progress, cancellation);
        }

        if (pack.Problems.Count > 0)
        {
            return new ImportResult(pack.Problems, default);
        }

        var count = default(ImportCounts);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            foreach (var change in changes)
            {
                count += await change.ApplyAsync(actor, progress, cancellation);
            }

            if (!dryRun)
            {
                await transaction.CommitAsync(cancellation);
            }
        }

        if (!dryRun && count.Added > 0)
        {
            await statistics.GatherAsync(cancellation);
        }

        return new ImportResult([], count);
    }
}

/// <param name="Problems">Empty when the pack was loaded.</param>
public sealed record ImportResult(IReadOnlyList<ImportProblem> Problems, ImportCounts Count);
