using System.Text;
using System.Text.Json;
using Concord.FeedReading.Text;
using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Sources;

/// <summary>One entry of <c>app.bsky.feed.getAuthorFeed</c> (atproto lexicons), as far as the wall needs it.</summary>
internal sealed class BlueskyPost(JsonElement entry)
{
    /// <summary>Labels, of authors and of moderation services, for pictures that not everybody wants to see.</summary>
    private static readonly HashSet<string> SensitiveLabels = new(StringComparer.Ordinal)
    {
        "graphic-media",
        "gore",
        "porn",
        "sexual",
        "nudity",
        "nsfl",
        "corpse",
        "self-harm",
        "!warn",
    };

    private readonly JsonElement post = entry.Part("post");

    public bool HasId => post.Id("uri") is not null;

    /// <summary>False for reposts and for what is not a post.</summary>
    public bool IsOwn => HasId && !Kind(entry.Part("reason")).EndsWith("#reasonRepost", StringComparison.Ordinal);

    public string Id => post.Id("uri")!;

    /// <returns>What was left out of a post that is stored.</returns>
    public IEnumerable<PostFault> Faults()
    {
        if (CreatedAt is null)
        {
            yield return new PostFault(Id, "Its date cannot be read; the one at which the network saw it is used.");
        }
    }

    private DateTimeOffset? CreatedAt => post.Part("record").Date("createdAt");

    public FetchedPost ToDraft()
    {
        var (author, record) = (post.Part("author"), post.Part("record"));
        var handle = author.Text("handle");
        var text = record.Text("text") ?? "";
        var facets = Facets(record);
        var embed = post.Part("embed");
        var card = MediaOf(embed).Part("external").Text("uri");
        return new FetchedPost(Id)
        {
            Link = LinkTo(handle, Id),
            Author = author.Line("displayName") ?? handle,
            At = CreatedAt ?? post.Date("indexedAt"),
            Text = PostText.WithLink(PlainText.Tidy(WithLinks(text, facets)), card),
            Language = record.Items("langs").Select(JsonParts.Text).FirstOrDefault(),
            Hashtags =
            [
                .. facets
                    .Select(facet => facet.Tag)
                    .OfType<string>()
                    .Concat(record.Items("tags").Select(JsonParts.Text).OfType<string>())
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            Files = [.. FilesOf(MediaOf(embed))],
            IsSensitive = IsLabelled(post.Items("labels")) || IsLabelled(record.Part("labels").Items("values")),
            Quote = QuoteOf(embed.Part("record")),
        };
    }

    /// <summary>Where a post has both a record and media, the media is one level further in.</summary>
    private static JsonElement MediaOf(JsonElement embed) =>
        embed.Part("media") is { ValueKind: JsonValueKind.Object } media ? media : embed;

    /// <summary>A label of the network's moderation is negated by a later one.</summary>
    private static bool IsLabelled(IEnumerable<JsonElement> labels)
    {
        var valid = new HashSet<string>(StringComparer.Ordinal);
        foreach (var label in labels)
        {
            if (label.Text("val") is { } value && SensitiveLabels.Contains(value))
            {
                _ = label.IsTrue("neg") ? valid.Remove(value) : valid.Add(value);
            }
        }

        return valid.Count > 0;
    }

    /// <summary>Quoted posts only, not feeds or lists, which may be embedded in the same way.</summary>
    private static QuotedPost? QuoteOf(JsonElement quoted)
    {
        quoted = quoted.Part("record") is { ValueKind: JsonValueKind.Object } within ? within : quoted;
        if (quoted.Text("uri") is not { } uri || !uri.Contains("/app.bsky.feed.post/", StringComparison.Ordinal))
        {
            return null;
        }

        var author = quoted.Part("author");
        return QuotedPost.Of(
            author.Line("displayName") ?? author.Text("handle"),
            quoted.Part("value").Text("text") is { } text ? PlainText.Tidy(text) : null,
            LinkTo(author.Text("handle"), uri)
        );
    }

    /// <param name="handle">Null, or <c>handle.invalid</c>, where it is not known; the id in the address of the post leads
    /// there too.</param>
    private static string? LinkTo(string? handle, string uri)
    {
        var profile = string.IsNullOrEmpty(handle) || handle == "handle.invalid" ? uri.Split('/').ElementAtOrDefault(2) : handle;
        return string.IsNullOrEmpty(profile)
            ? null
            : $"https://bsky.app/profile/{Uri.EscapeDataString(profile)}/post/{Uri.EscapeDataString(uri.Split('/')[^1])}";
    }

    /// <summary>
    /// Links are byte ranges beside the text. A shortened address is expanded; after linked words the address is added. Where
    /// a range does not fit the text, the address is added at the end.
    /// </summary>
    private static string WithLinks(string text, IReadOnlyList<Facet> facets)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (whole, unplaced, at) = (new StringBuilder(), new List<string>(), 0);
        foreach (var facet in facets.Where(facet => facet.Address is not null))
        {
            if (facet.Start < at || !IsPlace(bytes, facet))
            {
                unplaced.Add(facet.Address!);
                continue;
            }

            var shown = Encoding.UTF8.GetString(bytes.AsSpan(facet.Start, facet.End - facet.Start));
            var isAddress = facet.Address!.Contains(shown.TrimEnd('…', '.'), StringComparison.OrdinalIgnoreCase);
            whole.Append(Encoding.UTF8.GetString(bytes.AsSpan(at, facet.Start - at)));
            whole.Append(isAddress ? facet.Address : $"{shown} {facet.Address}");
            at = facet.End;
        }

        whole.Append(Encoding.UTF8.GetString(bytes.AsSpan(at)));
        return unplaced.Aggregate(whole.ToString(), PostText.WithLink);
    }

    /// <summary>Within the text, and at both ends between two characters.</summary>
    private static bool IsPlace(byte[] text, Facet facet) =>
        facet.Start < facet.End && facet.End <= text.Length && IsBoundary(text, facet.Start) && IsBoundary(text, facet.End);

    private static bool IsBoundary(byte[] text, int at) => at == text.Length || (text[at] & 0xC0) != 0x80;

    /// <returns>In the order of the text.</returns>
    private static List<Facet> Facets(JsonElement record)
    {
        var facets = new List<Facet>();
        foreach (var facet in record.Items("facets"))
        {
            var index = facet.Part("index");
            foreach (var feature in facet.Items("features"))
            {
                var address = Kind(feature).EndsWith("#link", StringComparison.Ordinal) ? feature.Web("uri") : null;
                var tag = Kind(feature).EndsWith("#tag", StringComparison.Ordinal) ? feature.Text("tag") : null;
                facets.Add(new Facet(index.Number("byteStart") ?? 0, index.Number("byteEnd") ?? 0, address, tag));
            }
        }

        return [.. facets.OrderBy(facet => facet.Start)];
    }

    private static IEnumerable<PostFile> FilesOf(JsonElement embed)
    {
        foreach (var image in embed.Items("images"))
        {
            if ((image.Web("fullsize") ?? image.Web("thumb")) is { } address)
            {
                yield return new PostFile(address, "image/*", Still: null, image.Line("alt"));
            }
        }

        if (embed.Web("playlist") is { } film)
        {
            yield return new PostFile(film, "video/*", embed.Web("thumbnail"), embed.Line("alt"));
        }
    }

    private static string Kind(JsonElement element) => element.Text("$type") ?? "";

    private sealed record Facet(int Start, int End, string? Address, string? Tag);
}
