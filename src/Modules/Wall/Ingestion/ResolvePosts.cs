using System.Security.Cryptography;
using System.Text;
using Concord.FeedReading;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Ingestion;

/// <summary>
/// Finds the stored post that a fetched one is. Feeds may give the same id to different posts, at once or one after the
/// other; none of them overwrites another.
/// </summary>
internal sealed class ResolvePosts(ConcordDb db)
{
    private const int MaxIdLength = 300;

    /// <summary>Ids that are too long for the index are hashed.</summary>
    public static string KeyOf(string id) =>
        id.Length <= MaxIdLength ? id : $"sha256-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";

    /// <returns>The posts under the ids by which they are stored.</returns>
    public async Task<IReadOnlyList<FetchedPost>> RunAsync(
        string source,
        IReadOnlyList<FetchedPost> posts,
        CancellationToken cancellation
    )
    {
        var ids = posts.SelectMany(post => (string[])[KeyOf(post.SharedId ?? post.Id), SeparateKeyOf(post)]).Distinct().ToList();
        var stored = await db.Set<Post>()
            .Where(post => post.Source == source && ids.Contains(post.SourceId))
            .Select(post => new StoredPost(post.SourceId, post.Link, post.At))
            .ToDictionaryAsync(post => post.Id, cancellation);
        return [.. posts.Select(post => post with { Id = Resolve(post, stored) })];
    }

    private static string Resolve(FetchedPost post, Dictionary<string, StoredPost> stored)
    {
        var (given, separate) = (KeyOf(post.SharedId ?? post.Id), SeparateKeyOf(post));
        if (stored.ContainsKey(separate) || !stored.TryGetValue(given, out var known))
        {
            return stored.ContainsKey(separate) || post.SharedId is not null ? separate : given;
        }

        return Is(post, known) ? given : separate;
    }

    /// <summary>A post that changed its address keeps its date; another post under the same id has its own of both.</summary>
    private static bool Is(FetchedPost post, StoredPost known)
    {
        var isSameDate = post.At is { } at && (at.UtcDateTime - known.At).Duration() < TimeSpan.FromSeconds(1);
        return post.SharedId is not null
            ? IsSameAddress(post.Link, known.Link) && (isSameDate || IsToldApartByLink(post))
            : post.HasReliableId || isSameDate || post.At is null || IsSameAddress(post.Link, known.Link);
    }

    private static bool IsToldApartByLink(FetchedPost post) =>
        post.Link is { } link && post.Id == FeedItem.SeparateId(post.SharedId!, link);

    private static string SeparateKeyOf(FetchedPost post) =>
        KeyOf(post.SharedId is not null || post.Link is null ? post.Id : FeedItem.SeparateId(post.Id, post.Link));

    private static bool IsSameAddress(string? one, string? other) =>
        one is null || other is null || string.Equals(Compared(one), Compared(other), StringComparison.OrdinalIgnoreCase);

    private static string Compared(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address)
            ? $"{(address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host)}{address.AbsolutePath.TrimEnd('/')}{address.Query}"
            : link;

    private sealed record StoredPost(string Id, string? Link, DateTime At);
}
