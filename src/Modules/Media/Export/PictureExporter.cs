using Concord.Foundation.ContentExport;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Export;

/// <summary>
/// Writes the pictures of the site into <c>pictures/{name}</c>, each as it was imported. Those of posts are written with their
/// posts.
/// </summary>
internal sealed class PictureExporter(ConcordDb db, MediaStore media) : IContentExporter
{
    public int Order => 5;

    public IReadOnlyList<string> Parts => ["pictures"];

    public async Task WriteAsync(ExportFolder folder, CancellationToken cancellation)
    {
        var names = await db.Set<Picture>()
            .Where(picture => picture.Editions.All(edition => edition.Language != MediaStore.AnyLanguage))
            .Select(picture => picture.Name)
            .ToListAsync(cancellation);
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            await media.ExportAsync(name, folder, cancellation);
        }
    }
}
