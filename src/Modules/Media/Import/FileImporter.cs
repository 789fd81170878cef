using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Media.Downloads;

namespace Concord.Media.Import;

/// <summary>Imports the files for download of a content pack.</summary>
internal sealed class FileImporter(ConcordDb db, FileStore files) : IContentImporter
{
    public int Order => 6;

    public Task<IImportPlan> ReadAsync(ContentFolder pack, CancellationToken cancellation)
    {
        var reader = new FileFolder(pack);
        var drafts = pack.Folders("files").Select(reader.Read).OfType<FileDraft>().ToList();
        return Task.FromResult<IImportPlan>(new FileImportPlan(db, files, pack, drafts));
    }
}
