using Concord.Media.Files;
using Concord.Media.Rendering;

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
    /// <summary>Of the file at <see cref="Address"/>, in the media store.</summary>
    public string Digest => Address.Split('/')[2];

    /// <summary>Whether the file is a photograph and not a drawing.</summary>
    public bool IsPhotograph => Address.EndsWith(".jpg", StringComparison.Ordinal);

    /// <summary>The same cut to the shape of lists; null where it has that shape.</summary>
    public PagePicture? Card { get; init; }

    /// <param name="query">With its question mark; empty changes nothing.</param>
    public PagePicture WithQuery(string query) =>
        query.Length == 0
            ? this
            : this with
            {
                Address = Address + query,
                Sources = [.. Sources.Select(source => source.WithQuery(query))],
                Card = Card?.WithQuery(query),
            };

    /// <summary>Media type that every browser can show.</summary>
    private const string Plain = "image/jpeg";

    /// <summary>Extensions of served files by media type, the best type first.</summary>
    private static readonly (string Type, string Ending)[] Endings =
    [
        ("image/avif", ".avif"),
        ("image/webp", ".webp"),
        ("image/jpeg", ".jpg"),
        ("image/svg+xml", ".svg"),
    ];

    internal static PagePicture Of(
        Picture picture,
        PictureEdition edition,
        IReadOnlyList<PictureRendition> renditions,
        IReadOnlyList<PictureCrop> crops
    )
    {
        var whole = new PagePicture(
            picture.Name,
            AddressOf(picture.Name, edition.File, edition.Type),
            picture.Width,
            picture.Height,
            edition.Alt,
            edition.Caption,
            picture.Credit,
            SourcesOf(picture.Name, renditions.Select(row => (row.Type, row.Width, row.File)))
        );
        var plain = crops.FirstOrDefault(crop => crop.Type == Plain);
        return plain is null
            ? whole
            : whole with
            {
                Card = whole with
                {
                    Address = AddressOf(picture.Name, plain.File, Plain),
                    Width = plain.Width,
                    Height = (int)Math.Round(plain.Width / CropArea.Shape),
                    Sources = SourcesOf(
                        picture.Name,
                        crops.Where(crop => crop.Type != Plain).Select(row => (row.Type, row.Width, row.File))
                    ),
                },
            };
    }

    private static IReadOnlyList<PictureFiles> SourcesOf(string name, IEnumerable<(string Type, int Width, string File)> files) =>
        [
            .. from kind in Endings
            let own = files.Where(file => file.Type == kind.Type).OrderBy(file => file.Width).ToList()
            where own.Count > 0
            select new PictureFiles(
                kind.Type,
                string.Join(", ", own.Select(file => $"{AddressOf(name, file.File, file.Type)} {file.Width}w"))
            ),
        ];

    private static string AddressOf(string name, string digest, string type) =>
        MediaStore.AddressOf(digest, name + Endings.Single(kind => kind.Type == type).Ending);
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
