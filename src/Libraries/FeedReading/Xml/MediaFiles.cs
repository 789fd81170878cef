using System.Globalization;
using Concord.FeedReading.Markup;
using Concord.FeedReading.Text;

namespace Concord.FeedReading.Xml;

/// <summary>Files of an item: enclosures of RSS and Atom, Media RSS, pictures of podcasts.</summary>
internal static class MediaFiles
{
    private const int MaxFiles = 100;

    public static IReadOnlyList<FeedMedia> Of(Element item)
    {
        var files = new List<FeedMedia?>();
        files.AddRange(item.All("enclosure").Select(file => File(file, file["url"], file["type"], file["length"])));
        files.AddRange(
            item.All("link")
                .Where(link => link["rel"]?.Trim() == "enclosure")
                .Select(link => File(link, link["href"], link["type"], link["length"]))
        );
        foreach (var place in Around(item))
        {
            files.AddRange(place.All("media:content").Select(file => File(file, file["url"], TypeOf(file), file["fileSize"])));
            files.AddRange(place.All("media:thumbnail").Select(file => File(file, file["url"], "image/*", bytes: null)));
        }

        files.AddRange(item.All("itunes:image").Select(file => File(file, file["href"] ?? file["url"], "image/*", bytes: null)));
        files.AddRange(
            item.All("image")
                .Select(file => File(file, file.Child("url")?.Value ?? file["href"] ?? file.Value, "image/*", bytes: null))
        );
        return [.. files.OfType<FeedMedia>().DistinctBy(file => file.Address, StringComparer.Ordinal).Take(MaxFiles)];
    }

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

    private static FeedMedia? File(Element element, string? address, string? type, string? bytes) =>
        Addresses.Of(address, element.Base) is { } found
            ? new FeedMedia(
                found,
                string.IsNullOrWhiteSpace(type) ? null : type.Trim(),
                long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0
                    ? length
                    : null,
                element.FirstWithText("media:description", "media:title") is { } words
                    ? PlainText.OneLine(Content.Of(words, isAtom: false).Text)
                    : null
            )
            : null;

    private static string? TypeOf(Element file) =>
        file["type"] is { Length: > 0 } type ? type
        : file["medium"] is { } medium and ("image" or "video" or "audio") ? $"{medium}/*"
        : null;
}
