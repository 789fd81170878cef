using Concord.Media.Files;

namespace Concord.Media;

/// <summary>A picture on a page.</summary>
/// <param name="Address">Of the file that every browser can show.</param>
/// <param name="Width">For the aspect ratio, not the size.</param>
/// <param name="Sources">The same in better formats, best first; empty for a drawing.</param>
public sealed record PagePicture(
    string Name,
    string Address,
    int Width,
    int Height,
    string Alt,
    string? Caption,
    string? Credit,
    IReadOnlyList<PictureFiles> Sources
)
{
    /// <param name="query">With its question mark; empty changes nothing.</param>
    public PagePicture WithQuery(string query) =>
        query.Length == 0
            ? this
            : this with
            {
                Address = Address + query,
                Sources = [.. Sources.Select(source => source.WithQuery(query))],
            };

    /// <summary>Extensions of served files by media type, the best type first.</summary>
    private static readonly (string Type, string Ending)[] Endings =
    [
        ("image/avif", ".avif"),
        ("image/webp", ".webp"),
        ("image/jpeg", ".jpg"),
        ("image/svg+xml", ".svg"),
    ];

    internal static PagePicture Of(Picture picture, PictureEdition edition, IReadOnlyList<PictureRendition> renditions)
    {
        var sources =
            from kind in Endings
            let files = renditions.Where(rendition => rendition.Type == kind.Type).OrderBy(rendition => rendition.Width).ToList()
            where files.Count > 0
            select new PictureFiles(
                kind.Type,
                string.Join(", ", files.Select(rendition => $"{AddressOf(rendition.File, rendition.Type)} {rendition.Width}w"))
            );
        return new PagePicture(
            picture.Name,
            AddressOf(edition.File, edition.Type),
            picture.Width,
            picture.Height,
            edition.Alt,
            edition.Caption,
            picture.Credit,
            [.. sources]
        );

        string AddressOf(string digest, string type) =>
            MediaStore.AddressOf(digest, picture.Name + Endings.Single(kind => kind.Type == type).Ending);
    }
}

/// <summary>One picture in one format.</summary>
/// <param name="Type">Media type.</param>
/// <param name="Set">Addresses with their widths, as <c>srcset</c> takes them.</param>
public sealed record PictureFiles(string Type, string Set)
{
    internal PictureFiles WithQuery(string query) =>
        this with
        {
            Set = string.Join(", ", Set.Split(", ").Select(entry => entry.Replace(" ", $"{query} ", StringComparison.Ordinal))),
        };
}
