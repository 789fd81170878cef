namespace Concord.Foundation.ContentExport;

/// <summary>What one module writes into a content pack, in the form that its importer reads.</summary>
public interface IContentExporter
{
    /// <summary>Modules that others refer to come first: pictures 5, members 10, documents 20.</summary>
    int Order { get; }

    /// <summary>Files and folders at the top of a pack that are this module's alone; an export replaces all of them.</summary>
    IReadOnlyList<string> Parts { get; }

    Task WriteAsync(ExportFolder folder, CancellationToken cancellation);
}
