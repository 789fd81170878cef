using System.Security.Cryptography;
using System.Text.Json;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.Media.Library;
using Concord.Media.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Import;

/// <summary>The pictures of a pack; new and changed ones are rendered before the database is touched.</summary>
internal sealed class PictureImportPlan(ConcordDb db, MediaStore media, PictureCrops crops, List<PictureDraft> pictures)
    : IImportPlan
{
    /// <summary>By <see cref="KeyOf"/>.</summary>
    private readonly Dictionary<string, (Rendered Picture, byte[]? Master, Rendered? Crop)> rendered = new(
        StringComparer.Ordinal
    );

    /// <summary>The pictures, and each language in which one has an alternative text.</summary>
    public IEnumerable<string> DefinedNames =>
        pictures.SelectMany(picture =>
            picture
                .Editions.Where(edition => edition.Alt.Length > 0)
                .Select(edition => $"picture:{picture.Name}:{edition.Language}")
                .Prepend($"picture:{picture.Name}")
        );

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
            .AsNoTracking()
            .Include(picture => picture.Editions)
            .ToDictionaryAsync(picture => picture.Name, cancellation);
        var changed = pictures.Where(draft => !IsStored(known.GetValueOrDefault(draft.Name), draft));
        foreach (var (draft, source) in changed.SelectMany(draft => draft.Editions, (draft, edition) => (draft, edition.Source)))
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(source.File);
            if (!rendered.ContainsKey(KeyOf(draft, source)) && pack.ReadBytes(source.File, int.MaxValue) is { } content)
            {
                Render(pack, draft, source, content);
            }
        }
    }

    public async Task<ImportCounts> ApplyAsync(ImportContext context, CancellationToken cancellation)
    {
        var counts = default(ImportCounts);
        foreach (var draft in pictures)
        {
            context.Report(draft.Name);
            await AddFilesAsync(draft, context, cancellation);
            counts += await context.ApplyAsync(() => ApplyAsync(draft, context, cancellation), cancellation);
        }

        return counts;
    }

    /// <summary>True also where the pack has the stored master or rendition: it is not rendered a second time.</summary>
    private static bool IsStored(Picture? picture, PictureDraft draft) =>
        picture is not null
        && (
            picture.SourceDigest == DigestOf(draft)
            || (draft.Details ?? NoDetails) == DetailsOf(picture)
                && draft.Editions.Count == picture.Editions.Count
                && draft.Editions.All(edition =>
                    picture.Editions.Find(stored => stored.Language == edition.Language) is { } stored
                    && (stored.Master ?? stored.File, stored.Alt, stored.Caption)
                        == (edition.Source.Digest, edition.Alt, edition.Caption)
                )
        );

    private static readonly PictureDetails NoDetails = new(null, null, null, null);

    private static PictureDetails DetailsOf(Picture picture) =>
        new(picture.Credit, picture.Rights, picture.Consent, picture.FocusX is { } x && picture.FocusY is { } y ? (x, y) : null);

    private static string DigestOf(PictureDraft draft) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(draft)));

    /// <summary>The same photograph can stand in two pictures with different main points.</summary>
    private static string KeyOf(PictureDraft draft, PictureSource source) => $"{source.Digest} {draft.Details?.Focus}";

    private void Render(ContentFolder pack, PictureDraft draft, PictureSource source, byte[] content)
    {
        if (MediaFile.DigestOf(content) != source.Digest)
        {
            pack.Report(
                source.File,
                0,
                ImportProblemCode.FileChanged,
                "the file was changed while the pack was being read; load the pack again."
            );
            return;
        }

        var master = source.IsDrawing ? null : Photograph.Master(content, source.Width, PictureLimits.Own);
        var picture =
            source.IsDrawing ? new Rendered(new Rendition("image/svg+xml", source.Width, content), [])
            : master is null ? null
            : Photograph.Render(master, source.Width, PictureLimits.Own);
        if (picture is null)
        {
            pack.Report(source.File, 0, ImportProblemCode.InvalidPicture, PictureFault.Damaged().ToString());
            return;
        }

        var crop = master is null ? null : Photograph.RenderCrop(master, draft.Details?.Focus, PictureLimits.Own);
        rendered[KeyOf(draft, source)] = (picture, master, crop);
    }

    private async Task AddFilesAsync(PictureDraft draft, ImportContext context, CancellationToken cancellation)
    {
        var sources = draft.Editions.Select(edition => KeyOf(draft, edition.Source)).Distinct(StringComparer.Ordinal);
        foreach (var source in context.IsDryRun ? [] : sources.Where(rendered.ContainsKey))
        {
            var (picture, master, crop) = rendered[source];
            await media.AddFilesAsync(picture, context.Actor, cancellation);
            if (crop is not null)
            {
                await media.AddFilesAsync(crop, context.Actor, cancellation);
            }

            if (master is not null)
            {
                await media.AddMasterAsync(master, context.Actor, cancellation);
            }
        }
    }

    /// <summary>One save for each picture; its files are saved before it.</summary>
    private async Task<ImportCounts> ApplyAsync(PictureDraft draft, ImportContext context, CancellationToken cancellation)
    {
        var drawn = context is { Overwrites: true, IsDryRun: false }
            ? await crops.DrawAsync(draft.Name, draft.Details?.Focus, context.Actor, cancellation)
            : null;
        var picture = await db.Set<Picture>()
            .Include(row => row.Editions)
                .ThenInclude(edition => edition.Renditions)
            .Include(row => row.Editions)
                .ThenInclude(edition => edition.Crops)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Name == draft.Name, cancellation);
        var digest = DigestOf(draft);
        var isChangedByPerson = picture?.ImportedDigest is { } imported && imported != PictureDescription.DigestOf(picture);
        if (picture is not null && isChangedByPerson && context.Overwrites && picture.SourceDigest == digest)
        {
            PictureCrops.Assign(picture, drawn);
            Describe(picture, draft);
            db.Record(new PictureDescribed(draft.Name) { Actor = context.Actor, Subject = $"picture:{draft.Name}" });
            return new ImportCounts(0, Changed: 1, 0);
        }

        // What was not rendered was unchanged when the pack was read.
        var isDrawn = draft.Editions.All(edition => rendered.ContainsKey(KeyOf(draft, edition.Source)));
        if (IsStored(picture, draft) || !isDrawn)
        {
            return new ImportCounts(0, 0, Unchanged: 1);
        }

        if (isChangedByPerson && !context.Overwrites)
        {
            context.Conflict($"pictures/{draft.Name}/picture.yaml", $"picture:{draft.Name}");
            return new ImportCounts(0, 0, Unchanged: 1);
        }

        var isNew = picture is null;
        var counts = isNew ? new ImportCounts(Added: 1, 0, 0) : new ImportCounts(0, Changed: 1, 0);
        if (context.IsDryRun)
        {
            return counts;
        }

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

            var (whole, master, crop) = rendered[KeyOf(draft, edition.Source)];
            MediaStore.Assign(present, whole);
            MediaStore.AssignCrop(present, crop);
            present.Master = master is null ? null : MediaFile.DigestOf(master);
            picture.Likeness = master is null ? null : PictureLikeness.Of(master);
        }

        db.RemoveRange(known.Values);
        picture.Editions.RemoveAll(known.ContainsValue);
        Describe(picture, draft);
        db.Record(new PictureAdded(draft.Name) { Actor = context.Actor, Subject = $"picture:{draft.Name}" });
        return counts;
    }

    private static void Describe(Picture picture, PictureDraft draft)
    {
        var details = draft.Details ?? NoDetails;
        (picture.Credit, picture.Rights, picture.Consent) = (details.Credit, details.Rights, details.Consent);
        (picture.FocusX, picture.FocusY) = (details.Focus?.X, details.Focus?.Y);
        foreach (var edition in draft.Editions)
        {
            var stored = picture.Editions.Single(one => one.Language == edition.Language);
            (stored.Alt, stored.Caption) = (edition.Alt, edition.Caption);
        }

        picture.ImportedDigest = PictureDescription.DigestOf(picture);
    }
}
