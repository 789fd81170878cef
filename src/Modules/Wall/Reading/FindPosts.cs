using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Reading;

/// <summary>Finds the live posts of the wall, newest first; a page costs the same wherever on the wall it stands.</summary>
internal sealed class FindPosts(ConcordDb db)
{
    /// <param name="campaign">Slug; only posts that belong to it, or bear its name as a hashtag.</param>
    /// <returns>Posts that stand before all others, the latest pinned first.</returns>
    public async Task<IReadOnlyList<Post>> PinnedAsync(WallFilter filter, string? campaign, CancellationToken cancellation)
    {
        var ids = await Narrowed(filter, campaign)
            .Where(post => post.PinnedAt != null)
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
        if (after is not null)
        {
#pragma warning disable CA1309 // Becomes a “<” of the database; the ordinal comparison does not.
            posts = posts.Where(post => string.Compare(post.Order, after) < 0);
#pragma warning restore CA1309
        }

        var ids = await posts
            .OrderByDescending(post => post.Order)
            .Take(most + 1)
            .Select(post => post.Id)
            .ToListAsync(cancellation);
        return await WholeAsync(ids, cancellation);
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
