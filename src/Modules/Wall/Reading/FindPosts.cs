using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Reading;

/// <summary>
/// Finds live posts, newest first. By time alone, every page costs the same, however deep it is: each query walks one
/// covering index from the newest to the oldest. For a reader's language, posts that are neither in it nor translated are
/// found by walking past those that are.
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
        return await WholeAsync(matching.Select(post => ("", post.Id)), cancellation);
    }

    /// <param name="reader">
    /// Code of the language whose posts and translations come first; other posts follow. Null orders by time alone.
    /// </param>
    /// <param name="after">Where the previous page ended; null for the first.</param>
    public async Task<WallPage> PageAsync(
        WallFilter filter,
        string? reader,
        WallPlace? after,
        int size,
        CancellationToken cancellation
    )
    {
        reader = filter.Language is null ? reader : null;
        var isInOthers = reader is not null && after is { IsOther: true };
        var readable = isInOthers ? [] : await ReadableAsync(filter, reader, after?.Order, size + 1, cancellation);
        if (readable.Count > size)
        {
            var first = await WholeAsync(readable.Take(size), cancellation);
            return new WallPage(first, [], new WallPlace(IsOther: false, readable[size - 1].Order));
        }

        var room = size - readable.Count;
        var others = reader is null
            ? []
            : await NewestAsync(filter, Unreadable(reader), isInOthers ? after!.Order : null, room + 1, cancellation);
        return new WallPage(
            await WholeAsync(readable, cancellation),
            await WholeAsync(others.Take(room), cancellation),
            others.Count > room ? new WallPlace(IsOther: true, room > 0 ? others[room - 1].Order : null) : null
        );
    }

    private IQueryable<Post> Unreadable(string reader) =>
        Live.Where(post => post.Language != reader && !post.Translations.Any(translation => translation.Language == reader));

    private async Task<List<(string Order, Guid Id)>> ReadableAsync(
        WallFilter filter,
        string? reader,
        string? after,
        int max,
        CancellationToken cancellation
    )
    {
        if (reader is null)
        {
            return await NewestAsync(filter, Live, after, max, cancellation);
        }

        var own = await NewestAsync(filter with { Language = reader }, Live, after, max, cancellation);
        var translated = await PlacesAsync(Translated(filter, reader), after, max, cancellation);
        return [.. own.Concat(translated).OrderByDescending(place => place.Order, StringComparer.Ordinal).Take(max)];
    }

    /// <summary>Translations are made by people, so there are few: this sorts them all.</summary>
    private IQueryable<Place> Translated(WallFilter filter, string reader)
    {
        var posts = db.Set<PostTranslation>()
            .Where(translation => translation.Language == reader)
            .Join(
                Live.Where(post => post.PinnedAt == null && post.Language != reader),
                translation => translation.PostId,
                post => post.Id,
                (_, post) => post
            );
        if (filter.Member is { } member)
        {
            posts = posts.Where(post => post.Member == member);
        }

        if (filter.MemberPage is { } page)
        {
            posts = posts.Where(post =>
                post.Member == page || post.Topics.Any(topic => topic.Scheme == TopicScheme.Member && topic.Value == page)
            );
        }

        if (filter.Effort is { } effort)
        {
            posts = posts.Where(post => post.Topics.Any(topic => topic.Scheme == TopicScheme.Effort && topic.Value == effort));
        }

        if (filter.Hashtag is { } hashtag)
        {
            posts = posts.Where(post => post.Topics.Any(topic => topic.Scheme == TopicScheme.Hashtag && topic.Value == hashtag));
        }

        if (filter.Attached is { } text)
        {
            posts = posts.Where(post => post.Topics.Any(topic => topic.Scheme == TopicScheme.Campaign && topic.Value == text));
        }

        if (filter.Campaign is { } campaign)
        {
            var tag = Text.Hashtag.Fold(campaign);
            posts = posts.Where(post =>
                post.Topics.Any(topic =>
                    (topic.Scheme == TopicScheme.Campaign && topic.Value == campaign)
                    || (topic.Scheme == TopicScheme.Hashtag && topic.Value == tag)
                )
            );
        }

        return posts.Select(post => new Place { Order = post.Order, Id = post.Id });
    }

    /// <param name="among">The posts that count.</param>
    private async Task<List<(string Order, Guid Id)>> NewestAsync(
        WallFilter filter,
        IQueryable<Post> among,
        string? after,
        int max,
        CancellationToken cancellation
    )
    {
        var found = new List<(string Order, Guid Id)>();
        foreach (var topic in filter.Topics)
        {
            found.AddRange(await PlacesAsync(Along(topic, filter, among), after, max, cancellation));
        }

        if (filter.Topics.Count == 0 || filter.MemberPage is not null)
        {
            found.AddRange(await PlacesAsync(AlongAll(filter, among), after, max, cancellation));
        }

        return [.. found.Distinct().OrderByDescending(place => place.Order, StringComparer.Ordinal).Take(max)];
    }

    private static IQueryable<Place> AlongAll(WallFilter filter, IQueryable<Post> among)
    {
        var posts = among.Where(post => post.PinnedAt == null);
        if ((filter.Member ?? filter.MemberPage) is { } member)
        {
            posts = posts.Where(post => post.Member == member);
        }

        if (filter.Language is { } language)
        {
            posts = posts.Where(post => post.Language == language);
        }

        return posts.Select(post => new Place { Order = post.Order, Id = post.Id });
    }

    private IQueryable<Place> Along((TopicScheme Scheme, string Value) along, WallFilter filter, IQueryable<Post> among)
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
            among.Where(post => post.PinnedAt == null),
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

    /// <summary>In the order of <paramref name="places"/>.</summary>
    private async Task<IReadOnlyList<Post>> WholeAsync(
        IEnumerable<(string Order, Guid Id)> places,
        CancellationToken cancellation
    )
    {
        var ids = places.Select(place => place.Id).ToList();
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

/// <summary>A page of the wall.</summary>
/// <param name="First">In the reader's language, or translated into it; all posts where no language comes first.</param>
/// <param name="Others">In other languages; they come after the last of the first.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
internal sealed record WallPage(IReadOnlyList<Post> First, IReadOnlyList<Post> Others, WallPlace? Next);
