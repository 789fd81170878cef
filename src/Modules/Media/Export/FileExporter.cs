using Concord.Foundation.ContentExport;
using Concord.Foundation.Storage;
using Concord.Media.Downloads;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Export;

/// <summary>Writes the files for download into <c>files/{name}</c>.</summary>
internal sealed class FileExporter(ConcordDb db, MediaStore media) : IContentExporter
{
    public int Order => 6;

    public IReadOnlyList<string> Parts => ["files"];

    public async Task WriteAsync(ExportFolder folder, CancellationToken cancellation)
    {
        var files = await db.Set<DownloadFile>().AsNoTracking().ToListAsync(cancellation);
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var content =
                await media.ReadFileAsync(file.Digest, cancellation)
                ?? throw new IOException($"The content of the file “{file.Name}” is not in the database.");
            var texts = new YamlText().Add("file", file.FileName).Add("rights", file.Rights);
            await folder.WriteYamlAsync($"files/{file.Name}/file.yaml", texts, comment: null, cancellation);
            await folder.WriteBytesAsync($"files/{file.Name}/{file.FileName}", content, cancellation);
            folder.Define($"file:{file.Name}");
        }
    }
}
