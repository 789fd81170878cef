using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Downloads;

/// <summary>Removes a file that nothing uses. It cannot be undone.</summary>
internal sealed class RemoveFile(ConcordDb db, IEnumerable<IMediaUse> uses, IEnumerable<IMediaVisibility> modules)
{
    /// <returns>False where something uses it.</returns>
    public async Task<bool> RunAsync(string name, Actor actor, CancellationToken cancellation)
    {
        foreach (var module in uses)
        {
            if ((await module.FindEmbedAsync(FileEmbed.Name, name, cancellation)).Count > 0)
            {
                return false;
            }
        }

        if (await db.Set<DownloadFile>().SingleOrDefaultAsync(row => row.Name == name, cancellation) is not { } file)
        {
            return true;
        }

        db.Remove(file);
        if (!await IsContentUsedAsync(file, cancellation))
        {
            db.Remove(await db.Set<PdfRecord>().SingleAsync(pdf => pdf.Digest == file.Digest, cancellation));
            db.Remove(
                new MediaFile
                {
                    Digest = file.Digest,
                    Type = "",
                    Length = 0,
                    Content = [],
                }
            );
        }

        db.Record(new DownloadRemoved(name) { Actor = actor, Subject = $"file:{name}" });
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>The same content can be another file of the library, or one that a document of a pack offers.</summary>
    private async Task<bool> IsContentUsedAsync(DownloadFile file, CancellationToken cancellation)
    {
        if (await db.Set<DownloadFile>().AnyAsync(other => other.Digest == file.Digest && other.Name != file.Name, cancellation))
        {
            return true;
        }

        foreach (var module in modules)
        {
            if (await module.IsFileVisibleAsync(file.Digest, Foundation.Pages.Audience.Staff, cancellation))
            {
                return true;
            }
        }

        return false;
    }
}
