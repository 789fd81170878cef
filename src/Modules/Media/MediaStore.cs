using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media.Export;
using Concord.Media.Files;
using Concord.Media.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media;

/// <summary>Pictures and files, for the modules that show them.</summary>
public sealed class MediaStore
{
    /// <summary>Language of a picture from outside, whose description is in an unknown language.</summary>
    internal const string AnyLanguage = "und";

    /// <summary>Pixels: a picture from outside is shown in a column, never across the page.</summary>
    private const int MaxExternalWidth = 800;

    private readonly ConcordDb db;
    private readonly ExportPicture export;

    internal MediaStore(ConcordDb db, LanguageSet languages) => (this.db, export) = (db, new ExportPicture(db, languages));

    /// <returns>The pictures in the reader's language, by name; those without it are left out.</returns>
    public async Task<IReadOnlyDictionary<string, PagePicture>> FindAsync(
        IReadOnlyCollection<string> names,
        Language language,
        CancellationToken cancellation
    )
    {
        if (names.Count == 0)
        {
            return new Dictionary<string, PagePicture>(StringComparer.Ordinal);
        }

        var rows = await db.Set<Picture>()
            .AsNoTracking()
            .Where(picture => names.Contains(picture.Name))
            .SelectMany(
                picture =>
                    picture.Editions.Where(edition => edition.Language == language.Code || edition.Language == AnyLanguage),
                (picture, edition) =>
                    new
                    {
                        Picture = picture,
                        Edition = edition,
                        edition.Renditions,
                        edition.Crops,
                    }
            )
            .AsSplitQuery()
            .ToListAsync(cancellation);
        return rows.ToDictionary(
            row => row.Picture.Name,
            row => PagePicture.Of(row.Picture, row.Edition, row.Renditions, row.Crops)
        );
    }

