using AngleSharp.Html.Parser;
using Concord.FeedReading;
using Concord.Foundation.OutboundHttp;

namespace Concord.Wall.Moderation;

/// <summary>Detects the network of an address, and finds the feed of a page that is not a feed itself.</summary>
internal sealed class SourceKinds(OutboundHttpClient client)
{
    private const int MaxPageBytes = 4 << 20;

    private static readonly HashSet<string> FeedTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "application/atom+xml",
        "application/rss+xml",
        "application/feed+json",
        "application/json",
    };

    /// <returns>The kind and the address to poll, or the problem.</returns>
    public async Task<(string Kind, Uri Address, string? Problem)> DetectAsync(
        Uri address,
        bool isInternal,
        CancellationToken cancellation
    )
    {
        if (address.Host is "bsky.app")
        {
            return ("bluesky", address, null);
        }

        if (address.Host is "x.com" or "www.x.com" or "twitter.com" or "www.twitter.com")
        {
            return ("x", address, null);
        }

        if (
            address.AbsolutePath.StartsWith("/@", StringComparison.Ordinal)
            && address.Host is not ("www.youtube.com" or "youtube.com" or "medium.com")
        )
        {
            return ("mastodon", address, null);
        }

        var answer = await client.GetAsync(new FetchRequest(address) { AllowsTrustedNetworks = isInternal }, cancellation);
        if (answer.Outcome != FetchOutcome.Fetched)
        {
            return ("feed", address, answer.Problem);
        }

        var feed = FeedReader.Read(answer.Content, new FeedOrigin(answer.Address, answer.ContentType));
        if (feed.IsRead)
        {
            return ("feed", answer.HasMoved ? answer.Address : address, null);
        }

        return await FeedNamedInAsync(answer, cancellation) is { } named
            ? ("feed", named, null)
            : ("feed", address, "There is no feed at this address, and the page there names none.");
    }

    /// <summary>The first feed that a page links to (<c>link rel=alternate</c>).</summary>
    private static async Task<Uri?> FeedNamedInAsync(FetchResult page, CancellationToken cancellation)
    {
        if (page.Content.Length > MaxPageBytes)
        {
            return null;
        }

        using var content = new MemoryStream(page.Content.ToArray());
        using var document = await new HtmlParser().ParseDocumentAsync(content, cancellation);
        return document
            .QuerySelectorAll("link[rel~=alternate][href]")
            .Where(link => FeedTypes.Contains(link.GetAttribute("type")?.Split(';')[0].Trim() ?? ""))
            .Select(link => Uri.TryCreate(page.Address, link.GetAttribute("href"), out var address) ? address : null)
            .FirstOrDefault(address => address?.Scheme is "http" or "https");
    }
}
