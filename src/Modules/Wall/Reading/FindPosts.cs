using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Reading;

/// <summary>
/// Finds live posts, newest first. Every page costs the same, however deep it is: each query walks one covering index from
/// the newest to the oldest.
/// </summary>
internal sealed class FindPosts(ConcordDb db)
{
    private IQueryable<Post> Live => db.Set<Post>().Where(post => post.State == PostState.Live);

    /// <returns>Pinned posts, the latest pinned first.</returns>
    public async Task<IReadOnlyList<Post>> PinnedAsync(WallFilter filter, CancellationToken cancellation)
    {
        // All of them: they are few, since a person pinned each.
        var pinned = await Live.Where(post => post.PinnedAt != null)
            .OrderByDescending(post => post.PinnedAt)
            .ThenByDescending(post => post.Order)
            .Select(post => new
            {
                post.Id,
                post.Member,
                post.Language,
                Topics = post.Topics.Select(topic => new { topic.Scheme, topic.Value }).ToList(),
            })
            .ToListAsync(cancellation);
        var matching = pinned.Where(post =>
            filter.Lets(post.Member, post.Language, [.. post.Topics.Select(topic => (topic.Scheme, topic.Value))])
        );
        return await WholeAsync([.. matching.Select(post => post.Id)], cancellation);
    }

    /// <param name="after">Position after which the page begins; null for the newest.</param>
    /// <returns>At most one more than <paramref name="max"/>, which shows that there is more.</returns>
    public async Task<IReadOnlyList<Post>> NewestAsync(WallFilter filter, string? after, int max, CancellationToken cancellation)
    {
        var found = new List<(string Order, Guid Id)>();
        foreach (var topic in filter.Topics)
        {
            found.AddRange(await PlacesAsync(Along(topic, filter), after, max + 1, cancellation));
        }

        if (filter.Topics.Count == 0)
        {
            found.AddRange(await PlacesAsync(AlongAll(filter), after, max + 1, cancellation));
        }

        var newest = found.Distinct().OrderByDescending(place => place.Order, StringComparer.Ordinal).Take(max + 1);
        return await WholeAsync([.. newest.Select(place => place.Id)], cancellation);
    }

    private IQueryable<Place> AlongAll(WallFilter filter)
    {
        var posts = Live.Where(post => post.PinnedAt == null);
        if (filter.Member is { } member)
        {
            posts = posts.Where(post => post.Member == member);
        }

        if (filter.Language is { } language)
        {
            posts = posts.Where(post => post.Language == language);
        }

        return posts.Select(post => new Place { Order = post.Order, Id = post.Id });
    }

    private IQueryable<Place> Along((TopicScheme Scheme, string Value) along, WallFilter filter)
    {
        var topics = db.Set<PostTopic>().Where(topic => topic.Scheme == along.Scheme && topic.Value == along.Value);
        if (filter.Member is { } member)
        {
            topics = topics.Where(topic => topic.Member == member);
        }

        if (filter.Language is { } language)
        {
            topics = topics.Where(topic => topic.Language == language);
        }

        if (filter.Effort is { } effort)
        {
            topics = topics.Where(topic => topic.Effort == effort);
        }

        return topics.Join(
            Live.Where(post => post.PinnedAt == null),
            topic => topic.PostId,
            post => post.Id,
            (topic, post) => new Place { Order = topic.Order, Id = post.Id }
        );
    }

    private static async Task<IEnumerable<(string Order, Guid Id)>> PlacesAsync(
        IQueryable<Place> places,
        string? after,
        int max,
        CancellationToken cancellation
    )
    {
        if (after is not null)
        {
#pragma warning disable CA1309 // Becomes a “<” of the database; the ordinal comparison does not.
            places = places.Where(place => string.Compare(place.Order, after) < 0);
#pragma warning restore CA1309
        }

        var newest = await places.OrderByDescending(place => place.Order).Take(max).ToListAsync(cancellation);
        return newest.Select(place => (place.Order, place.Id));
    }

    /// <summary>In the order of <paramref name="ids"/>.</summary>
    private async Task<IReadOnlyList<Post>> WholeAsync(List<Guid> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var posts = await db.Set<Post>()
            .AsNoTracking()
            .Where(post => ids.Contains(post.Id))
            .Include(post => post.Pictures)
            .Include(post => post.Translations)
            .AsSplitQuery()
            .ToDictionaryAsync(post => post.Id, cancellation);
        return [.. ids.Where(posts.ContainsKey).Select(id => posts[id])];
    }

    private sealed class Place
    {
        public required string Order { get; init; }

        public required Guid Id { get; init; }
    }
}
