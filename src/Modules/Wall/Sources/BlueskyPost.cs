using System.Text;
using System.Text.Json;
using Concord.FeedReading.Text;

namespace Concord.Wall.Sources;

/// <summary>One entry of <c>app.bsky.feed.getAuthorFeed</c> (atproto lexicons), as far as the wall needs it.</summary>
internal sealed class BlueskyPost(JsonElement entry)
{
    private readonly JsonElement post = entry.Part("post");

    /// <summary>False for reposts and for what is not a post.</summary>
    public bool IsOwn =>
        post.Text("uri") is { Length: > 0 } && !Kind(entry.Part("reason")).EndsWith("#reasonRepost", StringComparison.Ordinal);

    public string Id => post.Text("uri")!;

    public FetchedPost ToDraft()
    {
        var (author, record) = (post.Part("author"), post.Part("record"));
        var handle = author.Text("handle");
        var text = record.Text("text") ?? "";
        var facets = Facets(record, Encoding.UTF8.GetByteCount(text));
        return new FetchedPost(Id)
        {
            Link = handle is null
                ? null
                : $"https://bsky.app/profile/{Uri.EscapeDataString(handle)}/post/{Uri.EscapeDataString(Id.Split('/')[^1])}",
            Author = PlainText.OneLine(author.Text("displayName") is { Length: > 0 } name ? name : handle ?? "")
                is { Length: > 0 } shown
                ? shown
                : null,
            At = DateTimeOffset.TryParse(record.Text("createdAt"), System.Globalization.CultureInfo.InvariantCulture, out var at)
                ? at
                : null,
            Text = PlainText.Tidy(WithLinks(text, facets)),
            Language = record.Part("langs") is { ValueKind: JsonValueKind.Array } languages
                ? languages.EnumerateArray().Select(JsonParts.Text).FirstOrDefault()
                : null,
            Hashtags =
            [
                .. facets
                    .Select(facet => facet.Tag)
                    .OfType<string>()
                    .Concat(record.Items("tags").Select(JsonParts.Text).OfType<string>())
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            Files = [.. FilesOf(post.Part("embed"))],
        };
    }

    /// <summary>
    /// Links are byte ranges beside the text. A shortened address is expanded; after linked words the address is added.
    /// Invalid ranges are ignored.
    /// </summary>
    private static string WithLinks(string text, IReadOnlyList<Facet> facets)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var whole = new StringBuilder();
        var at = 0;
        foreach (var facet in facets.Where(facet => facet.Address is not null))
        {
            if (facet.Start < at)
            {
                continue;
            }

            var shown = Encoding.UTF8.GetString(bytes.AsSpan(facet.Start, facet.End - facet.Start));
            var isAddress = facet.Address!.Contains(shown.TrimEnd('…', '.'), StringComparison.OrdinalIgnoreCase);
            whole.Append(Encoding.UTF8.GetString(bytes.AsSpan(at, facet.Start - at)));
            whole.Append(isAddress ? facet.Address : $"{shown} {facet.Address}");
            at = facet.End;
        }

        return whole.Append(Encoding.UTF8.GetString(bytes.AsSpan(at))).ToString();
    }

    /// <returns>In order, only those within the text.</returns>
    private static List<Facet> Facets(JsonElement record, int length)
    {
        var facets = new List<Facet>();
        foreach (var facet in record.Items("facets"))
        {
            var index = facet.Part("index");
            foreach (var feature in facet.Items("features"))
            {
                var address = Kind(feature).EndsWith("#link", StringComparison.Ordinal) ? feature.Web("uri") : null;
                var tag = Kind(feature).EndsWith("#tag", StringComparison.Ordinal) ? feature.Text("tag") : null;
                if (index.Number("byteStart") is { } start && index.Number("byteEnd") is { } end && start < end && end <= length)
                {
                    facets.Add(new Facet(start, end, address, tag));
                }
            }
        }

        return [.. facets.OrderBy(facet => facet.Start)];
    }

    private static IEnumerable<PostFile> FilesOf(JsonElement embed)
    {
        embed = embed.Part("media") is { ValueKind: JsonValueKind.Object } media ? media : embed;
        foreach (var image in embed.Items("images"))
        {
            if (image.Web("fullsize") is { } address)
            {
                yield return new PostFile(address, "image/*", Still: null, Localizer(image));
            }
        }

        if (embed.Web("playlist") is { } film)
        {
            yield return new PostFile(film, "video/*", embed.Web("thumbnail"), Localizer(embed));
        }
    }

    private static string? Localizer(JsonElement element) =>
        element.Text("alt") is { Length: > 0 } alt ? PlainText.OneLine(alt) : null;

    private static string Kind(JsonElement element) => element.Text("$type") ?? "";

    private sealed record Facet(int Start, int End, string? Address, string? Tag);
}
