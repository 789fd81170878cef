namespace Concord.Foundation.ContentImport;

/// <summary>What one module reads from a content pack.</summary>
public interface IContentImporter
{
    /// <summary>Modules that others refer to come first: members 10, documents 20, figures 30.</summary>
    int Order { get; }

    /// <summary>Reads and checks everything without the database; problems go to <paramref name="folder"/>.</summary>
    Task<IImportPlan> ReadAsync(ContentFolder folder, CancellationToken cancellation);
}

/// <summary>One module's part of a pack, read and ready to be applied.</summary>
public interface IImportPlan
{
    /// <summary>Names that others may refer to: <c>member:iraq</c>, <c>document:about</c>.</summary>
    IEnumerable<string> DefinedNames { get; }

    /// <summary>
    /// Checks what needs more than this module's own files, once every part has been read, and does the expensive work that
    /// changes nothing in the database, such as rendering pictures.
    /// </summary>
    Task CheckAsync(ContentFolder folder, ContentIndex index, IProgress<string>? progress, CancellationToken cancellation);

    /// <summary>Applies the plan in batches, each saved by <see cref="ImportContext.ApplyAsync"/>.</summary>
    Task<ImportCounts> ApplyAsync(ImportContext context, CancellationToken cancellation);
}

/// <summary>The names that the whole pack defines.</summary>
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