    /// <returns>For each picture of the site among the names, the languages in which it has an alternative text.</returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlySet<string>>> DescribedAsync(
        IReadOnlyCollection<string> names,
        CancellationToken cancellation
    )
    {
        if (names.Count == 0)
        {
            return new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        }

        var editions = await db.Set<PictureEdition>()
            .AsNoTracking()
            .Where(edition => names.Contains(edition.Picture) && edition.Language != AnyLanguage)
            .Select(edition => new
            {
                edition.Picture,
                edition.Language,
                HasAlt = edition.Alt != "",
            })
            .ToListAsync(cancellation);
        return editions
            .GroupBy(edition => edition.Picture, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                IReadOnlySet<string> (group) =>
                    group.Where(edition => edition.HasAlt).Select(edition => edition.Language).ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal
            );
    }

    /// <summary>Stores a file for download, in a save of its own.</summary>
    internal Task AddFileAsync(string type, byte[] content, Actor actor, CancellationToken cancellation) =>
        AddAsync(type, content, actor, cancellation);

    /// <summary>Stores the files of a rendered picture, each in a save of its own, before the picture itself is added.</summary>
    public Task AddFilesAsync(RenderedPicture picture, Actor actor, CancellationToken cancellation) =>
        AddFilesAsync(picture.Rendered, actor, cancellation);

    internal async Task AddFilesAsync(Rendered picture, Actor actor, CancellationToken cancellation)
    {
        foreach (var rendition in picture.Renditions.Append(picture.Plain))
        {
            await AddAsync(rendition.Type, rendition.Content, actor, cancellation);
        }
    }

    /// <summary>Stores the master of a photograph, in a save of its own.</summary>
    internal Task AddMasterAsync(byte[] content, Actor actor, CancellationToken cancellation) =>
        AddAsync("image/webp", content, actor, cancellation);

    /// <summary>A file is saved alone, so that no other save waits for its bytes.</summary>
    private async Task AddAsync(string type, byte[] content, Actor actor, CancellationToken cancellation)
    {
        var digest = MediaFile.DigestOf(content);
        if (await db.Set<MediaFile>().AnyAsync(file => file.Digest == digest, cancellation))
        {
            return;
        }

        var added = db.Add(
            new MediaFile
            {
                Digest = digest,
                Type = type,
                Length = content.Length,
                Content = content,
            }
        );
        db.Record(new FileAdded(digest, type, content.Length) { Actor = actor, Subject = $"file:{digest}" });
        try
        {
            await db.SaveChangesAsync(cancellation);
            added.State = EntityState.Detached;
        }
        catch (DbUpdateException) when (added.State == EntityState.Added)
        {
            db.Discard();
            // Another process stored the same file meanwhile; anything else is an error.
            if (!await db.Set<MediaFile>().AnyAsync(file => file.Digest == digest, cancellation))
            {
                throw;
            }
        }
    }

    /// <returns>The content of a stored file; null where there is none.</returns>
    public Task<byte[]?> ReadFileAsync(string digest, CancellationToken cancellation) =>
        db.Set<MediaFile>().Where(file => file.Digest == digest).Select(file => file.Content).SingleOrDefaultAsync(cancellation);

    /// <summary>Writes a picture into a content pack, as <c>pictures/{name}</c>.</summary>
    public Task ExportAsync(string name, ExportFolder folder, CancellationToken cancellation) =>
        export.RunAsync(name, folder, cancellation);

    /// <summary>The digest under which a file is stored.</summary>
    public static string DigestOf(byte[] content) => MediaFile.DigestOf(content);

    /// <summary>
    /// Decodes a picture from outside and encodes it again, without metadata. Trust boundary: the bytes are untrusted.
    /// Memory and time are bounded, and one picture is decoded at a time. Takes a second or more for a large one; does not
    /// use the database.
    /// </summary>
    /// <returns>The picture, or the problem as the end of a sentence.</returns>
    public static async Task<(RenderedPicture? Picture, string Fault)> RenderAsync(
        ReadOnlyMemory<byte> content,
        CancellationToken cancellation
    )
    {
        using var turn = await DecodingTurn.TakeAsync(cancellation);
        return await Task.Run(() => Render(content.ToArray()), cancellation);
    }

    private static (RenderedPicture? Picture, string Fault) Render(byte[] content)
    {
        var (size, fault) = Photograph.Check(content, ending: null, PictureLimits.External);
        if (size is not var (width, height))
        {
            return (null, fault!.ToString());
        }

        return Photograph.Render(content, Math.Min(width, MaxExternalWidth), PictureLimits.External) is { } rendered
            ? (new RenderedPicture(width, height, MediaFile.DigestOf(content), rendered), "")
            : (null, PictureFault.Damaged().ToString());
    }

    /// <summary>Adds a picture whose files are stored; the caller saves it.</summary>
    /// <param name="name">Of no other picture.</param>
    /// <param name="alt">Alternative text in any language; empty where there is none.</param>
    public void AddPicture(string name, RenderedPicture drawn, string alt, Actor actor)
    {
        var edition = new PictureEdition
        {
            Picture = name,
            Language = AnyLanguage,
            File = "",
            Type = "",
            Alt = alt,
        };
        Assign(edition, drawn.Rendered);
        var picture = new Picture
        {
            Name = name,
            Width = drawn.Width,
            Height = drawn.Height,
            SourceDigest = drawn.SourceDigest,
        };
        picture.Editions.Add(edition);
        db.Add(picture);
        db.Record(new PictureAdded(name) { Actor = actor, Subject = $"picture:{name}" });
    }

    /// <summary>Changes the alternative texts of pictures added with one for any language, within a transaction of the caller.</summary>
    /// <param name="texts">By the names of the pictures.</param>
    /// <returns>True where a text differs.</returns>
    public async Task<bool> DescribePicturesAsync(
        IReadOnlyDictionary<string, string> texts,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var names = texts.Keys.ToList();
        var editions = await db.Set<PictureEdition>()
            .Where(edition => names.Contains(edition.Picture) && edition.Language == AnyLanguage)
            .ToListAsync(cancellation);
        var changed = editions.FindAll(edition => edition.Alt != texts[edition.Picture]);
        foreach (var edition in changed)
        {
            edition.Alt = texts[edition.Picture];
            db.Record(new PictureDescribed(edition.Picture) { Actor = actor, Subject = $"picture:{edition.Picture}" });
        }

        return changed.Count > 0;
    }

    /// <summary>
    /// Removes pictures with every file that no other picture uses, within a transaction of the caller. Copies in caches
    /// outside of the site are not affected.
    /// </summary>
    public async Task RemovePicturesAsync(IReadOnlyCollection<string> names, Actor actor, CancellationToken cancellation)
    {
        var pictures = await db.Set<Picture>()
            .Where(picture => names.Contains(picture.Name))
            .Include(picture => picture.Editions)
                .ThenInclude(edition => edition.Renditions)
            .Include(picture => picture.Editions)
                .ThenInclude(edition => edition.Crops)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        foreach (var picture in pictures)
        {
            foreach (var digest in picture.Editions.SelectMany(DigestsOf).Distinct(StringComparer.Ordinal))
            {
                if (!await IsUsedElsewhereAsync(digest, names, cancellation))
                {
                    db.Remove(
                        new MediaFile
                        {
                            Digest = digest,
                            Type = "",
                            Length = 0,
                            Content = [],
                        }
                    );
                }
            }

            db.Remove(picture);
            db.Record(new PictureRemoved(picture.Name) { Actor = actor, Subject = $"picture:{picture.Name}" });
        }
    }

    private static IEnumerable<string> DigestsOf(PictureEdition edition) =>
        edition
            .Renditions.Select(rendition => rendition.File)
            .Append(edition.File)
            .Concat(edition.Crops.Select(crop => crop.File))
            .Concat(edition.Master is { } master ? [master] : []);

    private async Task<bool> IsUsedElsewhereAsync(
        string digest,
        IReadOnlyCollection<string> names,
        CancellationToken cancellation
    ) =>
        await db.Set<PictureEdition>()
            .AnyAsync(other => (other.File == digest || other.Master == digest) && !names.Contains(other.Picture), cancellation)
        || await db.Set<PictureRendition>()
            .AnyAsync(other => other.File == digest && !names.Contains(other.Picture), cancellation)
        || await db.Set<PictureCrop>().AnyAsync(other => other.File == digest && !names.Contains(other.Picture), cancellation);

    /// <summary>Points an edition at the stored files of a rendered picture.</summary>
    internal static void Assign(PictureEdition edition, Rendered picture)
    {
        (edition.Type, edition.File) = (picture.Plain.Type, MediaFile.DigestOf(picture.Plain.Content));
        var known = edition.Renditions.ToDictionary(rendition => (rendition.Type, rendition.Width));
        foreach (var rendition in picture.Renditions)
        {
            var file = MediaFile.DigestOf(rendition.Content);
            if (known.Remove((rendition.Type, rendition.Width), out var present))
            {
                present.File = file;
                continue;
            }

            edition.Renditions.Add(
                new PictureRendition
                {
                    Picture = edition.Picture,
                    Language = edition.Language,
                    Type = rendition.Type,
                    Width = rendition.Width,
                    File = file,
                }
            );
        }

        edition.Renditions.RemoveAll(known.ContainsValue);
    }

    /// <summary>Points an edition at the stored files of its cut photograph.</summary>
    /// <param name="crop">Null where it is shown whole.</param>
    internal static void AssignCrop(PictureEdition edition, Rendered? crop)
    {
        var known = edition.Crops.ToDictionary(row => (row.Type, row.Width));
        foreach (var rendition in crop is null ? [] : crop.Renditions.Append(crop.Plain))
        {
            var file = MediaFile.DigestOf(rendition.Content);
            if (known.Remove((rendition.Type, rendition.Width), out var present))
            {
                present.File = file;
                continue;
            }

            edition.Crops.Add(
                new PictureCrop
                {
                    Picture = edition.Picture,
                    Language = edition.Language,
                    Type = rendition.Type,
                    Width = rendition.Width,
                    File = file,
                }
            );
        }

        edition.Crops.RemoveAll(known.ContainsValue);
    }

    /// <summary>The address of a stored file.</summary>
    public static string AddressOf(string digest, string name) => $"/media/{digest}/{name}";
}
