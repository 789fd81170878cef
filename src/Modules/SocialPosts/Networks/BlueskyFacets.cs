using System.Text;
using System.Text.RegularExpressions;
using Concord.SocialPosts.Counting;

namespace Concord.SocialPosts.Networks;

/// <summary>Links and tags that are laid over the text of a post on Bluesky (<c>app.bsky.richtext.facet</c>).</summary>
internal static partial class BlueskyFacets
{
    /// <returns>In the order of the text.</returns>
    public static IReadOnlyList<object> Of(PostText text)
    {
        var parts = text.Links.Select(link => (link.Start, link.Length, Feature: Link(text.Address))).ToList();
        foreach (var address in PostAddresses.Find(text.Short, withoutScheme: false))
        {
            if (!parts.Exists(part => address.Start < part.Start + part.Length && part.Start < address.End))
            {
                parts.Add((address.Start, address.Length, Link(text.Short[address.Start..address.End])));
            }
        }

        foreach (var tag in Tag().Matches(text.Short).Select(match => match.Groups["tag"]))
        {
            if (!parts.Exists(part => tag.Index < part.Start + part.Length && part.Start < tag.Index + tag.Length))
            {
                parts.Add((tag.Index, tag.Length, Tagged(tag.Value[1..])));
            }
        }

        return
        [
            .. parts
                .OrderBy(part => part.Start)
                .Select(part => new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["index"] = new
                    {
                        byteStart = Bytes(text.Short, part.Start),
                        byteEnd = Bytes(text.Short, part.Start + part.Length),
                    },
                    ["features"] = new[] { part.Feature },
                }),
        ];
    }

    private static int Bytes(string text, int end) => Encoding.UTF8.GetByteCount(text.AsSpan(0, end));

    private static Dictionary<string, object> Link(string address) =>
        new(StringComparer.Ordinal) { ["$type"] = "app.bsky.richtext.facet#link", ["uri"] = address };

    private static Dictionary<string, object> Tagged(string tag) =>
        new(StringComparer.Ordinal) { ["$type"] = "app.bsky.richtext.facet#tag", ["tag"] = tag };

    [GeneratedRegex(@"(?:^|\s)(?<tag>#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{M}\p{N}_]*)", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
