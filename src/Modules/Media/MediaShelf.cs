using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media;

/// <summary>Pictures and files, for the modules that show them.</summary>
public sealed class MediaShelf
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv; charset=utf-8",
        [".json"] = "application/json",
        [".txt"] = "text/plain; charset=utf-8",
        [".pdf"] = "application/pdf",
    };

    private readonly ConcordDb db;

    internal MediaShelf(ConcordDb db) => this.db = db;

    /// <summary>File endings that can be kept.</summary>
    public static IReadOnlyCollection<string> Endings => Types.Keys;

    /// <returns>The pictures in the reader's language, by name; a picture that is not there in it is left out.</returns>
    public async Task<IReadOnlyDictionary<string, PictureOnPage>> FindAsync(
        IReadOnlyCollection<string> names,
        Language language,
        CancellationToken cancellation
    )
    {
        if (names.Count == 0)
        {
            return new Dictionary<string, PictureOnPage>(StringComparer.Ordinal);
        }

        var rows = await db.Set<Picture>()
            .AsNoTracking()
            .Where(picture => names.Contains(picture.Name))
            .SelectMany(
                picture => picture.Editions.Where(edition => edition.Language == language.Code),
                (picture, edition) =>
                    new
                    {
                        Picture = picture,
                        Edition = edition,
                        edition.Renditions,
                    }
            )
            .AsSplitQuery()
            .ToListAsync(cancellation);
        return rows.ToDictionary(row => row.Picture.Name, row => PictureOnPage.Of(row.Picture, row.Edition, row.Renditions));
    }

    /// <summary>Keeps a file; it is written by the caller's next save.</summary>
    /// <param name="name">Its name, for the type by its ending.</param>
    /// <returns>Its digest, for <see cref="AddressOf"/>.</returns>
    public Task<string> KeepAsync(string name, byte[] content, Actor actor, CancellationToken cancellation) =>
        KeepAsAsync(Types[Path.GetExtension(name)], content, actor, cancellation);

    /// <summary>Keeps a file of a known media type.</summary>
    internal async Task<string> KeepAsAsync(string type, byte[] content, Actor actor, CancellationToken cancellation)
    {
        var digest = MediaFile.DigestOf(content);
        if (await db.Set<MediaFile>().FindAsync([digest], cancellation) is null)
        {
            db.Add(
                new MediaFile
                {
                    Digest = digest,
                    Type = type,
                    Content = content,
                }
            );
            db.Record(new FileKept(digest, type, content.Length) { Actor = actor, Subject = $"file:{digest}" });
        }

        return digest;
    }

    /// <summary>Where a kept file can be fetched.</summary>
    public static string AddressOf(string digest, string name) => $"/media/{digest}/{name}";
}
