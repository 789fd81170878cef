using System.Globalization;
using System.Text;

namespace Concord.Modules.Tests.Wall;

/// <summary>A content pack with a wall of any number of posts, an hour apart.</summary>
internal static class WallPack
{
    public const string Sources = """
        sources:
          - { slug: envoy, member: aland, name: The envoy }
          - { slug: league, member: league }
          - { slug: guest, name: A guest }

        """;

    /// <param name="hours">After midnight of 1 October 2020, one post each.</param>
    public static string Of(IEnumerable<int> hours)
    {
        var yaml = new StringBuilder(Sources).Append("posts:\n");
        foreach (var hour in hours)
        {
            var at = new DateTime(2020, 10, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(hour);
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"  - {{ source: envoy, id: p{hour}, at: {at:yyyy-MM-dd'T'HH:mm:ss'Z'}, language: en, text: \"Post {hour}\" }}\n"
            );
        }

        return yaml.ToString();
    }
}
