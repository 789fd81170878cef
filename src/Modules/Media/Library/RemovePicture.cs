using Concord.Foundation;
using Concord.Foundation.Storage;

namespace Concord.Media.Library;

/// <summary>
/// Removes a picture that nothing uses, with its files. It cannot be undone. A text that names it at the same moment is
/// refused at its release.
/// </summary>
internal sealed class RemovePicture(ConcordDb db, MediaStore media, IEnumerable<IMediaUse> uses)
{
    /// <returns>False where something uses it.</returns>
    public async Task<bool> RunAsync(string name, Actor actor, CancellationToken cancellation)
    {
        foreach (var module in uses)
        {
            if ((await module.FindAsync(name, cancellation)).Count > 0)
            {
                return false;
            }
        }

        await media.RemovePicturesAsync([name], actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}
