using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Reading;

/// <summary>Finds the live posts of the wall, newest first; a page costs the same wherever on the wall it stands.</summary>
internal sealed class FindPosts(ConcordDb db)
{
    /// <summary>Counting ends here: of two things that are both many it does not matter which is more.</summary>
    private const int MostCounted = 5000;

    /// <param name="campaign">Slug; only posts that belong to it, or bear its name as a hashtag.</param>
    /// <returns>Posts that stand before all others, the latest pinned first.</returns>
    public async Task<IReadOnlyList<Post>> PinnedAsync(WallFilter filter, string? campaign, CancellationToken cancellation)
    {
        // By themselves first: they are few, and their index is not taken where there is something else to go by.
        var pinned = await db.Set<Post>()
            .Where(post => post.PinnedAt != null && post.State == PostState.Live)
            .Select(post => post.Id)
            .ToListAsync(cancellation);
        if (pinned.Count == 0)
        {
            return [];
        }

        var ids = await Narrowed(filter, campaign)
            .Where(post => pinned.Contains(post.Id))
            .OrderByDescending(post => post.PinnedAt)
            .ThenByDescending(post => post.Order)
            .Select(post => post.Id)
            .ToListAsync(cancellation);
        return await WholeAsync(ids, cancellation);
    }

    /// <param name="after">The place up to which the reader has read; null begins with the newest.</param>
    /// <returns>At most one more than <paramref name="most"/>, by which the caller sees that there is more.</returns>
    public async Task<IReadOnlyList<Post>> NewestAsync(
        WallFilter filter,
        string? campaign,
        string? after,
        int most,
        CancellationToken cancellation
    )
    {
        var posts = Narrowed(filter, campaign).Where(post => post.PinnedAt == null);
        var places = new List<(string Order, Guid Id)>();
        foreach (var topic in await WayAsync(filter, campaign, cancellation))
        {
            places.AddRange(await NewestAsync(posts, topic, after, most + 1, cancellation));
        }

        return await WholeAsync(
            [
                .. places
                    .Distinct()
                    .OrderByDescending(place => place.Order, StringComparer.Ordinal)
                    .Take(most + 1)
                    .Select(place => place.Id),
            ],
            cancellation
        );
    }

    /// <summary>
    /// What the search goes along: a topic, since few posts may have it, unless a member is asked for who says less; where
    /// there is none, the posts themselves.
    /// </summary>
    private async Task<IEnumerable<(TopicScheme Scheme, string Value)?>> WayAsync(
        WallFilter filter,
        string? campaign,
        CancellationToken cancellation
    )
    {
        if (campaign is not null)
        {
            return [(TopicScheme.Campaign, campaign), (TopicScheme.Hashtag, Text.Hashtag.Fold(campaign))];
        }

        (TopicScheme Scheme, string Value)? topic =
            filter.Hashtag is { } tag ? (TopicScheme.Hashtag, tag)
            : filter.Effort is { } effort ? (TopicScheme.Effort, effort)
            : null;
        if (topic is not var (scheme, value) || filter.Member is not { } member)
        {
            return [topic];
        }

        var ofTopic = await db.Set<PostTopic>()
            .Where(row => row.Scheme == scheme && row.Value == value)
            .Take(MostCounted)
            .CountAsync(cancellation);
        var ofMember = await db.Set<Post>()
            .Where(post => post.State == PostState.Live && post.Member == member)
            .Take(MostCounted)
            .CountAsync(cancellation);
        return [ofMember < ofTopic ? null : topic];
    }

    private async Task<IEnumerable<(string Order, Guid Id)>> NewestAsync(
        IQueryable<Post> posts,
        (TopicScheme Scheme, string Value)? along,
        string? after,
        int most,
        CancellationToken cancellation
    )
    {
        var places = along is var (scheme, value)
            ? db.Set<PostTopic>()
                .Where(topic => topic.Scheme == scheme && topic.Value == value)
                .Join(posts, topic => topic.PostId, post => post.Id, (topic, post) => new { topic.Order, post.Id })
            : posts.Select(post => new { post.Order, post.Id });
        if (after is not null)
        {
#pragma warning disable CA1309 // Becomes a “<” of the database; the ordinal comparison does not.
            places = places.Where(place => string.Compare(place.Order, after) < 0);
#pragma warning restore CA1309
        }

        var newest = await places.OrderByDescending(place => place.Order).Take(most).ToListAsync(cancellation);
        return newest.Select(place => (place.Order, place.Id));
    }

    private IQueryable<Post> Narrowed(WallFilter filter, string? campaign)
    {
        var posts = db.Set<Post>().Where(post => post.State == PostState.Live);
        if (filter.Member is { } member)
        {
            posts = posts.Where(post => post.Member == member);
        }

        if (filter.Language is { } language)
        {
            posts = posts.Where(post => post.Language == language);
        }

        posts = WithTopic(WithTopic(posts, TopicScheme.Hashtag, filter.Hashtag), TopicScheme.Effort, filter.Effort);
        if (campaign is null)
        {
            return posts;
        }

        var tag = Text.Hashtag.Fold(campaign);
        return posts.Where(post =>
            post.Topics.Any(topic =>
                (topic.Scheme == TopicScheme.Campaign && topic.Value == campaign)
                || (topic.Scheme == TopicScheme.Hashtag && topic.Value == tag)
            )
        );
    }

    private static IQueryable<Post> WithTopic(IQueryable<Post> posts, TopicScheme scheme, string? value) =>
        value is null ? posts : posts.Where(post => post.Topics.Any(topic => topic.Scheme == scheme && topic.Value == value));

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
}
