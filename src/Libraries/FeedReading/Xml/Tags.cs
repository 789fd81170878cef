using Concord.FeedReading.Markup;
using Concord.FeedReading.Text;

namespace Concord.FeedReading.Xml;

/// <summary>Categories of an item, by their labels.</summary>
internal static class Tags
{
    private const int MaxTags = 200;

    public static IReadOnlyList<string> Of(Element item)
    {
        var tags = item.All("category")
            .Select(category => category["label"] ?? category["term"] ?? category.Value)
            .Concat(item.All("dc:subject").Select(subject => subject.Value))
            .Concat(MediaFiles.Around(item).SelectMany(place => place.All("media:keywords")).SelectMany(Split))
            .Concat(item.All("itunes:keywords").SelectMany(Split));
        return Once(tags);
    }

    /// <summary>Without duplicates (case-insensitive) and without the sign.</summary>
    public static IReadOnlyList<string> Once(IEnumerable<string> tags) =>
        [
            .. tags.Select(tag => PlainText.OneLine(tag).TrimStart('#').Trim())
                .Where(tag => tag.Length > 0)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(MaxTags),
        ];

    private static string[] Split(Element keywords) => keywords.Value.Split(',');
}
