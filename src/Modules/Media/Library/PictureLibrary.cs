using System.Linq.Expressions;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Library;

/// <summary>Reads the library: the pictures of the site, without those of partners' posts.</summary>
internal sealed class PictureLibrary(ConcordDb db)
{
    public const int PageSize = 40;

    /// <summary>Pictures that look alike and are shown.</summary>
    private const int MaxAlike = 5;

    /// <param name="query">Words of a text, a credit or a file's name; null for all.</param>
    /// <param name="lacks">Only those without an alternative text in this language; null for all.</param>
    public async Task<(Paging Paging, IReadOnlyList<LibraryPicture> Pictures)> ListAsync(
        string? query,
        string? lacks,
        int page,
        Language language,
        CancellationToken cancellation
    )
    {
        var pictures = Own();
        if (query is not null)
        {
            pictures = pictures.Where(Matches(query));
        }

        if (lacks is not null)
        {
            pictures = pictures.Where(picture => picture.Editions.Any(edition => edition.Language == lacks && edition.Alt == ""));
        }

        var paging = new Paging(page, PageSize, await pictures.CountAsync(cancellation));
        var names = await pictures
            .OrderByDescending(picture => picture.UploadedAt ?? DateTime.MinValue)
            .ThenBy(picture => picture.Name)
            .Skip(paging.Skip)
            .Take(PageSize)
            .Select(picture => picture.Name)
            .ToListAsync(cancellation);
        return (paging, await ReadAsync(names, language, cancellation));
    }

    /// <returns>Null for an unknown picture, and for one of a post.</returns>
    public async Task<LibraryPicture?> FindAsync(string name, Language language, CancellationToken cancellation) =>
        await Own().AnyAsync(picture => picture.Name == name, cancellation)
            ? (await ReadAsync([name], language, cancellation)).Single()
            : null;

    /// <summary>Other pictures that look like it: the same in another size or quality.</summary>
    public async Task<IReadOnlyList<LibraryPicture>> AlikeAsync(string name, Language language, CancellationToken cancellation)
    {
        var all = await Own()
            .Where(picture => picture.Likeness != null)
            .Select(picture => new { picture.Name, Likeness = picture.Likeness!.Value })
            .ToListAsync(cancellation);
        return all.Find(picture => picture.Name == name) is { } own
            ? await ReadAsync(
                [
                    .. all.Where(other => other != own && Rendering.PictureLikeness.AreAlike(own.Likeness, other.Likeness))
                        .Select(other => other.Name)
                        .Take(MaxAlike),
                ],
                language,
                cancellation
            )
            : [];
    }

    private IQueryable<Picture> Own() =>
        db.Set<Picture>()
            .AsNoTracking()
            .Where(picture => picture.Editions.All(edition => edition.Language != MediaStore.AnyLanguage));

    private static Expression<Func<Picture, bool>> Matches(string query)
    {
        var pattern = LikePattern.Containing(query);
#pragma warning disable CA1304, CA1311 // Part of a query: the database has no culture.
        return picture =>
            EF.Functions.Like(picture.Name, pattern, LikePattern.Escape)
            || EF.Functions.Like(picture.FileName!.ToLower(), pattern, LikePattern.Escape)
            || EF.Functions.Like(picture.Credit!.ToLower(), pattern, LikePattern.Escape)
            || picture.Editions.Any(edition =>
                EF.Functions.Like(edition.Alt.ToLower(), pattern, LikePattern.Escape)
                || EF.Functions.Like(edition.Caption!.ToLower(), pattern, LikePattern.Escape)
            );
#pragma warning restore CA1304, CA1311
    }

    /// <returns>In the order of the names.</returns>
    private async Task<IReadOnlyList<LibraryPicture>> ReadAsync(
        IReadOnlyList<string> names,
        Language language,
        CancellationToken cancellation
    )
    {
        var rows = await db.Set<Picture>()
            .AsNoTracking()
            .Where(picture => names.Contains(picture.Name))
            .Include(picture => picture.Editions)
                .ThenInclude(edition => edition.Renditions)
            .AsSplitQuery()
            .ToDictionaryAsync(picture => picture.Name, cancellation);
        return [.. names.Where(rows.ContainsKey).Select(name => LibraryPicture.Of(rows[name], language))];
    }
}

/// <summary>A picture as lists of the workspace show it.</summary>
/// <param name="Address">Of a small rendition, for people of the workspace.</param>
/// <param name="Alt">In the person's language; empty where there is none.</param>
/// <param name="Lacking">Languages without an alternative text.</param>
internal sealed record LibraryPicture(
    string Name,
    string Address,
    int Width,
    int Height,
    string Alt,
    string? Caption,
    string? Credit,
    string? FileName,
    DateTime? UploadedAt,
    IReadOnlyList<string> Lacking
)
{
    /// <summary>Pixels: a thumbnail, on a sharp screen.</summary>
    private const int Thumbnail = 400;

    public static LibraryPicture Of(Picture picture, Language language)
    {
        var edition = picture.Editions.Find(one => one.Language == language.Code) ?? picture.Editions[0];
        var small = edition
            .Renditions.Where(rendition => rendition.Type == "image/webp")
            .OrderBy(rendition => Math.Abs(rendition.Width - Thumbnail))
            .FirstOrDefault();
        return new LibraryPicture(
            picture.Name,
            $"/desk/media/{small?.File ?? edition.File}",
            picture.Width,
            picture.Height,
            edition.Alt,
            edition.Caption,
            picture.Credit,
            picture.FileName,
            picture.UploadedAt,
            [.. picture.Editions.Where(one => one.Alt.Length == 0).Select(one => one.Language)]
        );
    }
}
