using System.Globalization;
using Concord.FeedReading.Markup;
using Concord.FeedReading.Text;

namespace Concord.FeedReading.Xml;

/// <summary>Files of an item: enclosures of RSS and Atom, Media RSS, pictures of podcasts, else those in its text.</summary>
internal static class MediaFiles
{
    private const int MaxFiles = 100;

    /// <param name="html">The item's content; its pictures are taken where there are no others.</param>
    public static IReadOnlyList<FeedMedia> Of(Element item, string? html)
    {
        var files = new List<FeedMedia?>();
        files.AddRange(item.All("enclosure").Select(file => File(file, file["url"], file["type"], file["length"])));
        files.AddRange(
            item.All("link")
                .Where(link => Links.RelationOf(link) == "enclosure")
                .Select(link => File(link, link["href"], link["type"], link["length"], link["title"]))
        );
        foreach (var group in item.All("media:group"))
        {
            files.AddRange(InGroup(group));
        }

        files.AddRange(Beside(item));
        files.AddRange(item.All("itunes:image").Select(file => File(file, file["href"] ?? file["url"], "image/*", bytes: null)));
        files.AddRange(
            item.All("image")
                .Select(file => File(file, file.Child("url")?.Value ?? file["href"] ?? file.Value, "image/*", bytes: null))
        );
        var found = files.OfType<FeedMedia>().Where(file => !InlinePictures.IsPortrait(file.Address)).ToList();
        if (!found.Exists(file => PictureSizes.IsPicture(file) || IsFilm(file)))
        {
            found.AddRange(InlinePictures.In(html, item.Base));
        }

        return [.. PictureSizes.OneOfEach(found).Take(MaxFiles)];
    }

    /// <summary>True where Media RSS rates the files as for adults.</summary>
    public static bool IsRatedAdult(Element item) =>
        Around(item)
            .SelectMany(place => place.All("media:rating").Concat(place.All("media:adult")))
            .Any(rating => rating.Value.Trim().ToLowerInvariant() is "adult" or "true");

    /// <summary>The item itself and the grouping elements of Media RSS.</summary>
    public static IEnumerable<Element> Around(Element item)
    {
        yield return item;
        foreach (var group in item.All("media:group"))
        {
            yield return group;
            foreach (var file in group.All("media:content"))
            {
                yield return file;
            }
        }

        foreach (var file in item.All("media:content"))
        {
            yield return file;
        }
    }

    /// <summary>A group holds one thing in several forms (Media RSS 1.5.1): of each kind one is taken.</summary>
    private static IEnumerable<FeedMedia?> InGroup(Element group)
    {
        var files = group.All("media:content").ToList();
        var pictures = files.Where(IsPicture).ToList();
        if (DefaultOf(pictures) is { } picture)
        {
            yield return ContentFile(picture, group);
        }

        var others = files.Except(pictures).ToList();
        if ((others.Find(IsDefault) ?? others.FirstOrDefault()) is { } other)
        {
            yield return ContentFile(other, group);
        }

        if (pictures.Count == 0)
        {
            yield return Thumbnail(group) ?? others.Select(Thumbnail).FirstOrDefault(still => still is not null);
        }
    }

    /// <summary>Files directly in the item are several, except pictures that differ in nothing but their width.</summary>
    private static IEnumerable<FeedMedia?> Beside(Element item)
    {
        var files = item.All("media:content").ToList();
        var pictures = files.Where(IsPicture).ToList();
        if (IsOneInSizes(pictures))
        {
            files = [DefaultOf(pictures)!, .. files.Except(pictures)];
        }

        foreach (var file in files)
        {
            yield return ContentFile(file, item);
        }

        if (pictures.Count == 0)
        {
            yield return Thumbnail(item);
            foreach (var file in files)
            {
                yield return Thumbnail(file);
            }
        }
    }

    private static bool IsOneInSizes(List<Element> pictures)
    {
        var widths = pictures.ConvertAll(picture => Size(picture, "width"));
        var shapes = pictures
            .Select(picture => (Width: Size(picture, "width"), Height: Size(picture, "height")))
            .Where(size => size.Height > 0)
            .Select(size => (double)size.Width / size.Height)
            .ToList();
        return pictures.Count > 1
            && !widths.Contains(0)
            && widths.Distinct().Count() == widths.Count
            && (shapes.Count == 0 || shapes.Max() <= shapes.Min() * 1.05)
            && pictures.Count(picture => picture.FirstWithText("media:title", "media:description") is not null) < 2;
    }

    /// <summary>What the feed calls the default, else the largest.</summary>
    private static Element? DefaultOf(List<Element> pictures) =>
        pictures.Find(IsDefault) ?? pictures.MaxBy(picture => Size(picture, "width"));

    private static bool IsDefault(Element file) => file["isDefault"]?.Trim().ToLowerInvariant() == "true";

    private static int Size(Element file, string name) =>
        int.TryParse(file[name], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;

    private static bool IsPicture(Element file) =>
        MediaTypes.Of(TypeOf(file), file["url"] ?? "")?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsFilm(FeedMedia file) => file.Type?.StartsWith("video/", StringComparison.OrdinalIgnoreCase) == true;

    private static FeedMedia? Thumbnail(Element place) =>
        place
            .All("media:thumbnail")
            .OrderByDescending(file => Size(file, "width"))
            .Select(file => File(file, file["url"], "image/*", bytes: null))
            .FirstOrDefault(file => file is not null);

    /// <param name="place">Its title and description are those of its only file.</param>
    private static FeedMedia? ContentFile(Element file, Element place) =>
        File(file, file["url"], TypeOf(file), file["fileSize"]) is { } found
            ? found with
            {
                Description = found.Description ?? (place.Name == "media:group" ? WordsOf(place) : null),
            }
            : null;

    private static FeedMedia? File(Element element, string? address, string? type, string? bytes, string? words = null) =>
        Addresses.Of(address, element.Base) is { } found
            ? new FeedMedia(
                found,
                MediaTypes.Of(type, found),
                long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0
                    ? length
                    : null,
                WordsOf(element) ?? (PlainText.OneLine(words ?? "") is { Length: > 0 } line ? line : null)
            )
            : null;

    private static string? WordsOf(Element element) =>
        element.FirstWithText("media:description", "media:title") is { } words
            ? PlainText.OneLine(Content.Of(words, isAtom: false).Text)
            : null;

    private static string? TypeOf(Element file) =>
        file["type"] is { Length: > 0 } type ? type
        : file["medium"]?.Trim().ToLowerInvariant() is { } medium and ("image" or "video" or "audio") ? $"{medium}/*"
        : null;
}
