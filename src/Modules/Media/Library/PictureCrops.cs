using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.Media.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Library;

/// <summary>Cuts the photographs of a picture anew where its main point changes.</summary>
internal sealed class PictureCrops(ConcordDb db, MediaStore media)
{
    /// <summary>Stores the files, each in a save of its own, before the picture is changed.</summary>
    /// <param name="focus">The new main point.</param>
    /// <returns>By the digest of the master; null where nothing changes.</returns>
    public async Task<IReadOnlyDictionary<string, Rendered?>?> DrawAsync(
        string name,
        (int X, int Y)? focus,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var present = await db.Set<Picture>()
            .Where(picture => picture.Name == name)
            .Select(picture => new { picture.FocusX, picture.FocusY })
            .SingleOrDefaultAsync(cancellation);
        if (present is null || (present.FocusX, present.FocusY) == (focus?.X, focus?.Y))
        {
            return null;
        }

        var masters = await db.Set<PictureEdition>()
            .Where(edition => edition.Picture == name && edition.Master != null)
            .Select(edition => edition.Master!)
            .Distinct()
            .ToListAsync(cancellation);
        var drawn = new Dictionary<string, Rendered?>(StringComparer.Ordinal);
        using var turn = await DecodingTurn.TakeAsync(cancellation);
        foreach (var master in masters)
        {
            if (await media.ReadFileAsync(master, cancellation) is not { } content)
            {
                continue;
            }

            drawn[master] = await Task.Run(() => Photograph.RenderCrop(content, focus, PictureLimits.Own), cancellation);
            if (drawn[master] is { } crop)
            {
                await media.AddFilesAsync(crop, actor, cancellation);
            }
        }

        return drawn;
    }

    /// <param name="drawn">As <see cref="DrawAsync"/> returned it.</param>
    public static void Assign(Picture picture, IReadOnlyDictionary<string, Rendered?>? drawn)
    {
        foreach (var edition in picture.Editions)
        {
            if (edition.Master is { } master && drawn is not null && drawn.TryGetValue(master, out var crop))
            {
                MediaStore.AssignCrop(edition, crop);
            }
        }
    }
}
