using System.Security.Cryptography;
using System.Text.Json;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.Media.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Import;

/// <summary>The pictures of a pack; those that are new or changed are drawn before the database is touched.</summary>
internal sealed class PictureImportPlan(ConcordDb db, MediaStore media, List<PictureDraft> pictures) : IImportPlan
{
    /// <summary>By the digest of the source.</summary>
    private readonly Dictionary<string, Rendered> rendered = new(StringComparer.Ordinal);

    public IEnumerable<string> DefinedNames => pictures.Select(picture => $"picture:{picture.Name}");

    public async Task CheckAsync(
        ContentFolder pack,
        ContentIndex index,
        IProgress<string>? progress,
        CancellationToken cancellation
    )
    {
        if (pack.Problems.Count > 0)
        {
            return;
        }

        var known = await db.Set<Picture>()
            .ToDictionaryAsync(picture => picture.Name, picture => picture.SourceDigest, cancellation);
        var changed = pictures.Where(draft => known.GetValueOrDefault(draft.Name) != DigestOf(draft));
        foreach (var source in changed.SelectMany(draft => draft.Editions, (_, edition) => edition.Source))
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(source.File);
            if (!rendered.ContainsKey(source.Digest) && pack.ReadBytes(source.File, int.MaxValue) is { } content)
            {
                Render(pack, source, content);
            }
        }
    }

    public async Task<ImportCounts> ApplyAsync(Actor actor, IProgress<string>? progress, CancellationToken cancellation)
    {
        var known = await db.Set<Picture>()
            .Include(picture => picture.Editions)
                .ThenInclude(edition => edition.Renditions)
            .AsSplitQuery()
            .ToDictionaryAsync(picture => picture.Name, cancellation);
        var count = default(ImportCounts);
        foreach (var draft in pictures)
        {
            progress?.Report(draft.Name);
            count += await ApplyAsync(known.GetValueOrDefault(draft.Name), draft, actor, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        return count;
    }

    private static string DigestOf(PictureDraft draft) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(draft)));

    private void Render(ContentFolder pack, PictureSource source, byte[] content)
    {
        if (MediaFile.DigestOf(content) != source.Digest)
        {
            pack.Report(source.File, 0, "the file was changed while the pack was being read; load the pack again.");
            return;
        }

        var picture = source.IsDrawing
            ? new Rendered(new Rendition("image/svg+xml", source.Width, content), [])
            : Photograph.Render(content, source.Width);
        if (picture is null)
        {
            pack.Report(source.File, 0, $"the picture {Photograph.Damaged}");
            return;
        }

        rendered[source.Digest] = picture;
    }

    private async Task<ImportCounts> ApplyAsync(Picture? picture, PictureDraft draft, Actor actor, CancellationToken cancellation)
    {
        var digest = DigestOf(draft);
        // What was not drawn was as it is; whoever changed it since is left alone.
        var isDrawn = draft.Editions.All(edition => rendered.ContainsKey(edition.Source.Digest));
        if (picture?.SourceDigest == digest || !isDrawn)
        {
            return new ImportCounts(0, 0, Unchanged: 1);
        }

        var isNew = picture is null;
        if (picture is null)
        {
            picture = new Picture
            {
                Name = draft.Name,
                Width = draft.Width,
                Height = draft.Height,
                SourceDigest = digest,
            };
            db.Add(picture);
        }

        (picture.Width, picture.Height, picture.SourceDigest) = (draft.Width, draft.Height, digest);
        var known = picture.Editions.ToDictionary(edition => edition.Language);
        foreach (var edition in draft.Editions)
        {
            if (!known.Remove(edition.Language, out var present))
            {
                present = new PictureEdition
                {
                    Picture = draft.Name,
                    Language = edition.Language,
                    File = "",
                    Type = "",
                    Alt = edition.Alt,
                };
                picture.Editions.Add(present);
            }

            (present.Alt, present.Caption) = (edition.Alt, edition.Caption);
            await media.DrawAsync(present, rendered[edition.Source.Digest], actor, cancellation);
        }

        db.RemoveRange(known.Values);
        db.Record(new PictureAdded(draft.Name) { Actor = actor, Subject = $"picture:{draft.Name}" });
        return isNew ? new ImportCounts(Added: 1, 0, 0) : new ImportCounts(0, Changed: 1, 0);
    }
}
