using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Moderation;

/// <summary>Reads posts for people who decide about them.</summary>
internal sealed class PostQueue(ConcordDb db, MediaStore media)
{
    public const int PageSize = 25;

    /// <summary>Those that wait are listed oldest first, others newest first.</summary>
    public async Task<(Paging Paging, IReadOnlyList<QueuedPost> Posts)> ListAsync(
        PostQueueFilter filter,
        int page,
        Language language,
        CancellationToken cancellation
    )
    {
        var posts = db.Set<Post>().AsNoTracking();
        posts = filter.State is { } state ? posts.Where(post => post.State == state) : posts;
        posts = filter.Source is { } source ? posts.Where(post => post.Source == source) : posts;
        if (filter.Query is { } query)
        {
            var pattern = LikePattern.Containing(query);
#pragma warning disable CA1304, CA1311 // Part of a query: the database has no culture.
            posts = posts.Where(post => EF.Functions.Like(post.Text.ToLower(), pattern, LikePattern.Escape));
#pragma warning restore CA1304, CA1311
        }

        var paging = new Paging(page, PageSize, await posts.CountAsync(cancellation));
        var ordered =
            filter.State == PostState.PendingReview
                ? posts.OrderBy(post => post.Order)
                : posts.OrderByDescending(post => post.Order);
        return (paging, await ReadAsync(ordered.Skip(paging.Skip).Take(PageSize), language, cancellation));
    }

    /// <returns>Null for an unknown post.</returns>
    public async Task<QueuedPost?> FindAsync(Guid id, Language language, CancellationToken cancellation) =>
        (await ReadAsync(db.Set<Post>().AsNoTracking().Where(post => post.Id == id), language, cancellation)) is [var post]
            ? post
            : null;

    public async Task<IReadOnlyList<(string Slug, string Name)>> SourcesAsync(CancellationToken cancellation)
    {
        var sources = await db.Set<WallSource>()
            .OrderBy(source => source.Slug)
            .Select(source => new { source.Slug, source.Name })
            .ToListAsync(cancellation);
        return [.. sources.Select(source => (source.Slug, source.Name.Length > 0 ? source.Name : source.Slug))];
    }

    private async Task<IReadOnlyList<QueuedPost>> ReadAsync(
        IQueryable<Post> posts,
        Language language,
        CancellationToken cancellation
    )
    {
        var rows = await posts
            .Include(post => post.Pictures.OrderBy(picture => picture.Position))
            .Include(post => post.Translations)
            .Include(post => post.Topics)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var names = rows.SelectMany(post => post.Pictures, (_, picture) => picture.Name)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var pictures = await media.FindAsync(names, language, cancellation);
        return
        [
            .. rows.Select(post => new QueuedPost(
                post,
                [.. post.Pictures.Select(picture => pictures.GetValueOrDefault(picture.Name)).OfType<PagePicture>()]
            )),
        ];
    }
}

/// <param name="State">Null for all.</param>
/// <param name="Source">Slug; null for all.</param>
/// <param name="Query">Words of the text; null for all.</param>
internal sealed record PostQueueFilter(PostState? State, string? Source, string? Query);

/// <summary>A post with its pictures.</summary>
internal sealed record QueuedPost(Post Post, IReadOnlyList<PagePicture> Pictures)
{
    public string Id => Post.Id.ToString("N");

    /// <summary>Slug of the member to which it is attached.</summary>
    public string? Member => Post.Topics.Find(topic => topic.Scheme == TopicScheme.Member)?.Value;

    public string? Campaign => Post.Topics.Find(topic => topic.Scheme == TopicScheme.Campaign)?.Value;

    /// <summary>For people of the workspace, who see pictures of posts that are not live.</summary>
    public static string AddressOf(PagePicture picture) => $"/desk/media/{picture.Address.Split('/')[2]}";
}
